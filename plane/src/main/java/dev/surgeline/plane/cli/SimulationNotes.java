package dev.surgeline.plane.cli;

import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.lab.plant.Metrics;
import dev.surgeline.lab.simulate.Question;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a reader of simulated figures should know of what was put in.
final class SimulationNotes {
  private static final SortedSet<SignalName> MEASURED =
      new TreeSet<>(
          List.of(
              Metrics.REQUESTS,
              Metrics.ERRORS,
              Metrics.CPU,
              SignalName.SLOTS,
              SignalName.RESPONSES,
              SignalName.IN_FLIGHT,
              SignalName.OBJECTIVE_LATENCY));

  private SimulationNotes() {}

  /// What is taken where the documents are silent, and what the plant can not give.
  static List<String> of(Question question) {
    List<String> notes = new ArrayList<>();
    Workload workload = question.own().workload();
    if (workload.slo().latency().isEmpty()) {
      notes.add(
          "no latency is promised: 99% within "
              + question.settings().bound() / 1_000_000
              + "ms is taken");
    }
    var scaling = question.own().scaling();
    SortedSet<SignalName> unknown = new TreeSet<>();
    scaling.policies().forEach(policy -> unknown.addAll(policy.signals().keySet()));
    unknown.removeAll(MEASURED);
    unknown.removeAll(question.metrics().named(scaling.policies()).backlogs());
    unknown.removeAll(question.metrics().named(scaling.policies()).arrivals());
    if (!unknown.isEmpty()) {
      notes.add("the plant does not measure " + unknown + ": missing for those who read them");
    }
    if (scaling.approval().isPresent()) {
      notes.add("nobody agrees to anything here: growth that needs approval does not come");
    }
    return notes;
  }

  /// The sum of series, step by step of the first; where one was not observed, of the others.
  static TimeSeries sum(List<TimeSeries> all, Path file) {
    TimeSeries first = all.getFirst();
    if (all.size() == 1) {
      return first;
    }
    double[] sums = new double[all.stream().mapToInt(TimeSeries::length).max().orElse(0)];
    Arrays.fill(sums, Double.NaN);
    for (TimeSeries one : all) {
      if (!one.step().equals(first.step())) {
        throw new WrongInput(
            file + ": its series have different steps; --series NAME takes one of them");
      }
      long steps =
          Math.round(
              (one.start().toEpochMilli() - first.start().toEpochMilli())
                  / (double) first.step().toMillis());
      for (int i = 0; i < one.length(); i++) {
        int at = (int) (i + steps);
        if (at >= 0 && at < sums.length && one.isObserved(i)) {
          sums[at] = (Double.isNaN(sums[at]) ? 0 : sums[at]) + one.at(i);
        }
      }
    }
    return new TimeSeries("", first.start(), first.step(), sums);
  }
}
