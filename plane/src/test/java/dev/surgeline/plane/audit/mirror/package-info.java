/// Tests of copies of somebody else's log.
package dev.surgeline.plane.audit.mirror;
