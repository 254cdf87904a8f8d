package dev.surgeline.sample.load;

import dev.surgeline.sample.json.Json;
import org.HdrHistogram.Histogram;

/// What came of the requests that were due in one second.
///
/// A row whose requests are all settled keeps three percentiles and lets its histogram go, so that
/// a long run needs memory only for the seconds still open.
final class SecondRow {
  private static final Histogram NONE = new Histogram(1);

  private Histogram micros = new Histogram(2);
  private boolean closed;
  private double p50Millis;
  private double p95Millis;
  private double p99Millis;
  private long scheduled;
  private long settled;
  private long answered;
  private long failed;
  private long late;

  void scheduled() {
    scheduled++;
  }

  void answered(long latencyMicros, boolean isLate) {
    settled++;
    answered++;
    late += isLate ? 1 : 0;
    micros.recordValue(latencyMicros);
  }

  void unanswered(boolean isFailure) {
    settled++;
    failed += isFailure ? 1 : 0;
  }

  /// To be called only once the second is over: no request of it may follow.
  void closeIfSettled() {
    if (settled == scheduled && !closed) {
      figures();
      micros = NONE;
      closed = true;
    }
  }

  Json json(int second) {
    if (!closed) {
      figures();
    }
    return Json.obj(
        "second", second,
        "scheduled", scheduled,
        "answered", answered,
        "failed", failed,
        "late", late,
        "p50Millis", p50Millis,
        "p95Millis", p95Millis,
        "p99Millis", p99Millis);
  }

  private void figures() {
    p50Millis = StreamTally.millis(micros, 50);
    p95Millis = StreamTally.millis(micros, 95);
    p99Millis = StreamTally.millis(micros, 99);
  }
}
