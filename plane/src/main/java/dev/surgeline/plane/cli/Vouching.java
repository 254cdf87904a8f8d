package dev.surgeline.plane.cli;

import dev.surgeline.plane.audit.stamp.TimeStamping;
import dev.surgeline.plane.audit.witness.Cosigning;
import dev.surgeline.plane.console.AlertLine;
import dev.surgeline.plane.console.Picture;
import java.time.Instant;
import java.util.Optional;

/// Those outside who vouch for a running log.
record Vouching(Optional<Cosigning> witnesses, Optional<TimeStamping> authority)
    implements AutoCloseable {
  private static final String AUDIT_LOG = "audit log";

  /// A picture with what people should know of them now.
  Picture on(Picture picture) {
    Picture shown = picture;
    Optional<Cosigning.Alarm> quorum = witnesses.flatMap(Cosigning::alarm);
    if (quorum.isPresent()) {
      shown = shown.with(line(quorum.get().since(), quorum.get().sentence()));
    }
    Optional<TimeStamping.Alarm> stamps = authority.flatMap(TimeStamping::alarm);
    if (stamps.isPresent()) {
      shown = shown.with(line(stamps.get().since(), stamps.get().sentence()));
    }
    return shown;
  }

  private static AlertLine line(Instant since, String sentence) {
    return new AlertLine(since, AUDIT_LOG, sentence);
  }

  /// After the log's last entry, which it has time-stamped yet.
  @Override
  public void close() {
    witnesses.ifPresent(Cosigning::close);
    authority.ifPresent(TimeStamping::close);
  }
}
