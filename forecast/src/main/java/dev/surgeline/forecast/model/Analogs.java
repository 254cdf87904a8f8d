package dev.surgeline.forecast.model;

import java.util.Arrays;

/// What followed the times that looked most like now.
///
/// The last `window` values less their own weighted mean (weight (i + 0.3 window) / window, so that
/// the recent ones say more) are compared with those of every origin a multiple of the season
/// earlier; what is a multiple of the longer season away has its distance multiplied by 0.8. The
/// nearest few go on as they did, each about its own mean, weighed exp(-1.5 d / d_k) with d_k the
/// distance of the farthest of them; the result is put on the mean of now. Where no earlier origin
/// has a whole horizon after it, the last season is repeated.
///
/// Example: 1, 2, 3, 1, 2, 3, 11, 12 with a season of 3, a window of 2 and a horizon of 1: the
/// window 1, 2 looks just like 11, 12, went on with 3, and so 13 is forecast.
///
/// @param window in steps, at least 1
/// @param season in steps, at least 1
/// @param longer in steps; 0 where there is none
/// @param nearest how many, at least 1
public record Analogs(int window, int season, int longer, int nearest) implements Model {
  private static final double FAVOURED = 0.8;
  private static final double FALL = 1.5;
  private static final double OLDEST = 0.3;

  @Override
  public String name() {
    return nearest + " analogs of " + window;
  }

  @Override
  public boolean suits(Past past) {
    return past.length() >= window + (nearest + 2) * season;
  }

  @Override
  public double[][] roll(Past past, int[] ends, int horizon) {
    double[][] courses = new double[ends.length][];
    for (int i = 0; i < ends.length; i++) {
      courses[i] =
          continuation(past.values(), ends[i], Model.steps(past, ends[i], horizon), horizon);
    }
    return courses;
  }

  private double[] continuation(double[] values, int end, int steps, int horizon) {
    double[] weights = new double[window];
    double sum = 0;
    for (int i = 0; i < window; i++) {
      weights[i] = (i + OLDEST * window) / window;
      sum += weights[i];
    }
    for (int i = 0; i < window; i++) {
      weights[i] /= sum;
    }
    // The nearest so far, the nearest first; where an analog ends, how far it is, what its mean is.
    int[] found = new int[nearest];
    double[] distances = new double[nearest];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    double mean = mean(values, end, weights);
    int ahead = season * ((horizon + season - 1) / season);
    for (int candidate = end - ahead; candidate >= window; candidate -= season) {
      double distance = distance(values, end, mean, candidate, weights);
      boolean favoured = longer > 0 && (end - candidate) % longer == 0;
      insert(found, distances, candidate, favoured ? FAVOURED * distance : distance);
    }
    return blend(values, end, found, distances, weights, mean, steps);
  }

  private double mean(double[] values, int end, double[] weights) {
    double mean = 0;
    for (int i = 0; i < window; i++) {
      mean += weights[i] * values[end - window + i];
    }
    return mean;
  }

  private double distance(double[] values, int end, double mean, int candidate, double[] weights) {
    double shift = mean - mean(values, candidate, weights);
    double sum = 0;
    for (int i = 0; i < window; i++) {
      double apart = values[end - window + i] - values[candidate - window + i] - shift;
      sum += weights[i] * apart * apart;
    }
    return Math.sqrt(sum);
  }

  private static void insert(int[] found, double[] distances, int candidate, double distance) {
    int place = found.length;
    while (place > 0 && distance < distances[place - 1]) {
      place--;
    }
    for (int i = found.length - 1; i > place; i--) {
      found[i] = found[i - 1];
      distances[i] = distances[i - 1];
    }
    if (place < found.length) {
      found[place] = candidate;
      distances[place] = distance;
    }
  }

  private double[] blend(
      double[] values,
      int end,
      int[] found,
      double[] distances,
      double[] weights,
      double mean,
      int steps) {
    double[] course = new double[steps];
    double farthest = 0;
    for (double distance : distances) {
      farthest = Double.isFinite(distance) ? Math.max(farthest, distance) : farthest;
    }
    double total = 0;
    for (int i = 0; i < found.length && Double.isFinite(distances[i]); i++) {
      double weight = farthest > 0 ? Math.exp(-FALL * distances[i] / farthest) : 1;
      double shift = mean - mean(values, found[i], weights);
      for (int h = 0; h < steps; h++) {
        course[h] += weight * (values[found[i] + h] + shift);
      }
      total += weight;
    }
    for (int h = 0; h < steps; h++) {
      course[h] = total > 0 ? course[h] / total : values[end - season + h % season];
    }
    return course;
  }

  @Override
  public Fitted fit(Past past) {
    return new Refitted(this, past);
  }
}
