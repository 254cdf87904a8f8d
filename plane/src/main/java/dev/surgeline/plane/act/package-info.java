/// Carrying actions out on a real platform.
///
/// In: actions. Out: outcomes, and the status of what is there. [Actuator][Actuator] is the port;
/// an adapter is named after its platform.
package dev.surgeline.plane.act;
