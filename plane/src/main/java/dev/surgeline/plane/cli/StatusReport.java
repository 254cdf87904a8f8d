package dev.surgeline.plane.cli;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.Score;
import dev.surgeline.core.control.Shadow;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.control.WorkloadState;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.control.Replay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `surge status` shows.
///
/// @param at the last moment on the journal
/// @param specVersion the version of the documents in force
/// @param workloads all that are declared, in order of name
/// @param emergencies that hold, or wait for their review
/// @param requests for approval that wait, or are agreed and not used up
record StatusReport(
    Instant at,
    String specVersion,
    List<OfWorkload> workloads,
    List<Emergency> emergencies,
    List<Approval> requests) {

  /// @param decision the last; absent: there was no tick since the journal's last segment began, or
  ///   the workload is not scaled
  /// @param shadow of a workload that is not acted on
  record OfWorkload(
      WorkloadName workload,
      Criticality criticality,
      Mode mode,
      ReplicaBounds bounds,
      Optional<LastDecision> decision,
      Optional<OfShadow> shadow) {}

  /// @param current the size it had or was on its way to
  /// @param desired the size it shall have
  /// @param changes whether anything was done about it
  record LastDecision(
      Instant at, Replicas current, Replicas desired, boolean changes, String sentence) {}

  /// @param size that it would have
  /// @param score so far, beside what happened
  record OfShadow(Replicas size, Score score) {}

  /// @return absent: no document was read yet
  static Optional<StatusReport> of(Replay.Latest latest) {
    return latest.state().spec().map(spec -> of(latest, spec));
  }

  private static StatusReport of(Replay.Latest latest, PlatformSpec spec) {
    State state = latest.state();
    List<OfWorkload> workloads = new ArrayList<>();
    List<Approval> requests = new ArrayList<>();
    for (WorkloadSpec one : spec.workloads().values()) {
      WorkloadName name = one.workload().name();
      WorkloadState remembered = state.of(name);
      workloads.add(
          new OfWorkload(
              name,
              one.workload().criticality(),
              one.scaling().mode(),
              one.workload().replicas(),
              Optional.ofNullable(latest.decisions().get(name)).map(StatusReport::of),
              remembered.shadow().map(StatusReport::of)));
      remembered.approval().filter(request -> !request.settled()).ifPresent(requests::add);
    }
    List<Emergency> emergencies =
        state.emergencies().values().stream()
            .filter(one -> !(one.stage() instanceof Emergency.Stage.Reviewed))
            .toList();
    return new StatusReport(state.now(), state.specVersion(), workloads, emergencies, requests);
  }

  private static LastDecision of(Decision made) {
    return new LastDecision(
        made.at(), made.current(), made.desired(), made.changes(), made.sentence());
  }

  private static OfShadow of(Shadow shadow) {
    return new OfShadow(shadow.size(), shadow.score());
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("At " + at + ":");
    lines.add("");
    int width = workloads.stream().mapToInt(one -> one.workload().value().length()).max().orElse(8);
    String row = "  %-" + Math.max(8, width) + "s  %-11s  %-9s  %8s  %9s";
    lines.add(row.formatted("workload", "criticality", "mode", "replicas", "min..max"));
    workloads.forEach(one ->
        lines.add(
            row.formatted(
                one.workload(),
                word(one.criticality()),
                word(one.mode()),
                one.decision().map(StatusReport::change).orElse("-"),
                one.bounds().min() + ".." + one.bounds().max())));
    decisions(lines);
    shadows(lines);
    people(lines);
    return List.copyOf(lines);
  }

  private void decisions(List<String> lines) {
    lines.add("");
    lines.add("Last decisions:");
    for (OfWorkload one : workloads) {
      lines.add(
          "  "
              + one.decision()
                  .map(LastDecision::sentence)
                  .orElse(one.workload() + ": none since the journal's last segment began"));
    }
  }

  private void shadows(List<String> lines) {
    List<OfWorkload> shadowed = workloads.stream().filter(one -> one.shadow().isPresent()).toList();
    if (shadowed.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("Not acted on, and what would have been:");
    for (OfWorkload one : shadowed) {
      OfShadow shadow = one.shadow().orElseThrow();
      lines.add(
          "  " + one.workload() + ": now " + shadow.size() + "; " + shadow.score().sentence());
    }
  }

  private void people(List<String> lines) {
    if (!emergencies.isEmpty()) {
      lines.add("");
      lines.add("Break-glass:");
      emergencies.forEach(one -> lines.add("  " + EmergencyCommand.line(one)));
    }
    if (!requests.isEmpty()) {
      lines.add("");
      lines.add("Requests for approval:");
      requests.forEach(one -> lines.add("  " + one.id() + "  " + one.state()));
    }
  }

  private static String change(LastDecision last) {
    return last.changes() ? last.current() + " -> " + last.desired() : last.current().toString();
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
