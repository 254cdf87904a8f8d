package dev.surgeline.forecast.model;

import java.util.Arrays;

/// A model that keeps its past, and learns anew when it is asked for a forecast.
final class Refitted implements Fitted {
  private final Model model;
  private final Past start;
  private double[] values;
  private boolean borrowed = true;
  private int length;

  Refitted(Model model, Past past) {
    this.model = model;
    this.start = past;
    this.values = past.values();
    this.length = past.length();
  }

  @Override
  public void observe(double value) {
    if (borrowed || length == values.length) {
      values = Arrays.copyOf(values, Math.max(16, length + length / 2));
      borrowed = false;
    }
    values[length++] = value;
  }

  @Override
  public double[] forecast(int horizon) {
    Past now =
        new Past(
            Arrays.copyOf(values, length),
            start.seasons(),
            start.start(),
            start.step(),
            start.calendar());
    return model.roll(now, new int[] {length}, horizon)[0];
  }
}
