package dev.surgeline.plane.control;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.platform.Assurance;
import dev.surgeline.core.platform.Protection;
import dev.surgeline.plane.audit.LogCheck;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.SeenLog;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks, before each tick, whether the published audit log goes on from what it was at the tick
/// before, and whether the rules of access hold. Not where no workload has protected data.
///
/// It runs on the loop's thread, so it reads what is new alone: while every file is the one that it
/// read, what it found stays.
final class AssuranceWatch {
  private static final int SENTENCE_LENGTH_MAX = 300;

  private final boolean concerned;
  private final SeenLog log;
  private final VerifierKey key;
  private final Supplier<Optional<String>> access;
  private Optional<byte[]> kept = Optional.empty();

  /// What was found of the log as it is; absent: it is to be looked at.
  private Optional<Optional<String>> found = Optional.empty();

  /// @param key of the log, as it was when it was opened
  /// @param access why the rules of who may do what do not hold; absent: they do, or nobody looks
  AssuranceWatch(
      PlatformSpec spec, LogFolder log, VerifierKey key, Supplier<Optional<String>> access) {
    this(spec, log, key, access, InstantSource.system());
  }

  /// @param clock that the log's files have their times of
  AssuranceWatch(
      PlatformSpec spec,
      LogFolder log,
      VerifierKey key,
      Supplier<Optional<String>> access,
      InstantSource clock) {
    this.concerned =
        spec.workloads().values().stream()
            .anyMatch(declared -> Protection.concerns(declared.workload()));
    this.log = new SeenLog(log, clock);
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

  private Optional<String> audit() {
    try {
      if (found.isEmpty() || !log.asItWas()) {
        found = Optional.empty();
        log.round();
        found = Optional.of(verified());
      }
      return found.get();
    } catch (IOException failed) {
      return Optional.of("the audit log can not be read: " + failed.getMessage());
    }
  }

  /// Read before it is verified: the log only grows, so what is verified covers it.
  private Optional<String> verified() throws IOException {
    byte[] now = log.checkpoint();
    LogCheck.Result result = LogCheck.verify(log, key, kept);
    if (result.ok()) {
      kept = Optional.of(now);
      return Optional.empty();
    }
    return Optional.of("the audit log does not hold: " + result.problem().orElse("no reason"));
  }

  private static String shortened(String sentence) {
    String line = sentence.lines().findFirst().orElse("");
    return line.length() <= SENTENCE_LENGTH_MAX ? line : line.substring(0, SENTENCE_LENGTH_MAX);
  }
}
