/// What an audit log says of a range of time, counted:
/// [dev.surgeline.plane.audit.report.AuditReport].
package dev.surgeline.plane.audit.report;
