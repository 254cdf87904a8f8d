package dev.surgeline.forecast.event;

import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.List;

/// Any model, told of known events: it learns from the history divided by what the [events
/// did][Effects], and what it says is multiplied by what they will do. Where less than a fifth of
/// demand was left, it learns from what would have come without.
///
/// @param model the one that is told
/// @param events in the past and to come, at most 1,000
public record WithEvents(Model model, List<Event> events) implements Model {
  public WithEvents {
    events = Effects.checked(events);
  }

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
    double[] expected = expected(past);
    Effects effects = Effects.of(events, series(past), expected);
    double[] values = past.values().clone();
    for (int i = 0; i < values.length; i++) {
      double times = effects.times(past.stamp(i));
      values[i] = times < Effects.LEFT_MIN ? expected[i] : values[i] / times;
    }
    Past without = new Past(values, past.seasons(), past.start(), past.step(), past.calendar());
    return new Told(model.fit(without), past, effects);
  }

  /// What is known of each event's effect, a sentence for each name.
  public List<String> notes(Past past) {
    return Effects.of(events, series(past), expected(past)).notes();
  }

  private double[] expected(Past past) {
    return Effects.expected(events, series(past), past.seasons(), past.calendar());
  }

  private static TimeSeries series(Past past) {
    return new TimeSeries("", past.start(), past.step(), past.values());
  }

  private static final class Told implements Fitted {
    private final Fitted fitted;
    private final Past past;
    private final Effects effects;
    private int next;

    Told(Fitted fitted, Past past, Effects effects) {
      this.fitted = fitted;
      this.past = past;
      this.effects = effects;
      this.next = past.length();
    }

    @Override
    public void observe(double value) {
      double times = effects.times(past.stamp(next));
      fitted.observe(times < Effects.LEFT_MIN ? fitted.forecast(1)[0] : value / times);
      next++;
    }

    @Override
    public double[] forecast(int horizon) {
      double[] ahead = fitted.forecast(horizon);
      for (int h = 0; h < horizon; h++) {
        ahead[h] *= effects.times(past.stamp(next + h));
      }
      return ahead;
    }
  }
}
