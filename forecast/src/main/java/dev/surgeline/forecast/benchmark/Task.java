package dev.surgeline.forecast.benchmark;

import dev.surgeline.forecast.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A history, and what came after it.
///
/// @param actual as many values as the horizon has steps
@SuppressWarnings("ArrayRecordComponent")
public record Task(TimeSeries history, double[] actual) {
  /// Each series of a file with its test part of another, by name.
  ///
  /// @throws IllegalArgumentException where one is missing in either, or too short
  public static List<Task> of(List<TimeSeries> train, List<TimeSeries> test, int horizon) {
    Map<String, TimeSeries> parts = new LinkedHashMap<>();
    test.forEach(part -> parts.put(part.name(), part));
    List<Task> tasks = new ArrayList<>();
    for (TimeSeries history : train) {
      TimeSeries part = parts.remove(history.name());
      if (part == null) {
        throw new IllegalArgumentException("the test file lacks the series " + history.name());
      }
      if (part.length() < horizon) {
        throw new IllegalArgumentException(
            "the test part of "
                + history.name()
                + " has "
                + part.length()
                + " values, not "
                + horizon);
      }
      tasks.add(new Task(history, Arrays.copyOf(part.values(), horizon)));
    }
    if (!parts.isEmpty()) {
      throw new IllegalArgumentException(
          "the training file lacks the series " + parts.keySet().iterator().next());
    }
    return tasks;
  }

  /// The end of each series as its test part, as if the rest were all that is known.
  ///
  /// @param ends how many, each a horizon before the one after it
  /// @return the tasks of each end
  /// @throws IllegalArgumentException where a series is too short
  public static List<List<Task>> heldOut(List<TimeSeries> train, int horizon, int ends) {
    List<List<Task>> rounds = new ArrayList<>();
    for (int i = 1; i <= ends; i++) {
      List<Task> tasks = new ArrayList<>();
      rounds.add(tasks);
      for (TimeSeries series : train) {
        int end = series.length() - i * horizon;
        if (end < 2) {
          throw new IllegalArgumentException(
              "the series "
                  + series.name()
                  + " has "
                  + series.length()
                  + " values, too few to hold "
                  + ends
                  + " times "
                  + horizon
                  + " back");
        }
        double[] actual = Arrays.copyOfRange(series.values(), end, end + horizon);
        tasks.add(new Task(series.between(0, end), actual));
      }
    }
    return rounds;
  }
}
