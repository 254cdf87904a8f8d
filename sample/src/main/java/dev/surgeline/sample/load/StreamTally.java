package dev.surgeline.sample.load;

import dev.surgeline.sample.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// What came of one stream's requests. Exact: scheduled = answered + failed + in flight +
/// abandoned.
///
/// Rows count by the second a request was due in, so a row's figures are about the same requests,
/// and late answers show in the second whose demand was not met. Used by one thread.
final class StreamTally {
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MICRO = 1e3;

  private final long objectiveNanos;
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private final Histogram latencyMicros = new Histogram(DIGITS);
  private final Histogram lastSecondMicros = new Histogram(DIGITS);
  private final Histogram sendLagMicros = new Histogram(DIGITS);
  private final List<SecondRow> rows = new ArrayList<>();
  private long scheduled;
  private long sent;
  private long settled;
  private long late;

  StreamTally(long objectiveNanos) {
    this.objectiveNanos = objectiveNanos;
  }

  void scheduled(long dueNanos) {
    scheduled++;
    row(dueNanos).scheduled();
  }

  void sent(long lagNanos) {
    sent++;
    sendLagMicros.recordValue(Math.round(Math.max(0, lagNanos) / NANOS_PER_MICRO));
  }

  void settled(long dueNanos, Outcome outcome, long tookNanos) {
    settled++;
    outcomes.merge(outcome, 1L, Long::sum);
    SecondRow row = row(dueNanos);
    if (outcome == Outcome.ANSWERED) {
      long micros = Math.round(Math.max(0, tookNanos) / NANOS_PER_MICRO);
      latencyMicros.recordValue(micros);
      lastSecondMicros.recordValue(micros);
      boolean isLate = tookNanos > objectiveNanos;
      late += isLate ? 1 : 0;
      row.answered(micros, isLate);
    } else {
      row.unanswered(outcome.isFailure());
    }
  }

  long scheduled() {
    return scheduled;
  }

  long inFlight() {
    return scheduled - settled;
  }

  Histogram latencyMicros() {
    return latencyMicros;
  }

  /// The figures so far, with the percentiles of what was answered since the last call.
  Json progress() {
    Json json =
        Json.obj(
            "scheduled", scheduled,
            "answered", count(Outcome.ANSWERED),
            "failed", failed(),
            "inFlight", inFlight(),
            "p50Millis", millis(lastSecondMicros, 50),
            "p95Millis", millis(lastSecondMicros, 95),
            "p99Millis", millis(lastSecondMicros, 99));
    lastSecondMicros.reset();
    return json;
  }

  /// Adds this stream's figures to a total; rows are left out, they belong to a stream.
  void addTo(StreamTally total) {
    outcomes.forEach((outcome, count) -> total.outcomes.merge(outcome, count, Long::sum));
    total.latencyMicros.add(latencyMicros);
    total.sendLagMicros.add(sendLagMicros);
    total.scheduled += scheduled;
    total.sent += sent;
    total.settled += settled;
    total.late += late;
  }

  Json.Obj totals() {
    Map<String, Json> failures = new TreeMap<>();
    for (Outcome outcome : Outcome.values()) {
      if (outcome.isFailure()) {
        failures.put(outcome.failure(), new Json.Num(count(outcome)));
      }
    }
    return Json.obj(
        "scheduled", scheduled,
        "sent", sent,
        "answered", count(Outcome.ANSWERED),
        "failed", failed(),
        "abandoned", count(Outcome.ABANDONED),
        "failures", new Json.Obj(failures),
        "late", late,
        "meanMillis", rounded(latencyMicros.getMean()),
        "p50Millis", millis(latencyMicros, 50),
        "p95Millis", millis(latencyMicros, 95),
        "p99Millis", millis(latencyMicros, 99),
        "p999Millis", millis(latencyMicros, 99.9),
        "maxMillis", millis(latencyMicros, 100),
        "sendLagP99Millis", millis(sendLagMicros, 99),
        "sendLagMaxMillis", millis(sendLagMicros, 100));
  }

  Json perSecond() {
    List<Json> json = new ArrayList<>();
    for (int second = 0; second < rows.size(); second++) {
      json.add(rows.get(second).json(second));
    }
    return new Json.Arr(json);
  }

  private SecondRow row(long dueNanos) {
    int second = (int) (dueNanos / 1_000_000_000L);
    while (rows.size() <= second) {
      rows.forEach(SecondRow::closeIfSettled);
      rows.add(new SecondRow());
    }
    return rows.get(second);
  }

  private long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  private long failed() {
    long failed = 0;
    for (Outcome outcome : Outcome.values()) {
      failed += outcome.isFailure() ? count(outcome) : 0;
    }
    return failed;
  }

  static double millis(Histogram micros, double percentile) {
    return rounded(
        micros.getTotalCount() == 0 ? 0 : (double) micros.getValueAtPercentile(percentile));
  }

  private static double rounded(double micros) {
    return Math.round(micros) / 1e3;
  }
}
