package dev.surgeline.forecast.model;

import java.util.Arrays;

/// Persistence: the last value, for every step ahead. What any model must beat.
public record Naive() implements Model {
  @Override
  public String name() {
    return "naive";
  }

  @Override
  public boolean suits(Past past) {
    return past.length() >= 1;
  }

  @Override
  public Fitted fit(Past past) {
    return new Last(past.values()[past.length() - 1]);
  }

  private static final class Last implements Fitted {
    private double last;

    Last(double last) {
      this.last = last;
    }

    @Override
    public void observe(double value) {
      last = value;
    }

    @Override
    public double[] forecast(int horizon) {
      double[] course = new double[horizon];
      Arrays.fill(course, last);
      return course;
    }
  }
}
