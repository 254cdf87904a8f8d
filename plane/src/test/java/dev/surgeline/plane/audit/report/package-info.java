/// Tests of what is counted of a log.
package dev.surgeline.plane.audit.report;
