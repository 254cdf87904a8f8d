package dev.surgeline.lab.fuzz;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.scenario.Demand;
import dev.surgeline.lab.scenario.Happening;
import dev.surgeline.lab.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Takes away what a broken rule does not need: workloads first, then time, faults, courses of
/// demand, policies and limits, for as long as the same rule is broken.
final class Shrink {
  private static final int TRIES = 300;

  private final Fuzz fuzz;
  private int tries;

  Shrink(Fuzz fuzz) {
    this.fuzz = fuzz;
  }

  Finding smallest(Finding finding) {
    Finding best = finding;
    boolean smaller = true;
    while (smaller && tries < TRIES) {
      smaller = false;
      for (Scenario candidate : candidates(best.scenario())) {
        Optional<Finding> found = attempt(candidate, finding);
        if (found.isPresent()) {
          best = found.get();
          smaller = true;
          break;
        }
      }
    }
    return best;
  }

  private Optional<Finding> attempt(Scenario candidate, Finding finding) {
    tries++;
    return tries > TRIES
        ? Optional.empty()
        : fuzz.run(candidate, finding.seed()).filter(one -> one.rule() == finding.rule());
  }

  private static List<Scenario> candidates(Scenario from) {
    List<Scenario> all = new ArrayList<>();
    for (WorkloadName name : from.spec().workloads().keySet()) {
      add(all, () -> without(from, name));
    }
    Scenario.Story story = from.story();
    long seconds = story.lasts().toSeconds();
    for (int part = 2; part <= 8; part *= 2) {
      long shorter = seconds - seconds / part;
      if (shorter >= 60 && shorter < seconds) {
        add(all, () -> with(from, during(story, Duration.ofSeconds(shorter / 60 * 60))));
      }
    }
    story
        .warmup()
        .filter(one -> one.toMinutes() > 1)
        .ifPresent(one -> add(all, () -> with(from, warmed(story, one.dividedBy(2)))));
    for (Happening one : story.happenings()) {
      List<Happening> fewer = new ArrayList<>(story.happenings());
      fewer.remove(one);
      add(all, () -> with(from, story(story, story.lasts(), story.demand(), fewer)));
    }
    for (Demand one : story.demand()) {
      Demand plain = Demand.steady(one.workload(), one.base().orElse(0));
      if (!plain.equals(one)) {
        add(all, () -> with(from, demanding(story, one, Optional.of(plain))));
      }
      add(all, () -> with(from, demanding(story, one, Optional.empty())));
    }
    from.spec().workloads().values().forEach(one -> simpler(all, from, one));
    add(all, () -> limitless(from));
    all.removeIf(from::equals);
    return all;
  }

  /// What makes no scenario is none.
  private static void add(List<Scenario> all, Supplier<Scenario> candidate) {
    try {
      all.add(candidate.get());
    } catch (IllegalArgumentException impossible) {
      // As when the last workload is taken away, or one that another follows.
      return;
    }
  }

  private static void simpler(List<Scenario> all, Scenario from, WorkloadSpec own) {
    List<Policy> policies = own.scaling().policies();
    for (int i = 0; i < policies.size() && policies.size() > 1; i++) {
      List<Policy> fewer = new ArrayList<>(policies);
      fewer.remove(i);
      add(all, () -> scaled(from, own, fewer));
    }
  }

  private static Scenario scaled(Scenario from, WorkloadSpec own, List<Policy> policies) {
    Scaling was = own.scaling();
    var scaling = new Scaling(policies, was.behavior(), was.mode(), was.approval(), was.signals());
    SortedMap<WorkloadName, WorkloadSpec> workloads = new TreeMap<>(from.spec().workloads());
    workloads.put(own.workload().name(), new WorkloadSpec(own.workload(), scaling, own.routes()));
    return new Scenario(
        from.name(),
        from.story(),
        new PlatformSpec(from.spec().platform(), workloads),
        from.traces());
  }

  private static Scenario without(Scenario from, WorkloadName name) {
    SortedMap<WorkloadName, WorkloadSpec> workloads = new TreeMap<>(from.spec().workloads());
    workloads.remove(name);
    Scenario.Story story = from.story();
    List<Demand> demand =
        story.demand().stream().filter(one -> !one.workload().equals(name)).toList();
    List<Happening> happenings =
        story.happenings().stream()
            .filter(one -> one.workload().filter(name::equals).isEmpty())
            .toList();
    return new Scenario(
        from.name(),
        story(story, story.lasts(), demand, happenings),
        new PlatformSpec(from.spec().platform(), workloads),
        from.traces());
  }

  private static Scenario limitless(Scenario from) {
    Platform was = from.spec().platform();
    var platform =
        new Platform(
            was.name(),
            was.interval(),
            was.calendar(),
            was.regions(),
            was.adequacies(),
            Optional.empty(),
            new TreeMap<>(),
            was.records());
    return new Scenario(
        from.name(),
        from.story(),
        new PlatformSpec(platform, from.spec().workloads()),
        from.traces());
  }

  private static Scenario with(Scenario from, Scenario.Story story) {
    return new Scenario(from.name(), story, from.spec(), from.traces());
  }

  private static Scenario.Story during(Scenario.Story story, Duration lasts) {
    List<Happening> early =
        story.happenings().stream().filter(one -> one.at().compareTo(lasts) < 0).toList();
    return story(story, lasts, story.demand(), early);
  }

  private static Scenario.Story warmed(Scenario.Story story, Duration warmup) {
    return new Scenario.Story(
        story.about(),
        story.start(),
        story.lasts(),
        Optional.of(Duration.ofSeconds(warmup.toSeconds())),
        story.plant(),
        story.seed(),
        story.demand(),
        story.faults(),
        story.expect());
  }

  private static Scenario.Story demanding(
      Scenario.Story story, Demand one, Optional<Demand> other) {
    List<Demand> demand = new ArrayList<>(story.demand());
    int at = demand.indexOf(one);
    demand.remove(at);
    other.ifPresent(plain -> demand.add(at, plain));
    return story(story, story.lasts(), demand, story.happenings());
  }

  private static Scenario.Story story(
      Scenario.Story story, Duration lasts, List<Demand> demand, List<Happening> happenings) {
    return new Scenario.Story(
        story.about(),
        story.start(),
        lasts,
        story.warmup(),
        story.plant(),
        story.seed(),
        demand,
        Optional.of(happenings),
        Optional.empty());
  }
}
