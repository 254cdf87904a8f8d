package dev.surgeline.forecast.contest;

import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import java.util.Arrays;

/// The last so many steps again and again: what anybody can do, beside every model.
///
/// @param season how many; 1 is persistence
record Naive(int season) implements Model {
  @Override
  public String name() {
    return season == 1 ? "persistence" : "seasonal naive " + season;
  }

  @Override
  public boolean suits(Past past) {
    return past.length() >= season;
  }

  @Override
  public Fitted fit(Past past) {
    double[] last = Arrays.copyOfRange(past.values(), past.length() - season, past.length());
    return new Fitted() {
      private int next;

      @Override
      public void observe(double value) {
        last[next] = value;
        next = (next + 1) % season;
      }

      @Override
      public double[] forecast(int horizon) {
        double[] ahead = new double[horizon];
        for (int h = 0; h < horizon; h++) {
          ahead[h] = last[(next + h) % season];
        }
        return ahead;
      }
    };
  }
}
