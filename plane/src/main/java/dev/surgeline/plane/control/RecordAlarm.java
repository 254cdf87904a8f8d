package dev.surgeline.plane.control;

import dev.surgeline.plane.audit.spool.Spool;
import dev.surgeline.plane.console.AlertLine;
import dev.surgeline.plane.console.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people should know of the audit log's writing now.
///
/// @param unwritableSince absent: the log can be written
/// @param spool how what stands in for it stands
record RecordAlarm(Optional<Instant> unwritableSince, Spool.Standing spool) {
  private static final String AUDIT_LOG = "audit log";

  /// A picture with it.
  Picture on(Picture picture) {
    if (unwritableSince.isPresent()) {
      String sentence = AuditTrail.sentence(Optional.of(spool));
      String spooled = spool.entries() == 0 ? "" : "; " + spool.entries() + " entries are there";
      return picture.with(new AlertLine(unwritableSince.get(), AUDIT_LOG, sentence + spooled));
    }
    if (!spool.ready()) {
      return picture.with(
          new AlertLine(
              picture.at(),
              AUDIT_LOG,
              "there is no spool: while the audit log can not be written nothing will change, not"
                  + " for safety either"));
    }
    return picture;
  }

  /// The same in the Prometheus text format.
  String metrics() {
    return String.join(
            "\n",
            List.of(
                "# HELP surgeline_audit_writable Whether the audit log can be written, as last"
                    + " tried.",
                "# TYPE surgeline_audit_writable gauge",
                "surgeline_audit_writable " + (unwritableSince.isPresent() ? 0 : 1),
                "# HELP surgeline_audit_spool_ready Whether the spool takes entries.",
                "# TYPE surgeline_audit_spool_ready gauge",
                "surgeline_audit_spool_ready " + (spool.ready() ? 1 : 0),
                "# HELP surgeline_audit_spooled_entries Spooled entries that wait for the log.",
                "# TYPE surgeline_audit_spooled_entries gauge",
                "surgeline_audit_spooled_entries " + spool.entries()))
        + "\n";
  }
}
