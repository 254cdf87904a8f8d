package dev.surgeline.lab.plant;

import java.util.Arrays;

/// What is counted of a run, by windows of ten seconds of arrival.
///
/// A window is violated when more than 1 - quantile of the requests that arrived in it were not
/// answered within the bound.
public final class Ledger {
  /// Ten seconds.
  public static final long WINDOW = 10_000_000_000L;

  /// Latencies in 64 classes for each doubling: within 1.1% of the truth.
  private static final int CLASSES = 64;

  private int[] arrived = new int[1024];
  private int[] missed = new int[1024];
  private int[] slow = new int[1024];
  private final long[] latencies = new long[64 * CLASSES];
  private int windows;
  private long answered;
  private long shed;
  private long failed;

  private int window(long arrival) {
    int window = (int) (arrival / WINDOW);
    if (window >= arrived.length) {
      int length = Math.max(window + 1, 2 * arrived.length);
      arrived = Arrays.copyOf(arrived, length);
      missed = Arrays.copyOf(missed, length);
      slow = Arrays.copyOf(slow, length);
    }
    windows = Math.max(windows, window + 1);
    return window;
  }

  void arrived(long at) {
    int window = window(at);
    arrived[window]++;
  }

  /// @param bound that it was to be answered within
  /// @param service the time of its service alone
  void answered(long arrival, long now, long bound, long service) {
    answered++;
    long latency = now - arrival;
    latencies[latencyClass(latency)]++;
    if (latency > bound) {
      int window = window(arrival);
      missed[window]++;
      slow[window] += service > bound ? 1 : 0;
    }
  }

  /// Nobody waits for it any more, or the queue was full.
  void shed(long arrival) {
    shed++;
    int window = window(arrival);
    missed[window]++;
  }

  /// The replica that worked on it went down.
  void failed(long arrival) {
    failed++;
    int window = window(arrival);
    missed[window]++;
  }

  private static int latencyClass(long nanos) {
    long value = Math.max(CLASSES, nanos);
    int doubling = 63 - Long.numberOfLeadingZeros(value);
    int part = (int) ((value >>> (doubling - 6)) & (CLASSES - 1));
    return doubling * CLASSES + part;
  }

  private static double upper(int latencyClass) {
    int doubling = latencyClass / CLASSES;
    return (CLASSES + latencyClass % CLASSES + 1.0) * (1L << (doubling - 6));
  }

  /// Counts of all answered requests by class of latency so far; a copy.
  public long[] latencies() {
    return latencies.clone();
  }

  /// The latency that so many of the requests between two countings were answered within.
  ///
  /// @return nanoseconds; NaN if none were answered
  public static double quantile(long[] before, long[] after, double quantile) {
    long all = 0;
    for (int i = 0; i < after.length; i++) {
      all += after[i] - before[i];
    }
    long wanted = (long) Math.ceil(quantile * all);
    long seen = 0;
    for (int i = 0; i < after.length; i++) {
      seen += after[i] - before[i];
      if (seen >= wanted && all > 0) {
        return upper(i);
      }
    }
    return Double.NaN;
  }

  public long answered() {
    return answered;
  }

  /// Requests that were turned away or given up.
  public long shed() {
    return shed;
  }

  public long failed() {
    return failed;
  }

  /// Seconds of violated windows from one time to another.
  public long violated(long from, long to, double quantile) {
    return violated(from, to, quantile, new int[windows]);
  }

  /// The same without the requests whose service alone took longer than the bound, which replicas
  /// can do nothing about.
  public long violatedNet(long from, long to, double quantile) {
    return violated(from, to, quantile, slow);
  }

  private long violated(long from, long to, double quantile, int[] excused) {
    long seconds = 0;
    int last = (int) Math.min(windows, (to + WINDOW - 1) / WINDOW);
    for (int i = (int) (from / WINDOW); i < last; i++) {
      if (missed[i] - excused[i] > (1 - quantile) * arrived[i]) {
        seconds += 10;
      }
    }
    return seconds;
  }
}
