/// The gateway's driver against the gateway's own process, and against one that answers wrongly.
package dev.surgeline.plane.route;
