package dev.surgeline.forecast.event;

import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import dev.surgeline.forecast.repair.Repair;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// Any model, told of known events.
///
/// While an event is there by p (0 to 1) demand is multiplied by 1 + (f - 1) p. An f that is not
/// stated is learned: what came while events of that name were there is held against e, what the
/// level and season around them would have made of those steps (the history with all events cut out
/// and [mended][Repair]):
///
///     f - 1 = sum p (y - e) / sum p^2 e
///
/// and kept within 0 to 20. The model then learns from the history divided by the factors; where
/// less than a fifth of demand was left, from e. Example: a flu week of 150 a day among weeks of
/// 100 gives f = 1.5; the same week next year is 1.5 times what the model says of it.
///
/// @param model the one that is told
/// @param events in the past and to come, at most 1,000
public record WithEvents(Model model, List<Event> events) implements Model {
  private static final double FACTOR_MAX = 20;
  private static final double LEFT_MIN = 0.2;

  public WithEvents {
    events = List.copyOf(events);
    if (events.size() > 1_000) {
      throw new IllegalArgumentException("a model is told of at most 1000 events");
    }
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
    SortedMap<String, Double> factors = factors(past, expected);
    double[] values = past.values().clone();
    for (int i = 0; i < values.length; i++) {
      double times = times(past, i, factors);
      values[i] = times < LEFT_MIN ? expected[i] : values[i] / times;
    }
    Past without = new Past(values, past.seasons(), past.start(), past.step(), past.calendar());
    return new Told(model.fit(without), past, factors);
  }

  /// What is known of each event's effect, a sentence for each name.
  public List<String> notes(Past past) {
    SortedMap<String, Double> factors = factors(past, expected(past));
    List<String> notes = new ArrayList<>();
    for (String name : names()) {
      Double factor = factors.get(name);
      notes.add(
          factor == null
              ? "What %s does to demand is not known: no factor is stated, nor is it in the past."
                  .formatted(name)
              : "%s multiplies demand by %.2f, %s."
                  .formatted(name, factor, stated(name).isPresent() ? "as stated" : "as before"));
    }
    return notes;
  }

  private List<String> names() {
    return events.stream().map(Event::name).distinct().sorted().toList();
  }

  private OptionalDouble stated(String name) {
    return events.stream()
        .filter(event -> event.name().equals(name))
        .map(Event::factor)
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }

  /// What the history would have been without events.
  private double[] expected(Past past) {
    double[] cut = past.values().clone();
    int left = 0;
    for (int i = 0; i < cut.length; i++) {
      boolean there = false;
      for (Event event : events) {
        there |= event.presence(past.stamp(i)) > 0;
      }
      cut[i] = there ? Double.NaN : cut[i];
      left += there ? 0 : 1;
    }
    if (left < 2 || Double.isNaN(cut[0])) {
      // Nothing to hold events against, or they reach back before the history.
      return left < 2 ? past.values() : mended(past, withFirst(cut));
    }
    return mended(past, cut);
  }

  private static double[] withFirst(double[] cut) {
    double[] with = cut.clone();
    with[0] = Arrays.stream(cut).filter(value -> !Double.isNaN(value)).findFirst().orElse(0);
    return with;
  }

  private static double[] mended(Past past, double[] cut) {
    TimeSeries series = new TimeSeries("", past.start(), past.step(), cut);
    return Repair.GAPS.repair(series, past.seasons(), past.calendar()).past().values();
  }

  private SortedMap<String, Double> factors(Past past, double[] expected) {
    SortedMap<String, Double> factors = new TreeMap<>();
    for (String name : names()) {
      OptionalDouble stated = stated(name);
      double came = 0;
      double square = 0;
      for (int i = 0; i < past.length(); i++) {
        double there = presence(name, past, i);
        came += there * (past.values()[i] - expected[i]);
        square += there * there * expected[i];
      }
      if (stated.isPresent()) {
        factors.put(name, stated.getAsDouble());
      } else if (square > 0) {
        factors.put(name, Math.max(0, Math.min(FACTOR_MAX, 1 + came / square)));
      }
    }
    return factors;
  }

  private double presence(String name, Past past, int index) {
    double most = 0;
    for (Event event : events) {
      if (event.name().equals(name)) {
        most = Math.max(most, event.presence(past.stamp(index)));
      }
    }
    return most;
  }

  private double times(Past past, int index, SortedMap<String, Double> factors) {
    double times = 1;
    for (var each : factors.entrySet()) {
      times *= 1 + (each.getValue() - 1) * presence(each.getKey(), past, index);
    }
    return times;
  }

  private final class Told implements Fitted {
    private final Fitted fitted;
    private final Past past;
    private final SortedMap<String, Double> factors;
    private int next;

    Told(Fitted fitted, Past past, SortedMap<String, Double> factors) {
      this.fitted = fitted;
      this.past = past;
      this.factors = factors;
      this.next = past.length();
    }

    @Override
    public void observe(double value) {
      double times = times(past, next, factors);
      fitted.observe(times < LEFT_MIN ? fitted.forecast(1)[0] : value / times);
      next++;
    }

    @Override
    public double[] forecast(int horizon) {
      double[] ahead = fitted.forecast(horizon);
      for (int h = 0; h < horizon; h++) {
        ahead[h] *= times(past, next + h, factors);
      }
      return ahead;
    }
  }
}
