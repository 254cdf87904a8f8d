package dev.surgeline.plane.evidence;

import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.Fsck;
import dev.surgeline.plane.audit.LogCheck;
import dev.surgeline.plane.audit.PinnedLog;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.TimeRange;
import dev.surgeline.wire.DocumentException;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// An audit log as it was found: what holds of it, and what its entries say if all of it does.
///
/// @param own whether the key is one that the asker kept, and not the one beside the log
/// @param entries absent: they are not to be believed
/// @param problem why not
/// @param range of the entries, which were asked for
record AuditedLog(
    LogCheck.Result signed,
    Fsck.Result whole,
    boolean own,
    Optional<LogReading> entries,
    Optional<String> problem,
    TimeRange range) {

  /// What came of the rules of each pack, by its id, as far as the entries are believed.
  SortedMap<String, PackStanding> standing() {
    return entries.map(LogReading::standing).orElseGet(TreeMap::new);
  }

  /// @throws IOException if it can not be read
  static AuditedLog read(PublishedLog published, VerifierKey key, boolean own, TimeRange range)
      throws IOException {
    // All that is said is said of one checkpoint.
    PublishedLog log = new PinnedLog(published);
    LogCheck.Result signed = LogCheck.verify(log, key, Optional.empty());
    Fsck.Result whole = Fsck.run(log, key);
    if (!signed.ok() || !whole.ok()) {
      return new AuditedLog(
          signed,
          whole,
          own,
          Optional.empty(),
          Optional.of("the log does not hold, so its entries are not believed"),
          range);
    }
    try {
      LogReading entries = LogReading.of(log, LogCheck.checkpoint(log, key), range);
      return new AuditedLog(signed, whole, own, Optional.of(entries), Optional.empty(), range);
    } catch (IOException | Unverified | DocumentException wrong) {
      return new AuditedLog(
          signed,
          whole,
          own,
          Optional.empty(),
          Optional.of(String.valueOf(wrong.getMessage())),
          range);
    }
  }
}
