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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Up to where, and when, a time-stamp authority says that a log was there: every time-stamp that
/// is kept is looked at, as each says of its own entries what no other does.
public final class StampCheck {
  /// Time-stamps of which a sentence tells what is wrong.
  private static final int TOLD_MOST = 5;

  /// The time-stamps.
  ///
  /// @param size entries that were there by the latest, perhaps fewer than there are by now
  /// @param at when they were, at the latest
  /// @param authority who says so
  /// @param held how many hold
  /// @param kept how many there are; absent: they can not be listed, and the last alone was looked
  ///   at
  public record Stamped(
      long size, Instant at, String authority, int held, Optional<Integer> kept) {}

  /// What was found.
  ///
  /// @param stamped absent: none holds
  /// @param problem what does not hold; absent: all do
  public record Result(Optional<Stamped> stamped, Optional<String> problem) {}

  private final PublishedLog log;
  private final StampTrust trust;
  private final KeyChain chain;
  private final Checkpoint now;
  private final List<String> problems = new ArrayList<>();
  private Optional<Stamped> latest = Optional.empty();
  private int held;
  private int seen;

  private StampCheck(PublishedLog log, StampTrust trust, KeyChain chain, Checkpoint now) {
    this.log = log;
    this.trust = trust;
    this.chain = chain;
    this.now = now;
  }

  /// Checks the time-stamps: each is one over a checkpoint of this log, out of which the log grew.
  ///
  /// @param key one that the log is or was signed with
  /// @param trust where the authority's certificate must lead
  /// @throws IOException if the log can not be read
  public static Result verify(PublishedLog log, VerifierKey key, StampTrust trust)
      throws IOException {
    try {
      // Read before the checkpoint, as they are then never the newer ones.
      byte[] last = log.stamped().orElseThrow(() -> new Unverified("the log has no time-stamp"));
      Optional<List<Long>> kept = log.stamps();
      KeyChain chain = KeyChain.of(log, key);
      Checkpoint now = TrustPolicy.of(chain.current()).check(SignedNote.parse(log.checkpoint()));
      return new StampCheck(log, trust, chain, now).all(last, kept);
    } catch (Unverified wrong) {
      return new Result(Optional.empty(), Optional.of(String.valueOf(wrong.getMessage())));
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private Result all(byte[] last, Optional<List<Long>> kept) throws IOException {
    look("checkpoint.stamped", last, Optional.empty());
    for (long size : kept.orElse(List.of())) {
      String name = "timestamps/" + size;
      byte[] note = log.stamped(size).orElseThrow(() -> new Unverified(name + " is gone by now"));
      // A size's two files and the last one are the same time-stamp.
      if (!Arrays.equals(note, last)) {
        look(name, note, Optional.of(size));
      }
    }
    Optional<Integer> all = kept.map(_ -> seen);
    Optional<Stamped> stamped =
        latest.map(one -> new Stamped(one.size(), one.at(), one.authority(), held, all));
    if (problems.isEmpty()) {
      return new Result(stamped, Optional.empty());
    }
    String told = String.join("; ", problems.subList(0, Math.min(problems.size(), TOLD_MOST)));
    String sentence = "%d of %d time-stamps do not hold: %s".formatted(seen - held, seen, told);
    return new Result(stamped, Optional.of(sentence));
  }

  /// Looks at one.
  ///
  /// @param called the file with its checkpoint
  /// @param named the size that the file's name says
  private void look(String called, byte[] note, Optional<Long> named) throws IOException {
    seen++;
    try {
      Checkpoint stamped = TrustPolicy.of(chain.keys()).check(SignedNote.parse(note));
      if (named.filter(size -> size != stamped.size()).isPresent()) {
        throw new Unverified("it is of " + stamped.size() + " entries");
      }
      byte[] answer =
          log.timestamp(stamped.size())
              .orElseThrow(
                  () -> new Unverified("timestamps/" + stamped.size() + ".tsr is missing"));
      Stamp stamp = Stamp.check(answer, note, Optional.empty(), Optional.of(trust));
      LogCheck.consistent(log, "time-stamped", stamped, now);
      held++;
      if (latest.filter(one -> one.size() >= stamped.size()).isEmpty()) {
        latest =
            Optional.of(
                new Stamped(stamped.size(), stamp.at(), stamp.authority(), 0, Optional.empty()));
      }
    } catch (Unverified wrong) {
      problems.add(called + ": " + wrong.getMessage());
    }
  }
}
