package dev.surgeline.core.control;

import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Deliberation;
import dev.surgeline.core.decide.Funds;
import dev.surgeline.core.decide.Guardrails;
import dev.surgeline.core.decide.Unseen;
import dev.surgeline.core.decide.Upstream;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.FrozenMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The workloads of a tick: they deliberate in the order in which they follow each other, and
/// conclude in order of name. It lives for one tick.
final class Proposers {
  private final Input.Tick tick;
  private final Cascade cascade;
  private final List<Optional<Cascade.Follower>> followers;
  private final Guardrails guardrails = new Guardrails();
  private final List<WorkloadStep> steps;
  private final List<Optional<Observation>> seen;
  private final List<Optional<Deliberation>> open;

  Proposers(Input.Tick tick, Cascade cascade, int size) {
    this.tick = tick;
    this.cascade = cascade;
    this.followers = new ArrayList<>(Collections.nCopies(size, Optional.empty()));
    cascade.order().forEach(one -> followers.set(one.place(), Optional.of(one)));
    this.steps = new ArrayList<>(size);
    this.seen = new ArrayList<>(size);
    this.open = new ArrayList<>(size);
  }

  /// The next in order of name, which deliberates at once unless it follows others that have not.
  void add(WorkloadStep step, Optional<Observation> observation) {
    Optional<Cascade.Follower> follower = followers.get(steps.size());
    steps.add(step);
    seen.add(observation);
    boolean ready = follower.isEmpty() || mayFollow(follower.get());
    open.add(
        ready && observation.isPresent()
            ? Optional.of(deliberated(step, observation.get(), follower))
            : Optional.empty());
  }

  private boolean mayFollow(Cascade.Follower follower) {
    for (Cascade.Led led : follower.leads()) {
      int place = led.place();
      if (place >= open.size() || (open.get(place).isEmpty() && seen.get(place).isPresent())) {
        return false;
      }
    }
    return true;
  }

  /// Lets those deliberate that had to wait.
  void follow() {
    for (Cascade.Follower follower : cascade.order()) {
      int place = follower.place();
      if (open.get(place).isEmpty() && seen.get(place).isPresent()) {
        Observation observation = seen.get(place).get();
        Optional<Cascade.Follower> one = followers.get(place);
        open.set(place, Optional.of(deliberated(steps.get(place), observation, one)));
      }
    }
  }

  private Deliberation deliberated(
      WorkloadStep step, Observation observation, Optional<Cascade.Follower> follower) {
    List<Upstream> upstream = follower.isEmpty() ? List.of() : upstream(follower.get());
    return guardrails.own(step.deliberate(observation, tick, upstream));
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

  /// What is left of all proposals before the last guardrail, in order of name.
  List<Deliberation> guarded(Optional<Funds> funds) {
    List<Deliberation> own = new ArrayList<>(open.size());
    for (Optional<Deliberation> one : open) {
      one.ifPresent(own::add);
    }
    return guardrails.shared(own, unseen(), funds);
  }

  /// The workloads that were not observed, in order of name.
  private List<Unseen> unseen() {
    List<Unseen> unseen = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (seen.get(i).isEmpty()) {
        unseen.add(steps.get(i).unseen());
      }
    }
    return unseen;
  }

  /// Carries out what the guardrails leave.
  ///
  /// @param guarded in order of name
  /// @param till which books what was decided
  /// @param effects of the tick so far
  Evaluation conclude(
      State state, Instant now, List<Deliberation> guarded, Till till, List<Effect> effects) {
    List<WorkloadState> states = new ArrayList<>(steps.size());
    List<Decision> decisions = new ArrayList<>(steps.size());
    Iterator<Deliberation> observed = guarded.iterator();
    for (WorkloadStep step : steps) {
      Optional<Deliberation> left =
          step.observed() ? Optional.of(Guardrails.last(observed.next())) : Optional.empty();
      Decision decision = left.map(step::conclude).orElseGet(step::decideUnobserved);
      if (Till.concerns(step.spec(), step.before())) {
        Till.Booked booked = till.book(step, step.before(), left, decision);
        decisions.add(booked.decision());
        states.add(booked.state());
      } else {
        decisions.add(decision);
        states.add(step.state());
      }
      effects.addAll(step.effects());
    }
    Optional<Spending> spent = till.close(effects);
    var remembered = FrozenMap.of(state.spec().orElseThrow().workloads(), states);
    return new Evaluation(state.with(now, remembered, spent), decisions, effects);
  }
}
