package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.stamp.Stamp;
import dev.surgeline.plane.audit.stamp.StampTrust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/// Up to where, and when, a time-stamp authority says that a log was there.
public final class StampCheck {
  /// The last time-stamp.
  ///
  /// @param size entries that were there, perhaps fewer than there are by now
  /// @param at when they were, at the latest
  /// @param authority who says so
  public record Stamped(long size, Instant at, String authority) {}

  /// What was found: one or the other.
  public record Result(Optional<Stamped> stamped, Optional<String> problem) {}

  private StampCheck() {}

  /// Checks the last time-stamp: it is one over a checkpoint of this log, out of which the log
  /// grew.
  ///
  /// @param key one that the log is or was signed with
  /// @param trust where the authority's certificate must lead
  /// @throws IOException if the log can not be read
  public static Result verify(PublishedLog log, VerifierKey key, StampTrust trust)
      throws IOException {
    try {
      // Read before the other, as it is then never the newer one.
      byte[] note = log.stamped().orElseThrow(() -> new Unverified("the log has no time-stamp"));
      KeyChain chain = KeyChain.of(log, key);
      Checkpoint stamped = stamped(note, chain);
      byte[] answer =
          log.timestamp(stamped.size())
              .orElseThrow(
                  () -> new Unverified("timestamps/" + stamped.size() + ".tsr is missing"));
      Stamp stamp = Stamp.check(answer, note, Optional.empty(), Optional.of(trust));
      Checkpoint now = TrustPolicy.of(chain.current()).check(SignedNote.parse(log.checkpoint()));
      LogCheck.consistent(log, "time-stamped", stamped, now);
      return new Result(
          Optional.of(new Stamped(stamped.size(), stamp.at(), stamp.authority())),
          Optional.empty());
    } catch (Unverified wrong) {
      return new Result(Optional.empty(), Optional.of(String.valueOf(wrong.getMessage())));
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private static Checkpoint stamped(byte[] note, KeyChain chain) {
    try {
      return TrustPolicy.of(chain.keys()).check(SignedNote.parse(note));
    } catch (Unverified wrong) {
      throw new Unverified("checkpoint.stamped: " + wrong.getMessage(), wrong);
    }
  }
}
