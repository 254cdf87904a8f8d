package dev.surgeline.core.control;

import dev.surgeline.core.decide.Deliberation;
import dev.surgeline.core.decide.Upstream;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.WorkloadName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The workloads of a tick while they deliberate: in the order in which they follow each other,
/// with the result in order of name. It lives for one tick.
final class Proposers {
  private final Input.Tick tick;
  private final List<WorkloadName> names;
  private final List<WorkloadStep> steps;
  private final List<Optional<Deliberation>> open;

  Proposers(Input.Tick tick, int size) {
    this.tick = tick;
    this.names = new ArrayList<>(size);
    this.steps = new ArrayList<>(size);
    this.open = new ArrayList<>(size);
  }

  /// The next in order of name, which deliberates at once unless it follows others.
  void add(WorkloadName name, WorkloadStep step, boolean follows) {
    names.add(name);
    steps.add(step);
    open.add(Optional.empty());
    if (!follows) {
      deliberate(open.size() - 1, List.of());
    }
  }

  /// Lets those deliberate that follow others.
  void follow(Cascade cascade) {
    for (Cascade.Follower follower : cascade.order()) {
      List<Upstream> upstream = new ArrayList<>(follower.leads().size());
      for (Cascade.Led led : follower.leads()) {
        Optional<Deliberation> seen = open.get(led.place());
        upstream.add(
            new Upstream(
                led.workload(),
                led.each(),
                seen.map(Deliberation::foreseeable),
                seen.filter(Deliberation::complete).isPresent()));
      }
      deliberate(follower.place(), upstream);
    }
  }

  List<Deliberation> inOrderOfName() {
    List<Deliberation> all = new ArrayList<>(open.size());
    for (Optional<Deliberation> one : open) {
      one.ifPresent(all::add);
    }
    return all;
  }

  private void deliberate(int place, List<Upstream> upstream) {
    WorkloadName name = names.get(place);
    Observation observation = tick.observations().get(name);
    if (observation != null) {
      open.set(place, Optional.of(steps.get(place).deliberate(observation, tick, upstream)));
    }
  }
}
