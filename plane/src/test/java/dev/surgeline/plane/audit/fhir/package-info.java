/// Tests of what others read of the audit log.
package dev.surgeline.plane.audit.fhir;
