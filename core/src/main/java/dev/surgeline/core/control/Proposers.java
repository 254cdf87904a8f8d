package dev.surgeline.core.control;

import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Deliberation;
import dev.surgeline.core.decide.Unseen;
import dev.surgeline.core.decide.Upstream;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.FrozenMap;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The workloads of a tick: they deliberate in the order in which they follow each other, and
/// conclude in order of name. It lives for one tick.
final class Proposers {
  private final Input.Tick tick;
  private final List<WorkloadStep> steps;
  private final List<Optional<Observation>> seen;
  private final List<Optional<Deliberation>> open;

  Proposers(Input.Tick tick, int size) {
    this.tick = tick;
    this.steps = new ArrayList<>(size);
    this.seen = new ArrayList<>(size);
    this.open = new ArrayList<>(size);
  }

  /// The next in order of name, which deliberates at once unless it follows others.
  void add(WorkloadStep step, Optional<Observation> observation, boolean follows) {
    steps.add(step);
    seen.add(observation);
    open.add(
        follows || observation.isEmpty()
            ? Optional.empty()
            : Optional.of(step.deliberate(observation.get(), tick, List.of())));
  }

  /// Lets those deliberate that follow others.
  void follow(Cascade cascade) {
    for (Cascade.Follower follower : cascade.order()) {
      int place = follower.place();
      Optional<Observation> observation = seen.get(place);
      if (observation.isPresent()) {
        List<Upstream> upstream = upstream(follower);
        open.set(
            place, Optional.of(steps.get(place).deliberate(observation.get(), tick, upstream)));
      }
    }
  }

  private List<Upstream> upstream(Cascade.Follower follower) {
    List<Upstream> upstream = new ArrayList<>(follower.leads().size());
    for (Cascade.Led led : follower.leads()) {
      Optional<Deliberation> lead = open.get(led.place());
      boolean complete = lead.isPresent() && lead.get().complete();
      upstream.add(
          new Upstream(led.workload(), led.each(), lead.map(Deliberation::foreseeable), complete));
    }
    return upstream;
  }

  /// What is proposed, in order of name.
  List<Deliberation> open() {
    List<Deliberation> all = new ArrayList<>(open.size());
    for (Optional<Deliberation> one : open) {
      one.ifPresent(all::add);
    }
    return all;
  }

  /// The workloads that were not observed, in order of name.
  List<Unseen> unseen() {
    List<Unseen> unseen = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (seen.get(i).isEmpty()) {
        unseen.add(steps.get(i).unseen());
      }
    }
    return unseen;
  }

  /// Carries out what the guardrails left.
  ///
  /// @param guarded in order of name
  /// @param till which books what was decided
  /// @param effects of the tick so far
  Evaluation conclude(
      State state, Instant now, List<Deliberation> guarded, Till till, List<Effect> effects) {
    List<Map.Entry<WorkloadName, WorkloadState>> states = new ArrayList<>(steps.size());
    List<Decision> decisions = new ArrayList<>(steps.size());
    Iterator<Deliberation> observed = guarded.iterator();
    for (WorkloadStep step : steps) {
      Optional<Deliberation> left =
          step.observed() ? Optional.of(observed.next()) : Optional.empty();
      Decision decision = left.map(step::conclude).orElseGet(step::decideUnobserved);
      if (Till.concerns(step.spec(), step.before())) {
        Till.Booked booked = till.book(step, step.before(), left, decision);
        decisions.add(booked.decision());
        states.add(Map.entry(step.name(), booked.state()));
      } else {
        decisions.add(decision);
        states.add(Map.entry(step.name(), step.state()));
      }
      effects.addAll(step.effects());
    }
    Optional<Spending> spent = till.close(effects);
    return new Evaluation(state.with(now, FrozenMap.of(states), spent), decisions, effects);
  }
}
