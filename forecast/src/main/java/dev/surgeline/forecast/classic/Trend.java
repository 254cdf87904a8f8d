package dev.surgeline.forecast.classic;

import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import dev.surgeline.forecast.repair.Profile;
import dev.surgeline.forecast.repair.Robust;

/// A straight line through the history, with its season, that wild values do not bend.
///
/// Without the season the slope is the median of the slopes from each step of the first half to its
/// counterpart in the second, (y(i + n/2) - y(i)) / (n/2) (the incomplete method of Theil 1950),
/// and the line goes through the median of what is left. As long as fewer than a quarter of the
/// values are wild it stays where it was. Example: 1, 2, 3, 1000, 5, 6, 7, 8 has the slopes 1, 1, 1
/// and -248, so 1, and goes on with 9, 10, 11.
///
/// It takes all of the past, for it is asked about months; what is observed later moves it along
/// but does not bend it.
public record Trend() implements Model {
  @Override
  public String name() {
    return "trend";
  }

  @Override
  public boolean suits(Past past) {
    return past.length() >= 2;
  }

  @Override
  public Fitted fit(Past past) {
    if (!suits(past)) {
      throw new IllegalArgumentException("a trend takes two values, not " + past.length());
    }
    double[] values = past.values();
    Profile profile = Profile.of(values, past.seasons());
    double[] plain = profile.without(values);
    int n = plain.length;
    int half = (n + 1) / 2;
    double[] slopes = new double[n - half];
    for (int i = 0; i < slopes.length; i++) {
      slopes[i] = (plain[i + half] - plain[i]) / half;
    }
    double slope = Robust.median(slopes);
    for (int i = 0; i < n; i++) {
      plain[i] -= slope * i;
    }
    return new Line(profile, Scale.of(values).floor(), Robust.median(plain), slope, n);
  }

  private static final class Line implements Fitted {
    private final Profile profile;
    private final double floor;
    private final double start;
    private final double slope;
    private int n;

    Line(Profile profile, double floor, double start, double slope, int n) {
      this.profile = profile;
      this.floor = floor;
      this.start = start;
      this.slope = slope;
      this.n = n;
    }

    @Override
    public void observe(double value) {
      n++;
    }

    @Override
    public double[] forecast(int horizon) {
      double[] ahead = new double[horizon];
      for (int h = 0; h < horizon; h++) {
        ahead[h] = Math.max(floor, profile.with(start + slope * (n + h), n + h));
      }
      return ahead;
    }
  }
}
