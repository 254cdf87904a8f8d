package dev.surgeline.core.control;

import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.decide.Surroundings;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// All break-glass of a platform, and what is told of it.
final class Emergencies {
  private Emergencies() {}

  /// With their time let pass: those that are over end, those that nobody reviewed are overdue, and
  /// those reviewed long ago are forgotten.
  ///
  /// @param effects to which is added what came of it
  static State passed(State state, Instant now, List<Effect> effects) {
    if (state.emergencies().isEmpty()) {
      return state;
    }
    SortedMap<Emergency.Id, Emergency> next = new TreeMap<>();
    for (Emergency before : state.emergencies().values()) {
      Emergency after = before.advance(now, new Emergency.Event.Passed());
      // One that nobody looked at for days ends and is overdue at once.
      Emergency later = after.advance(now, new Emergency.Event.Passed());
      if (!after.equals(before)) {
        told(state, after, now, effects);
      }
      if (!later.equals(after)) {
        told(state, later, now, effects);
      }
      if (!later.forgettable(now)) {
        next.put(later.id(), later);
      }
    }
    return next.equals(state.emergencies()) ? state : state.withEmergencies(next);
  }

  /// With one that is new or has turned.
  static State with(State state, Emergency emergency, Instant now, List<Effect> effects) {
    SortedMap<Emergency.Id, Emergency> next = new TreeMap<>(state.emergencies());
    next.put(emergency.id(), emergency);
    told(state, emergency, now, effects);
    return state.withEmergencies(next);
  }

  private static void told(State state, Emergency emergency, Instant now, List<Effect> effects) {
    effects.add(new Effect.EmergencyTurned(emergency));
    sentence(emergency)
        .ifPresent(text -> {
          WorkloadName about = about(state, emergency.started().scope());
          effects.add(new Effect.Notify(new Effect.Alert(now, about, text)));
        });
  }

  /// The only workload it is about, or the platform by its own name.
  private static WorkloadName about(State state, Emergency.Scope scope) {
    return scope instanceof Emergency.Scope.Some(var workloads) && workloads.size() == 1
        ? workloads.first()
        : state
            .spec()
            .map(spec -> spec.platform().name())
            .orElseGet(() -> new WorkloadName("platform"));
  }

  /// A review is told to nobody, and a reason to nobody who does not ask for it: an alert goes to
  /// screens, logs and other systems.
  private static Optional<String> sentence(Emergency emergency) {
    String what = "break-glass for " + emergency.started().scope();
    return switch (emergency.stage()) {
      case Emergency.Stage.Active(var until) when emergency.extensions().isEmpty() ->
          Optional.of(what + " was started by " + emergency.startedBy() + " until " + until);
      case Emergency.Stage.Active(var until) ->
          Optional.of(
              what
                  + " was extended by "
                  + emergency.extensions().getLast().by()
                  + " until "
                  + until);
      case Emergency.Stage.Ended(var at, var by) ->
          Optional.of(
              what
                  + by.map(who -> " was stopped by " + who).orElse(" is over since " + at)
                  + ", to be reviewed within "
                  + Figures.of(Emergency.REVIEW_WITHIN)
                  + " by someone else: "
                  + emergency.id());
      case Emergency.Stage.Overdue(var at) ->
          Optional.of(what + " is over since " + at + " and was not reviewed: " + emergency.id());
      case Emergency.Stage.Reviewed _ -> Optional.empty();
    };
  }

  /// Those that hold now.
  static List<Emergency> active(State state) {
    return state.emergencies().isEmpty()
        ? List.of()
        : state.emergencies().values().stream().filter(Emergency::active).toList();
  }

  /// What surrounds a workload, with what holds for it: of several the one that asks for most, then
  /// the one that lasts longest.
  ///
  /// @param quiet without any
  static Surroundings around(Surroundings quiet, List<Emergency> active, WorkloadName workload) {
    if (active.isEmpty()) {
      return quiet;
    }
    Optional<Emergency> leading = Optional.empty();
    for (Emergency one : active) {
      if (one.holdsFor(workload) && (leading.isEmpty() || leads(one, leading.get()))) {
        leading = Optional.of(one);
      }
    }
    return leading.isEmpty() ? quiet : quiet.with(quiet.people().with(leading.get()));
  }

  private static boolean leads(Emergency one, Emergency other) {
    Replicas most = other.asked();
    return one.asked().above(most)
        || (one.asked().equals(most) && until(one).isAfter(until(other)));
  }

  private static Instant until(Emergency emergency) {
    return emergency.stage() instanceof Emergency.Stage.Active(var until) ? until : Instant.MIN;
  }
}
