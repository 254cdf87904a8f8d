/// The data plane process: takes requests, picks an endpoint, hands the answer back.
///
/// In: requests, and routing snapshots by the admin port. Out: answers, and traffic reports. It
/// never waits for the control plane: it serves from the last good snapshot, which it also keeps on
/// disk.
///
/// [Main] reads the flags, [Gateway] wires the parts. `proxy` carries one request, `routing` holds
/// where requests may go, `report` counts, `admin` is the control plane's door.
package dev.surgeline.gateway;
