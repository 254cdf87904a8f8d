package dev.surgeline.forecast.model;

import dev.surgeline.forecast.regress.Design;
import dev.surgeline.forecast.regress.Design.Column;
import dev.surgeline.forecast.regress.Line;
import dev.surgeline.forecast.regress.Regression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// A regression of its own for each step ahead, on what is known at the origin: no forecast feeds
/// another, so no error does.
///
/// For h steps ahead, with the seasons s and L (24 and 168 hours) and k = s ceil(h / s), x_t is
/// explained by the lags h, h + 1, k, k + s, L, h + s, h + L; with `wide` also by k + 2s, h + s -
/// 1, L - 1, L + 1, and k + 1 if k < 2s; for h = 1 also by lag 2; and by an intercept for each
/// phase of s. A lag below h is not known and left out: for h > L the multiples of L above h take
/// its place.
///
/// Example: s = 24, L = 168, h = 30: k = 48, and the lags are 30, 31, 48, 54, 72, 168, 198.
///
/// @param shorter s; 1 where there is no season
/// @param longer L; 0 where there is none
/// @param phased whether each phase of s has an intercept of its own
public record DirectRegression(
    int shorter, int longer, boolean wide, boolean phased, Regression regression) implements Model {
  private static final int PHASES_MAX = 48;

  @Override
  public String name() {
    return (wide ? "wide" : "narrow")
        + " direct regression "
        + shorter
        + (longer > 0 ? "/" + longer : "")
        + (phased ? " by phase" : "")
        + (regression.rounds() > 0 ? " L1" : "")
        + " "
        + regression.discount();
  }

  @Override
  public boolean suits(Past past) {
    int unknowns = lags(1).size() + (phased ? Math.min(shorter, PHASES_MAX) : 1);
    return past.length() - lags(1).getLast() >= 2 * unknowns + 4;
  }

  /// Of one step ahead, growing.
  List<Integer> lags(int h) {
    int k = shorter * ceil(h, shorter);
    TreeSet<Integer> lags = new TreeSet<>(List.of(h, h + 1, k, k + shorter, h + shorter));
    if (h == 1) {
      lags.add(2);
    }
    if (longer > 0) {
      int far = longer * ceil(h, longer);
      lags.addAll(List.of(far, h + longer));
      if (wide) {
        lags.addAll(List.of(far - 1, far + 1));
      }
    }
    if (wide) {
      lags.addAll(List.of(k + 2 * shorter, h + shorter - 1));
      if (k < 2 * shorter) {
        lags.add(k + 1);
      }
    }
    return new ArrayList<>(lags.tailSet(h));
  }

  private static int ceil(int h, int season) {
    return (h + season - 1) / season;
  }

  @Override
  public double[][] roll(Past past, int[] ends, int horizon) {
    double[][] courses = new double[ends.length][];
    for (int i = 0; i < ends.length; i++) {
      courses[i] = new double[Model.steps(past, ends[i], horizon)];
    }
    for (int h = 1; h <= horizon; h++) {
      step(past, ends, h, courses);
    }
    return courses;
  }

  private void step(Past past, int[] ends, int h, double[][] courses) {
    double[] values = past.values();
    List<Integer> lags = new ArrayList<>(lags(h));
    // A history too short for the farthest lags does without them.
    while (lags.size() > 1 && lags.getLast() > ends[0] / 2) {
      lags.removeLast();
    }
    List<Column> columns = lags.stream().map(lag -> new Column(values, lag)).toList();
    int period = phased ? shorter : 1;
    Design design =
        new Design(new Column(values, 0), columns, period, Math.min(period, PHASES_MAX));
    int[] asked = new int[ends.length];
    int[] index = new int[ends.length];
    int count = 0;
    for (int i = 0; i < ends.length; i++) {
      if (courses[i].length >= h) {
        index[count] = i;
        asked[count++] = ends[i];
      }
    }
    Line[] lines = regression.fit(design, Arrays.copyOf(asked, count));
    for (int i = 0; i < count; i++) {
      courses[index[i]][h - 1] = lines[i].at(design, asked[i] - 1 + h);
    }
  }

  @Override
  public Fitted fit(Past past) {
    return new Refitted(this, past);
  }
}
