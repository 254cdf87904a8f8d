package dev.surgeline.plane.chaos.load;

import dev.surgeline.plane.control.AppendOnlyFile;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What became of a stream of requests.
///
/// @param requests sent
/// @param failed not answered in time, or with a status of 400 or more
/// @param p50Millis of those answered, from when each was meant to be sent
/// @param outageMillis the longest time in which every request failed, from the first of them to
///   the next that did not
/// @param firstTrouble what was wrong with the first that failed
public record Tally(
    long requests,
    long failed,
    long p50Millis,
    long p99Millis,
    long maxMillis,
    long outageMillis,
    Optional<String> firstTrouble) {

  /// One request, as it went.
  ///
  /// @param atMillis when it was meant to be sent, from the beginning
  /// @param trouble absent: it was answered
  record Sent(long atMillis, long tookMillis, Optional<String> trouble) {}

  /// @param sent in the order in which they were meant to be sent
  static Tally of(List<Sent> sent) {
    List<Long> took = new ArrayList<>();
    long failed = 0;
    long outage = 0;
    Optional<Sent> failing = Optional.empty();
    Optional<String> first = Optional.empty();
    for (Sent one : sent) {
      if (one.trouble().isEmpty()) {
        took.add(one.tookMillis());
        outage = Math.max(outage, failing.map(it -> one.atMillis() - it.atMillis()).orElse(0L));
        failing = Optional.empty();
      } else {
        failed++;
        failing = failing.or(() -> Optional.of(one));
        first = first.or(one::trouble);
      }
    }
    if (failing.isPresent()) {
      Sent last = sent.getLast();
      outage = Math.max(outage, last.atMillis() + last.tookMillis() - failing.get().atMillis());
    }
    took.sort(null);
    return new Tally(
        sent.size(),
        failed,
        quantile(took, 0.5),
        quantile(took, 0.99),
        quantile(took, 1),
        outage,
        first);
  }

  private static long quantile(List<Long> sorted, double quantile) {
    int at = (int) Math.ceil(quantile * sorted.size()) - 1;
    return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, at));
  }

  /// What is too much of it.
  ///
  /// @param failedAtMost requests
  /// @param outageAtMost when given, any number of requests may fail within so long
  /// @param p99Below absent: it may take as long as it takes
  /// @return sentences; empty: it is well
  public List<String> faults(
      long failedAtMost, Optional<Duration> outageAtMost, Optional<Duration> p99Below) {
    List<String> faults = new ArrayList<>();
    if (outageAtMost.isEmpty() && failed > failedAtMost) {
      faults.add(
          failed + " of " + requests + " requests failed, the first: " + firstTrouble.orElse("?"));
    }
    if (outageAtMost.filter(it -> outageMillis > it.toMillis()).isPresent()) {
      faults.add("nothing was answered for " + outageMillis + " ms");
    }
    if (p99Below.filter(it -> p99Millis >= it.toMillis()).isPresent()) {
      faults.add("one in a hundred took " + p99Millis + " ms or more");
    }
    return faults;
  }

  /// @return absent: nothing was measured yet
  public static Optional<Tally> read(Path file) throws IOException {
    return Files.exists(file)
        ? Optional.of(Json.read(Tally.class, Files.readAllBytes(file), file.toString()))
        : Optional.empty();
  }

  /// Writes it as a whole, or not at all.
  public void write(Path file) throws IOException {
    AppendOnlyFile.replace(file, Json.canonical(this));
  }
}
