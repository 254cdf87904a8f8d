/// Tests of witnesses over real sockets, and with processes of their own.
package dev.surgeline.plane.audit.witness;
