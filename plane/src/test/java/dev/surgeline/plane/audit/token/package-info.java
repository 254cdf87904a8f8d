/// Keys in a token: SoftHSM's, as a real module.
package dev.surgeline.plane.audit.token;
