package dev.surgeline.plane.audit.spool;

import dev.surgeline.core.audit.Unverified;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// Follows the chain of spooled entries through the bytes of a log's entries, given one after the
/// other from the first on: after an entry that says so many were spooled, those must follow.
///
/// A line of a spool is what the log has of it, with `"before":"..."` in place of the index. So it
/// goes by the bytes as they stand, whatever version wrote them.
public final class SpoolChain {
  private static final byte[] MARK =
      "\"type\":\"spoolMerged\"},\"index\":".getBytes(StandardCharsets.US_ASCII);
  private static final String INDEX = ",\"index\":";
  private static final String ENTRY = ",\"entry\":";

  private Optional<AuditEntry.SpoolMerged> open = Optional.empty();
  private String last = "";
  private long openAt;
  private long left;
  private long spools;
  private long spooled;

  /// Takes the next entry.
  ///
  /// @throws Unverified if it is not what was to follow; what comes next can be given all the same
  public void take(long index, byte[] entry) {
    if (open.isEmpty()) {
      open = merged(index, entry);
      open.ifPresent(one -> {
        openAt = index;
        last = one.begin();
        left = one.count();
        spools++;
      });
      return;
    }
    last = hash(line(entry, last));
    spooled++;
    if (--left == 0) {
      String end = open.orElseThrow().end();
      open = Optional.empty();
      if (!last.equals(end)) {
        throw new Unverified(
            "the entries after entry "
                + openAt
                + " are not those that were spooled, in that order");
      }
    }
  }

  /// Is told that there are no more.
  ///
  /// @throws Unverified if some were to follow
  public void end() {
    if (open.isPresent()) {
      throw new Unverified(
          "entry " + openAt + " says that spooled ones follow, and " + left + " of them do not");
    }
  }

  /// How many spools were merged.
  public long spools() {
    return spools;
  }

  /// How many entries they had.
  public long spooled() {
    return spooled;
  }

  /// What an entry says of a spool, if it is of that kind.
  static Optional<AuditEntry.SpoolMerged> merged(long index, byte[] entry) {
    return marked(entry)
            && Json.read(AuditLine.class, entry, "entry " + index).entry()
                instanceof AuditEntry.SpoolMerged one
        ? Optional.of(one)
        : Optional.empty();
  }

  /// Reading all JSON of a log would take long: of that kind is what ends as it does.
  private static boolean marked(byte[] entry) {
    int end = entry.length - 1;
    while (end > 0 && Character.isDigit(entry[end - 1])) {
      end--;
    }
    int from = end - MARK.length;
    return from > 0 && Arrays.equals(entry, from, end, MARK, 0, MARK.length);
  }

  private static byte[] line(byte[] entry, String before) {
    String text = new String(entry, StandardCharsets.UTF_8);
    int at = text.indexOf(ENTRY);
    int index = text.lastIndexOf(INDEX);
    if (at < 0 || index < at) {
      return entry; // none that was ever spooled: its hash will not do
    }
    String line =
        text.substring(0, at) + ",\"before\":\"" + before + '"' + text.substring(at, index);
    return (line + "}").getBytes(StandardCharsets.UTF_8);
  }

  static String hash(byte[] line) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(line));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
