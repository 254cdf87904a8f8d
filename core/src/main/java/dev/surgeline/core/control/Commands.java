package dev.surgeline.core.control;

import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a person's command does. Every one is answered: done, or refused with the rule.
final class Commands {
  /// More than anyone can have an eye on; a flood of them must not fill the state.
  private static final int EMERGENCIES_MAX = 100;

  private final Instant now;
  private final Actor actor;
  private final List<Effect> effects = new ArrayList<>();
  private State state; // tidy: owned window

  private Commands(State state, Instant now, Actor actor) {
    this.state = state;
    this.now = now;
    this.actor = actor;
  }

  static Evaluation evaluate(State state, Input.Commanded input, Instant now) {
    var commands = new Commands(state.with(now, state.workloads()), now, input.actor());
    commands.state = Emergencies.passed(commands.state, now, commands.effects);
    Answer answer = commands.obey(input.command());
    commands.effects.add(new Effect.Answered(input.actor(), input.command(), answer));
    return new Evaluation(commands.state, List.of(), commands.effects);
  }

  private Answer obey(Command command) {
    if (state.spec().isEmpty()) {
      return new Answer.Refused("no documents are in force yet, so there is nothing to command");
    }
    if (actor.equals(Actor.SURGELINE)) {
      return new Answer.Refused("commands come from people, and " + actor + " is none");
    }
    return switch (command) {
      case Command.StartEmergency start -> start(state.spec().get(), start);
      case Command.ExtendEmergency(var id, var lasts) ->
          turn(id, new Emergency.Event.Extended(actor, lasts));
      case Command.StopEmergency(var id) -> turn(id, new Emergency.Event.Stopped(actor));
      case Command.ReviewEmergency(var id, var note) ->
          turn(id, new Emergency.Event.Reviewed(actor, note));
      case Command.Approve(var id) -> turn(id, new Approval.Event.Agreed(actor));
      case Command.Reject(var id) -> turn(id, new Approval.Event.Refused(actor));
    };
  }

  private Answer start(PlatformSpec spec, Command.StartEmergency start) {
    for (Emergency one : state.emergencies().values()) {
      if (one.active() && one.startedBy().equals(actor) && one.started().equals(start)) {
        return accepted(one);
      }
    }
    Optional<String> rule = against(spec, start);
    if (rule.isPresent()) {
      return new Answer.Refused(rule.get());
    }
    Emergency emergency = Emergency.started(now, actor, start);
    state = Emergencies.with(state, emergency, now, effects);
    return accepted(emergency);
  }

  private static Answer accepted(Emergency emergency) {
    return new Answer.Accepted(
        emergency.id().value(),
        "break-glass for " + emergency.started().scope() + " holds: " + emergency.id());
  }

  private Optional<String> against(PlatformSpec spec, Command.StartEmergency start) {
    if (start.scope() instanceof Emergency.Scope.Some(var workloads)) {
      for (WorkloadName name : workloads) {
        if (!spec.workloads().containsKey(name)) {
          return Optional.of("the scope names " + name + ", which is not declared");
        }
      }
    }
    for (Emergency one : state.emergencies().values()) {
      if (one.stage() instanceof Emergency.Stage.Overdue && one.involves(actor)) {
        return Optional.of(
            actor + " may start no other before " + one.id() + " is reviewed by someone else");
      }
      boolean again = one.involves(actor) && one.started().scope().overlaps(start.scope());
      if (again && one.active()) {
        return Optional.of(
            "it is extended by someone else, not started again by " + actor + ": " + one.id());
      }
      if (one.id().equals(Emergency.started(now, actor, start).id())) {
        return Optional.of("one was started at this very time: " + one.id());
      }
    }
    return state.emergencies().size() < EMERGENCIES_MAX
        ? Optional.empty()
        : Optional.of("there are " + EMERGENCIES_MAX + " already: review some, or wait");
  }

  private Answer turn(Emergency.Id id, Emergency.Event event) {
    Optional<Emergency> before = Optional.ofNullable(state.emergencies().get(id));
    if (before.isEmpty()) {
      return new Answer.Refused("there is no break-glass " + id);
    }
    Answer answer = before.get().answer(now, event);
    Emergency next = before.get().advance(now, event);
    if (!next.equals(before.get())) {
      state = Emergencies.with(state, next, now, effects);
    }
    return answer;
  }

  private Answer turn(Approval.Id id, Approval.Event event) {
    for (Map.Entry<WorkloadName, WorkloadState> entry : state.workloads().entrySet()) {
      if (entry.getValue().approval().filter(one -> one.id().equals(id)).isPresent()) {
        var step = new ApprovalStep(now, effects);
        WorkloadState passed = step.turned(entry.getValue(), new Approval.Event.Passed());
        Answer answer = passed.approval().orElseThrow().answer(event);
        SortedMap<WorkloadName, WorkloadState> workloads = new TreeMap<>(state.workloads());
        workloads.put(entry.getKey(), step.turned(passed, event));
        state = state.with(now, workloads);
        return answer;
      }
    }
    return new Answer.Refused("there is no request " + id + " now");
  }
}
