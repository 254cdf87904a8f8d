/// What a gateway is told at its start: addresses, waits, limits, health checks, transport. Each
/// record's `DEFAULT` is what a gateway without flags uses.
package dev.surgeline.gateway.settings;
