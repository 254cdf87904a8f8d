package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;

/// A model that costs too much to be fitted at every origin: fitted at the first and taken along to
/// the others, and fitted anew at the history's end.
///
/// At the origins it is judged as one that was fitted some time ago, a little worse than it is; so
/// it never weighs more than it earns.
///
/// @param model that does the work
record Followed(Model model) implements Model {
  @Override
  public String name() {
    return model.name();
  }

  @Override
  public boolean suits(Past past) {
    return model.suits(past);
  }

  @Override
  public Fitted fit(Past past) {
    return model.fit(past);
  }

  @Override
  public double[][] roll(Past past, int[] ends, int horizon) {
    double[][] courses = new double[ends.length][];
    int last = ends.length - 1;
    if (last > 0) {
      Fitted along = model.fit(past.until(ends[0]));
      for (int i = 0; i < last; i++) {
        for (int t = i == 0 ? ends[0] : ends[i - 1]; t < ends[i]; t++) {
          along.observe(past.values()[t]);
        }
        courses[i] = along.forecast(Model.steps(past, ends[i], horizon));
      }
    }
    courses[last] = model.fit(past).forecast(horizon);
    return courses;
  }
}
