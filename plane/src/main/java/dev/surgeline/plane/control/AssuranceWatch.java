package dev.surgeline.plane.control;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.platform.Assurance;
import dev.surgeline.core.platform.Protection;
import dev.surgeline.plane.audit.LogCheck;
import dev.surgeline.plane.audit.LogFolder;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks, before each tick, whether the published audit log goes on from what it was at the tick
/// before, and whether the rules of access hold. Not where no workload has protected data.
final class AssuranceWatch {
  private static final int SENTENCE_LENGTH_MAX = 300;

  private final boolean concerned;
  private final LogFolder log;
  private final VerifierKey key;
  private final Supplier<Optional<String>> access;
  private Optional<byte[]> kept = Optional.empty();

  /// @param key of the log, as it was when it was opened
  /// @param access why the rules of who may do what do not hold; absent: they do, or nobody looks
  AssuranceWatch(
      PlatformSpec spec, LogFolder log, VerifierKey key, Supplier<Optional<String>> access) {
    this.concerned =
        spec.workloads().values().stream()
            .anyMatch(declared -> Protection.concerns(declared.workload()));
    this.log = log;
    this.key = key;
    this.access = access;
  }

  /// What does not hold now.
  Assurance look() {
    return concerned
        ? new Assurance(
            audit().map(AssuranceWatch::shortened), access.get().map(AssuranceWatch::shortened))
        : Assurance.HELD;
  }

  /// Read before it is verified: the log only grows, so what is verified covers it.
  private Optional<String> audit() {
    try {
      byte[] now = log.checkpoint();
      LogCheck.Result found = LogCheck.verify(log, key, kept);
      if (found.ok()) {
        kept = Optional.of(now);
        return Optional.empty();
      }
      return Optional.of("the audit log does not hold: " + found.problem().orElse("no reason"));
    } catch (IOException failed) {
      return Optional.of("the audit log can not be read: " + failed.getMessage());
    }
  }

  private static String shortened(String sentence) {
    String line = sentence.lines().findFirst().orElse("");
    return line.length() <= SENTENCE_LENGTH_MAX ? line : line.substring(0, SENTENCE_LENGTH_MAX);
  }
}
