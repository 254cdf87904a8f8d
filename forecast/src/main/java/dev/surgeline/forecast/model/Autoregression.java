package dev.surgeline.forecast.model;

import dev.surgeline.forecast.regress.Design;
import dev.surgeline.forecast.regress.Design.Column;
import dev.surgeline.forecast.regress.Line;
import dev.surgeline.forecast.regress.Regression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An autoregression that is iterated: each step ahead is read off the line from the steps before
/// it, forecasts among them.
///
/// x_t = a_{phase(t)} + sum_i b_i x_{t - lag_i} + sum_k (c_k cos + d_k sin)(2 pi k t / wave). With
/// a difference D all of it is said of x_t - x_{t-D}. Iterates stay within the range seen, widened
/// on either side by 30% of it: an unstable line can not run away.
///
/// Example: lags {1} and no phases on 1, 2, 4, 8 finds x_t = 2 x_{t-1}, forecasts 16 and stops at 8
/// + 0.3 x 7 = 10.1.
///
/// @param lags growing, each at least 1
/// @param period of the phases, 1 where there are none
/// @param difference D in steps; 0: none
/// @param wave period of the harmonics; 0: none
/// @param harmonics how many, k = 1, 2, ...
public record Autoregression(
    List<Integer> lags, int period, int difference, int wave, int harmonics, Regression regression)
    implements Model {
  private static final double BEYOND = 0.3;
  private static final int PHASES_MAX = 48;

  public Autoregression {
    lags = List.copyOf(lags);
  }

  @Override
  public String name() {
    return "autoregression "
        + lags
        + (period > 1 ? " by phase of " + period : "")
        + (difference > 0 ? " of the " + difference + "-difference" : "")
        + (harmonics > 0 ? " with " + harmonics + " waves of " + wave : "")
        + (regression.rounds() > 0 ? " L1" : "")
        + " "
        + regression.discount();
  }

  /// At least twice as many rows as unknowns.
  @Override
  public boolean suits(Past past) {
    int unknowns = lags.size() + Math.min(period, PHASES_MAX) + 2 * harmonics;
    return past.length() - lags.getLast() - difference >= 2 * unknowns + 4;
  }

  @Override
  public double[][] roll(Past past, int[] ends, int horizon) {
    double[] series = differences(past.values());
    Design design = design(series, past.length() + horizon);
    int[] rows = Arrays.stream(ends).map(end -> end - difference).toArray();
    Line[] lines = regression.fit(design, rows);
    double[][] courses = new double[ends.length][];
    for (int i = 0; i < ends.length; i++) {
      int steps = Model.steps(past, ends[i], horizon);
      courses[i] = iterate(past.values(), series, design, lines[i], ends[i], steps);
    }
    return courses;
  }

  /// From index D of the values on; index 0 is theirs where nothing is differenced.
  private double[] differences(double[] values) {
    if (difference == 0) {
      return values;
    }
    double[] series = new double[values.length - difference];
    for (int t = 0; t < series.length; t++) {
      series[t] = values[t + difference] - values[t];
    }
    return series;
  }

  private Design design(double[] series, int length) {
    List<Column> columns = new ArrayList<>();
    for (int lag : lags) {
      columns.add(new Column(series, lag));
    }
    for (int k = 1; k <= harmonics; k++) {
      double[] cosine = new double[length];
      double[] sine = new double[length];
      for (int t = 0; t < length; t++) {
        double angle = 2 * Math.PI * k * (t % wave) / wave;
        cosine[t] = Math.cos(angle);
        sine[t] = Math.sin(angle);
      }
      columns.add(new Column(cosine, 0));
      columns.add(new Column(sine, 0));
    }
    return new Design(new Column(series, 0), columns, period, Math.min(period, PHASES_MAX));
  }

  private double[] iterate(
      double[] values, double[] series, Design design, Line line, int end, int steps) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < end; t++) {
      lowest = Math.min(lowest, values[t]);
      highest = Math.max(highest, values[t]);
    }
    double beyond = BEYOND * (highest - lowest);
    int origin = end - difference;
    double[] path = Arrays.copyOf(Arrays.copyOf(series, origin), origin + steps);
    double[] course = new double[steps];
    for (int h = 0; h < steps; h++) {
      int row = origin + h;
      double next = line.intercepts()[design.phase(row)];
      for (int i = 0; i < line.slopes().length; i++) {
        boolean lagged = i < lags.size();
        next +=
            line.slopes()[i] * (lagged ? path[row - lags.get(i)] : design.columns().get(i).at(row));
      }
      double base = difference == 0 ? 0 : h < difference ? values[row] : course[h - difference];
      course[h] = Math.clamp(base + next, lowest - beyond, highest + beyond);
      path[row] = course[h] - base;
    }
    return course;
  }

  @Override
  public Fitted fit(Past past) {
    return new Refitted(this, past);
  }
}
