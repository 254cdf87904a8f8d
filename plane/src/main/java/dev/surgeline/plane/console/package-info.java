/// What people see of the control plane: the dashboard.
///
/// In: a [Picture][Picture] a tick, published by the control loop. Out: a read-only page on a
/// loopback port, fed by server-sent events. Nothing here decides anything, and nothing here can
/// slow the loop down. Beside it, [CommandDesk][CommandDesk] takes the commands of those whom
/// [Staff][Staff] names. Read [Dashboard][Dashboard] first; the page itself is
/// `src/main/resources/console`.
package dev.surgeline.plane.console;
