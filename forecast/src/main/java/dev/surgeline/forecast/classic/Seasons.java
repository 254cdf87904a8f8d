package dev.surgeline.forecast.classic;

import dev.surgeline.forecast.model.Fitted;
import java.util.ArrayList;
import java.util.List;

/// Seasons taken off a series one after the other, the shortest first, and put back on a forecast.
///
/// Each is the [classical][Classical] one of what the shorter leave, drawn towards nothing by its
/// [credibility][Classical#credibility]. Example: 10, 30, 10, 30 with a season of two whose
/// quotients are 0.5 and 1.5 is 20, 20, 20, 20; 20 forecast for the next step is 10.
///
/// @param quotients whether figures multiply; if not, they are added
/// @param figures of each season, the first for step 0
@SuppressWarnings("ArrayRecordComponent")
record Seasons(boolean quotients, double[][] figures) {
  static Seasons of(double[] values, List<Integer> seasons, boolean quotients) {
    List<double[]> figures = new ArrayList<>();
    double[] rest = values;
    for (int season : seasons) {
      double[] own = Classical.figures(rest, season, quotients);
      double credible = Classical.credibility(rest, season, quotients);
      for (int i = 0; i < season; i++) {
        own[i] = quotients ? 1 + credible * (own[i] - 1) : credible * own[i];
      }
      figures.add(own);
      rest = new Seasons(quotients, new double[][] {own}).without(rest);
    }
    return new Seasons(quotients, figures.toArray(double[][]::new));
  }

  /// All of them at a step, as one figure.
  double at(int index) {
    double figure = quotients ? 1 : 0;
    for (double[] each : figures) {
      double own = each[index % each.length];
      figure = quotients ? figure * own : figure + own;
    }
    return figure;
  }

  double[] without(double[] values) {
    double[] plain = new double[values.length];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = quotients ? values[i] / at(i) : values[i] - at(i);
    }
    return plain;
  }

  /// A model that was fitted without them, with them.
  ///
  /// @param next the step that is observed next
  /// @param floor what no forecast goes below
  Fitted with(Fitted fitted, int next, double floor) {
    Seasons seasons = this;
    return new Fitted() {
      private int index = next;

      @Override
      public void observe(double value) {
        double figure = seasons.at(index);
        fitted.observe(quotients ? value / figure : value - figure);
        index++;
      }

      @Override
      public double[] forecast(int horizon) {
        double[] ahead = fitted.forecast(horizon);
        for (int h = 0; h < horizon; h++) {
          double figure = seasons.at(index + h);
          ahead[h] = Math.max(floor, quotients ? ahead[h] * figure : ahead[h] + figure);
        }
        return ahead;
      }
    };
  }
}
