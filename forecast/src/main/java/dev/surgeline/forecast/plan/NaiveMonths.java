package dev.surgeline.forecast.plan;

import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import java.util.Arrays;

/// What anybody would say: it stays, it is as a year before, or as a year before and as much more
/// as the year before that.
///
/// Example, in logs: 24 months whose second year is 0.1 above the first go on with each month of
/// the second year (of the year before), and 0.1 above it (with its growth).
final class NaiveMonths implements Model {
  static final Model LAST = new NaiveMonths("last month", 1);
  static final Model YEAR = new NaiveMonths("same month of the year before", 12);
  static final Model GROWN = new NaiveMonths("same month of the year before and its growth", 24);

  private final String name;
  private final int least;

  private NaiveMonths(String name, int least) {
    this.name = name;
    this.least = least;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean suits(Past past) {
    return past.length() >= least;
  }

  @Override
  public Fitted fit(Past past) {
    if (!suits(past)) {
      throw new IllegalArgumentException(name + " takes " + least + " months");
    }
    int season = Math.min(least, 12);
    double[] values = past.values();
    double growth = least > 12 ? mean(values, 0) - mean(values, 12) : 0;
    return new Repeated(values, season, growth);
  }

  /// The mean of twelve months, so many months before the end.
  private static double mean(double[] values, int before) {
    int end = values.length - before;
    return Arrays.stream(values, end - 12, end).average().orElseThrow();
  }

  private static final class Repeated implements Fitted {
    private final int season;
    private final double growth;
    private double[] values;

    Repeated(double[] values, int season, double growth) {
      this.values = values;
      this.season = season;
      this.growth = growth;
    }

    @Override
    public void observe(double value) {
      values = Arrays.copyOf(values, values.length + 1);
      values[values.length - 1] = value;
    }

    @Override
    public double[] forecast(int horizon) {
      double[] all = Arrays.copyOf(values, values.length + horizon);
      for (int i = values.length; i < all.length; i++) {
        all[i] = all[i - season] + growth;
      }
      return Arrays.copyOfRange(all, values.length, all.length);
    }
  }
}
