package dev.surgeline.forecast.model;

import java.util.Arrays;

/// The last season, repeated.
///
/// Example: with a season of 3 and a history that ends in 5, 8, 6, the next four steps are 5, 8, 6
/// and 5.
///
/// @param season in steps, at least 1
public record SeasonalNaive(int season) implements Model {
  public SeasonalNaive {
    if (season < 1) {
      throw new IllegalArgumentException("a season is at least one step");
    }
  }

  @Override
  public String name() {
    return "seasonal naive " + season;
  }

  @Override
  public boolean suits(Past past) {
    return past.length() >= season;
  }

  @Override
  public Fitted fit(Past past) {
    int length = past.length();
    if (length < season) {
      throw new IllegalArgumentException(
          "a season of " + season + " steps is longer than " + length);
    }
    return new Ring(Arrays.copyOfRange(past.values(), length - season, length));
  }

  /// The last season; its oldest value is the next to be forecast.
  private static final class Ring implements Fitted {
    private final double[] season;
    private int oldest;

    Ring(double[] season) {
      this.season = season;
    }

    @Override
    public void observe(double value) {
      season[oldest] = value;
      oldest = (oldest + 1) % season.length;
    }

    @Override
    public double[] forecast(int horizon) {
      double[] course = new double[horizon];
      for (int i = 0; i < horizon; i++) {
        course[i] = season[(oldest + i) % season.length];
      }
      return course;
    }
  }
}
