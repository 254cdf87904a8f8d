package dev.surgeline.sample.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// Requests per second over a run, constant between steps.
///
/// From a trace, each counted request stands for `scale` requests, and each interval is played
/// `compress` times as fast: 94 requests in 5 minutes at 720 and scale 1 are 94 requests in 417 ms,
/// 225.6 a second.
public final class RateCurve {
  private static final Duration RAMP_STEP = Duration.ofMillis(50);

  private final double[] startSeconds;
  private final double[] perSecond;
  private final double endSeconds;

  private RateCurve(double[] startSeconds, double[] perSecond, double endSeconds) {
    this.startSeconds = startSeconds;
    this.perSecond = perSecond;
    this.endSeconds = endSeconds;
  }

  public static RateCurve of(Trace trace, double compress, double scale) {
    List<Double> counts = trace.counts();
    double step = trace.interval().toNanos() / 1e9 / compress;
    double[] starts = new double[counts.size()];
    double[] rates = new double[counts.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = i * step;
      rates[i] = counts.get(i) * scale / step;
    }
    return new RateCurve(starts, rates, starts.length * step);
  }

  /// The same curve, ended early if it is longer than `longest`.
  public RateCurve until(Duration longest) {
    double end = Math.min(endSeconds, longest.toNanos() / 1e9);
    int steps = 0;
    while (steps < startSeconds.length && startSeconds[steps] < end) {
      steps++;
    }
    return new RateCurve(Arrays.copyOf(startSeconds, steps), Arrays.copyOf(perSecond, steps), end);
  }

  public RateCurve times(double factor) {
    double[] rates = perSecond.clone();
    for (int i = 0; i < rates.length; i++) {
      rates[i] *= factor;
    }
    return new RateCurve(startSeconds, rates, endSeconds);
  }

  /// Multiplied by the surge's factor while it lasts, with its ramps in steps of 50 ms.
  public RateCurve with(Surge surge) {
    double step = RAMP_STEP.toNanos() / 1e9;
    double ends = surge.endSeconds();
    int ramp = (int) Math.ceil(Math.max(0, ends - surge.startSeconds()) / step);
    double[] cuts = new double[startSeconds.length + ramp + 1];
    System.arraycopy(startSeconds, 0, cuts, 0, startSeconds.length);
    for (int i = 0; i <= ramp; i++) {
      cuts[startSeconds.length + i] = Math.min(ends, surge.startSeconds() + i * step);
    }
    double[] starts =
        Arrays.stream(cuts).filter(at -> at < endSeconds).sorted().distinct().toArray();
    double[] rates = new double[starts.length];
    for (int i = 0; i < starts.length; i++) {
      double next = i + 1 < starts.length ? starts[i + 1] : endSeconds;
      rates[i] = perSecondAt(starts[i]) * surge.factorAt((starts[i] + next) / 2);
    }
    return new RateCurve(starts, rates, endSeconds);
  }

  /// How many requests are expected between two times: the integral of the rate.
  public double expected(double fromSeconds, double toSeconds) {
    double sum = 0;
    for (int i = 0; i < steps(); i++) {
      double from = Math.max(fromSeconds, startSeconds[i]);
      double to = Math.min(toSeconds, end(i));
      sum += Math.max(0, to - from) * perSecond[i];
    }
    return sum;
  }

  public double endSeconds() {
    return endSeconds;
  }

  int steps() {
    return startSeconds.length;
  }

  double start(int step) {
    return startSeconds[step];
  }

  double end(int step) {
    return step + 1 < startSeconds.length ? startSeconds[step + 1] : endSeconds;
  }

  double rate(int step) {
    return perSecond[step];
  }

  private double perSecondAt(double seconds) {
    int at = Arrays.binarySearch(startSeconds, seconds);
    return perSecond[at >= 0 ? at : Math.max(0, -at - 2)];
  }
}
