package dev.surgeline.lab.plant;

import dev.surgeline.core.platform.Criticality;
import java.util.Arrays;
import java.util.OptionalLong;

/// What is counted of a run, by windows of ten seconds of arrival.
///
/// A window is violated when more than 1 - quantile of the requests that arrived in it were not
/// answered within the bound: late, shed and failed ones alike. Counts are not whole where the
/// plant is fluid.
///
/// From one time to another are the windows wholly in between: who is asked about that time is not
/// answerable for what began before it, nor for what ends after it.
public final class Ledger {
  /// Ten seconds.
  public static final long WINDOW = 10_000_000_000L;

  private static final double NEARLY = 1e-9;

  /// Whether a window is violated.
  @FunctionalInterface
  interface Verdict {
    /// @param missed requests that were not answered within the bound
    /// @param arrived all of the window
    /// @param share of these that may be missed
    boolean violated(int window, double missed, double arrived, double share);
  }

  private final Verdict verdict;
  private double[] arrived = new double[1024];
  private double[] missed = new double[1024];
  private double[] slow = new double[1024];
  private final Latencies latencies = new Latencies();
  private int windows;
  private double answered;
  private final double[] shed = new double[Criticality.values().length];
  private final double[] failed = new double[Criticality.values().length];

  /// Of single requests.
  Ledger() {
    this((_, missed, arrived, share) -> missed > share * arrived + NEARLY);
  }

  Ledger(Verdict verdict) {
    this.verdict = verdict;
  }

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

  void arrived(long at, double requests) {
    int window = window(at);
    arrived[window] += requests;
  }

  /// @param took from arrival to answer
  /// @param bound that it was to be answered within
  /// @param service the time of its service alone
  void answered(long arrival, long took, long bound, long service, double requests) {
    answered += requests;
    latencies.add(took, requests);
    if (took > bound) {
      int window = window(arrival);
      missed[window] += requests;
      slow[window] += service > bound ? requests : 0;
    }
  }

  /// Answers of whom it is known how many of them were late.
  ///
  /// @param place the class of their latency
  void answered(int place, double requests) {
    answered += requests;
    latencies.addAt(place, requests);
  }

  /// So many of these were late.
  ///
  /// @param slowly by their service alone
  void late(long arrival, double requests, double slowly) {
    int window = window(arrival);
    missed[window] += requests;
    slow[window] += slowly;
  }

  /// Nobody waits for it any more, or the queue was full.
  ///
  /// @param rank of its class, 0 to 3
  void shed(long arrival, int rank, double requests) {
    shed[rank] += requests;
    int window = window(arrival);
    missed[window] += requests;
  }

  /// It still waits, and for longer than it may.
  void overdue(long arrival, double requests) {
    int window = window(arrival);
    missed[window] += requests;
  }

  /// The replica that worked on it went down.
  ///
  /// @param rank of its class, 0 to 3
  void failed(long arrival, int rank, double requests) {
    failed[rank] += requests;
    int window = window(arrival);
    missed[window] += requests;
  }

  /// Takes the latencies of what was answered since they were last taken.
  ///
  /// @param into is emptied first
  void take(Latencies into) {
    into.clear();
    into.add(latencies);
    latencies.clear();
  }

  public double answered() {
    return answered;
  }

  /// Requests that were turned away or given up.
  public double shed() {
    return sum(shed);
  }

  public double failed() {
    return sum(failed);
  }

  /// The same of one class.
  public double shed(Criticality of) {
    return shed[of.ordinal()];
  }

  public double failed(Criticality of) {
    return failed[of.ordinal()];
  }

  private static double sum(double[] classes) {
    double sum = 0;
    for (double one : classes) {
      sum += one;
    }
    return sum;
  }

  /// Requests that were not answered within the bound, of those that arrived from one time to
  /// another, by windows.
  public double missedBetween(long from, long to) {
    return sum(missed, from, to);
  }

  /// Requests that arrived from one time to another, by windows.
  public double arrivedBetween(long from, long to) {
    return sum(arrived, from, to);
  }

  private double sum(double[] counts, long from, long to) {
    double sum = 0;
    for (int i = first(from); i < last(to); i++) {
      sum += counts[i];
    }
    return sum;
  }

  /// Seconds of violated windows from one time to another.
  ///
  /// @param quantile how many are to be answered within the bound, as a share
  public long violated(long from, long to, double quantile) {
    return violated(from, to, quantile, false);
  }

  /// The same without the requests whose service alone took longer than the bound, which replicas
  /// can do nothing about.
  public long violatedNet(long from, long to, double quantile) {
    return violated(from, to, quantile, true);
  }

  private long violated(long from, long to, double quantile, boolean net) {
    long seconds = 0;
    for (int i = first(from); i < last(to); i++) {
      double wrong = missed[i] - (net ? slow[i] : 0);
      if (verdict.violated(i, wrong, arrived[i], 1 - quantile)) {
        seconds += 10;
      }
    }
    return seconds;
  }

  /// How long it took until a violated objective was kept again.
  ///
  /// @param count how often that was
  /// @param meanSeconds from the first violated window to the first kept one; NaN where there were
  ///   none
  /// @param worstSeconds the longest of these
  public record Corrections(int count, double meanSeconds, double worstSeconds) {}

  /// Of the windows from one time to another; one that is violated to the end counts until then.
  public Corrections corrections(long from, long to, double quantile) {
    int count = 0;
    long sum = 0;
    long worst = 0;
    long running = 0;
    for (int i = first(from); i < last(to); i++) {
      boolean violated = verdict.violated(i, missed[i], arrived[i], 1 - quantile);
      count += violated && running == 0 ? 1 : 0;
      running = violated ? running + WINDOW : 0;
      sum += violated ? WINDOW : 0;
      worst = Math.max(worst, running);
    }
    return new Corrections(count, sum / 1e9 / (count == 0 ? Double.NaN : count), worst / 1e9);
  }

  /// The end of the last window from one time to another that was violated; absent: none was.
  public OptionalLong lastViolated(long from, long to, double quantile) {
    for (int i = last(to) - 1; i >= first(from); i--) {
      if (verdict.violated(i, missed[i], arrived[i], 1 - quantile)) {
        return OptionalLong.of((i + 1) * WINDOW);
      }
    }
    return OptionalLong.empty();
  }

  /// The first window that is wholly after a time.
  private static int first(long from) {
    return (int) ((from + WINDOW - 1) / WINDOW);
  }

  /// The first window that is not wholly before a time.
  private int last(long to) {
    return (int) Math.min(windows, to / WINDOW);
  }
}
