package dev.surgeline.forecast.event;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.repair.Repair;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// What each known event does to demand.
///
/// While an event is there by p (0 to 1) demand is multiplied by 1 + (f - 1) p. An f that is not
/// stated is learned: what came while events of that name were there is held against e, what the
/// level and season around them would have made of those steps (the history with all events cut out
/// and [mended][Repair]):
///
///     f - 1 = sum p (y - e) / sum p^2 e
///
/// and kept within 0 to 20. Example: a flu week of 150 a day among weeks of 100 gives f = 1.5; the
/// same week next year is 1.5 times what a model says of it.
///
/// @param events in the past and to come, at most 1,000
/// @param factors by name; an event whose name is not there has no effect that is known
record Effects(List<Event> events, SortedMap<String, Double> factors) {
  /// What is left of demand, below which a step says nothing of what would have come without.
  static final double LEFT_MIN = 0.2;

  private static final double FACTOR_MAX = 20;
  private static final int EVENTS_MAX = 1_000;

  Effects {
    events = checked(events);
    factors = Collections.unmodifiableSortedMap(new TreeMap<>(factors));
  }

  static List<Event> checked(List<Event> events) {
    if (events.size() > EVENTS_MAX) {
      throw new IllegalArgumentException("a model is told of at most 1000 events");
    }
    return List.copyOf(events);
  }

  /// Learned from a history.
  ///
  /// @param history may have gaps
  /// @param expected what it would have been without events
  static Effects of(List<Event> events, TimeSeries history, double[] expected) {
    SortedMap<String, Double> factors = new TreeMap<>();
    for (String name : names(events)) {
      OptionalDouble stated = stated(events, name);
      double came = 0;
      double square = 0;
      for (int i = 0; i < history.length(); i++) {
        double there = presence(events, name, history.stamp(i));
        if (there > 0 && history.isObserved(i)) {
          came += there * (history.at(i) - expected[i]);
          square += there * there * expected[i];
        }
      }
      if (stated.isPresent()) {
        factors.put(name, stated.getAsDouble());
      } else if (square > 0) {
        factors.put(name, Math.clamp(1 + came / square, 0, FACTOR_MAX));
      }
    }
    return new Effects(events, factors);
  }

  /// What a history would have been without events.
  static double[] expected(
      List<Event> events, TimeSeries history, List<Integer> seasons, Calendar calendar) {
    double[] cut = history.values();
    int left = 0;
    double first = Double.NaN;
    for (int i = 0; i < cut.length; i++) {
      Instant at = history.stamp(i);
      if (events.stream().anyMatch(event -> event.presence(at) > 0)) {
        cut[i] = Double.NaN;
      }
      left += Double.isNaN(cut[i]) ? 0 : 1;
      first = Double.isNaN(first) ? cut[i] : first;
    }
    if (left < 2) {
      // Nothing to hold events against.
      return history.values();
    }
    // An event that reaches back before the history is held against what came first after it.
    cut[0] = first;
    var without = new TimeSeries("", history.start(), history.step(), cut);
    return Repair.GAPS.repair(without, seasons, calendar).past().values();
  }

  /// What demand is multiplied by at a moment.
  double times(Instant at) {
    double times = 1;
    for (var each : factors.entrySet()) {
      times *= 1 + (each.getValue() - 1) * presence(events, each.getKey(), at);
    }
    return times;
  }

  /// What is known of each event's effect, a sentence for each name.
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    for (String name : names(events)) {
      Double factor = factors.get(name);
      boolean stated = stated(events, name).isPresent();
      notes.add(
          factor == null
              ? "What %s does to demand is not known: no factor is stated, nor is it in the past."
                  .formatted(name)
              : "%s multiplies demand by %.2f, %s."
                  .formatted(name, factor, stated ? "as stated" : "as before"));
    }
    return notes;
  }

  private static List<String> names(List<Event> events) {
    return events.stream().map(Event::name).distinct().sorted().toList();
  }

  private static OptionalDouble stated(List<Event> events, String name) {
    return events.stream()
        .filter(event -> event.name().equals(name))
        .map(Event::factor)
        .filter(OptionalDouble::isPresent)
        .findFirst()
        .orElse(OptionalDouble.empty());
  }

  private static double presence(List<Event> events, String name, Instant at) {
    double most = 0;
    for (Event event : events) {
      if (event.name().equals(name)) {
        most = Math.max(most, event.presence(at));
      }
    }
    return most;
  }
}
