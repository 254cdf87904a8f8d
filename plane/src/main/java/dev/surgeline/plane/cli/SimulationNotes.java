package dev.surgeline.plane.cli;

import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.lab.plant.Metrics;
import dev.surgeline.lab.simulate.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    empty(question).ifPresent(notes::add);
    return notes;
  }

  /// What is played where the trace has no count.
  private static Optional<String> empty(Question question) {
    TimeSeries series = question.trace().series();
    int played = 0;
    int empty = 0;
    int leading = 0;
    while (played < series.length() && series.stamp(played).isBefore(question.to())) {
      boolean none = !series.isObserved(played);
      empty += none ? 1 : 0;
      leading += none && leading == played ? 1 : 0;
      played++;
    }
    if (empty == 0) {
      return Optional.empty();
    }
    String later = "the last count before is played in their place";
    String first = "in " + leading + " before the first count nothing is played";
    String what = leading == 0 ? later : leading == empty ? first : later + ", and " + first;
    return Optional.of(
        "%d of %d steps of the trace have no count: %s".formatted(empty, played, what));
  }
}
