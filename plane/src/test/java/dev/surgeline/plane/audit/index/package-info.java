/// Tests of what is asked of a log.
package dev.surgeline.plane.audit.index;
