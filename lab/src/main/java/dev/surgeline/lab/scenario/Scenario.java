package dev.surgeline.lab.scenario;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.lab.plant.PlantSettings;
import dev.surgeline.lab.simulate.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// A platform, what is asked of it, what goes wrong, and what must hold.
///
/// @param name a DNS label
/// @param spec the platform
/// @param traces of those whose demand is a file's
public record Scenario(
    WorkloadName name, Story story, PlatformSpec spec, SortedMap<WorkloadName, TimeSeries> traces) {
  /// The shortest step of demand.
  private static final Duration STEP = Duration.ofSeconds(1);

  private static final int STEPS_MAX = 400_000;
  private static final int WORKLOADS_MAX = 50;
  private static final long TICKS_MAX = 2_000_000;
  private static final double REQUESTS_MAX = 2e8;

  /// What a scenario's own document says.
  ///
  /// @param about what it is, in a sentence or two
  /// @param start of what is counted
  /// @param lasts how long it is counted, 1 min to 31 d
  /// @param warmup before, in which all is quiet, and the policies learn; absent: 2 h
  /// @param plant absent: requests, each by itself
  /// @param seed what chance begins with, unless another is asked for; absent: 1
  /// @param demand of each workload that has any
  /// @param faults what goes wrong, and what people do; absent: nothing
  /// @param expect what must hold; absent: nothing
  public record Story(
      String about,
      Instant start,
      Duration lasts,
      Optional<Duration> warmup,
      Optional<Question.Kind> plant,
      OptionalLong seed,
      List<Demand> demand,
      Optional<List<Happening>> faults,
      Optional<List<Expectation>> expect) {
    /// How long is learned before anything is counted, where nothing is said.
    public static final Duration WARMUP = Duration.ofHours(2);

    private static final int ENTRIES_MAX = 1000;

    public Story {
      Rules.requireText("about", about, 1000);
      Rules.require(
          lasts.compareTo(Duration.ofMinutes(1)) >= 0 && lasts.compareTo(Rules.LONGEST) <= 0,
          "lasts is 1m to 31d");
      warmup.ifPresent(one -> Rules.requireTime("warmup", one));
      demand = List.copyOf(demand);
      faults = faults.map(List::copyOf);
      expect = expect.map(List::copyOf);
      Rules.require(
          demand.size() <= ENTRIES_MAX
              && faults.orElse(List.of()).size() <= ENTRIES_MAX
              && expect.orElse(List.of()).size() <= ENTRIES_MAX,
          "demand, faults and expect have at most 1000 entries each");
      for (Happening one : faults.orElse(List.of())) {
        Rules.require(
            one.at().compareTo(lasts) < 0, "what happens begins before the scenario is over");
      }
      boolean again =
          demand.stream()
              .flatMap(one -> one.clients().stream())
              .anyMatch(clients -> clients.retries().orElse(0) > 0);
      Rules.require(
          !again || plant.orElse(Question.Kind.REQUESTS) == Question.Kind.REQUESTS,
          "clients that try again need the plant of requests");
    }

    public List<Happening> happenings() {
      return faults.orElse(List.of());
    }

    public List<Expectation> expectations() {
      return expect.orElse(List.of());
    }
  }

  public Scenario {
    traces = Collections.unmodifiableSortedMap(new TreeMap<>(traces));
    List<WorkloadName> named = new ArrayList<>();
    for (Demand one : story.demand()) {
      Rules.require(!named.contains(one.workload()), one.workload() + " has two demands");
      named.add(one.workload());
    }
    story.happenings().forEach(one -> one.workload().ifPresent(named::add));
    story.expectations().forEach(one -> one.about().ifPresent(named::add));
    for (WorkloadName one : named) {
      Rules.require(
          spec.workloads().containsKey(one), "there is no workload " + one + " in the documents");
    }
    Rules.require(spec.workloads().size() <= WORKLOADS_MAX, "a scenario has at most 50 workloads");
    SortedMap<WorkloadName, Workload> workloads = new TreeMap<>();
    spec.workloads().forEach((one, own) -> workloads.put(one, own.workload()));
    for (Happening one : story.happenings()) {
      if (one instanceof RegionLoss loss) {
        loss.require(spec.platform(), workloads, story.start());
      }
    }
    for (WorkloadSpec own : spec.workloads().values()) {
      PlantSettings plain = PlantSettings.of(own.workload());
      Optional<Demand> asked =
          story.demand().stream()
              .filter(one -> one.workload().equals(own.workload().name()))
              .findFirst();
      PlantSettings settings = asked.map(one -> one.of(plain)).orElse(plain);
      Optional<String> beyond = settings.particulars().beyondFluid();
      Rules.require(
          beyond.isEmpty() || story.plant().filter(Question.Kind.FLUID::equals).isEmpty(),
          own.workload().name() + ": " + beyond.orElse("") + " need the plant of requests");
    }
    Duration all = story.lasts().plus(story.warmup().orElse(Story.WARMUP));
    long ticks = all.dividedBy(spec.platform().interval()) * spec.workloads().size();
    Rules.require(ticks <= TICKS_MAX, "a scenario decides at most 2000000 times");
    double requests = requests(story, traces, all);
    Rules.require(
        requests <= REQUESTS_MAX || story.plant().filter(Question.Kind.FLUID::equals).isPresent(),
        "%.0f requests are expected; beyond 200000000 the plant is fluid".formatted(requests));
  }

  private static double requests(
      Story story, SortedMap<WorkloadName, TimeSeries> traces, Duration all) {
    Duration before = story.warmup().orElse(Story.WARMUP);
    double sum = 0;
    for (Demand one : story.demand()) {
      double each = one.trace().map(file -> file.scale().orElse(1)).orElse(1.0);
      for (double count : counts(one, traces, before, all)) {
        sum += Double.isNaN(count) ? 0 : count * each;
      }
    }
    return sum;
  }

  private static double[] counts(
      Demand demand, SortedMap<WorkloadName, TimeSeries> traces, Duration before, Duration all) {
    Duration step = step(all);
    double[] own = demand.counts(before, step, (int) (all.dividedBy(step) + 1));
    Optional<TimeSeries> trace = Optional.ofNullable(traces.get(demand.workload()));
    if (trace.isPresent()) {
      double scale = demand.trace().map(file -> file.scale().orElse(1)).orElse(1.0);
      double part = step.toNanos() / (double) trace.get().step().toNanos();
      for (int i = 0; i < own.length; i++) {
        int at = (int) (i * step.toNanos() / trace.get().step().toNanos());
        own[i] += at < trace.get().length() ? trace.get().at(at) * part * scale : 0;
      }
    }
    return own;
  }

  private static Duration step(Duration all) {
    long seconds = Math.max(1, (all.toSeconds() + STEPS_MAX - 1) / STEPS_MAX);
    return STEP.multipliedBy(seconds);
  }

  /// When the run begins: with its warm-up.
  public Instant begin() {
    return story.start().minus(warmup());
  }

  public Duration warmup() {
    Duration interval = spec.platform().interval();
    return interval.multipliedBy(story.warmup().orElse(Story.WARMUP).dividedBy(interval));
  }

  public Instant end() {
    Duration interval = spec.platform().interval();
    return story.start().plus(interval.multipliedBy(story.lasts().dividedBy(interval)));
  }

  public Question.Kind kind() {
    return story.plant().orElse(Question.Kind.REQUESTS);
  }

  /// What is asked of a workload; absent: nothing.
  public Optional<Demand> demand(WorkloadName workload) {
    return story.demand().stream().filter(one -> one.workload().equals(workload)).findFirst();
  }

  /// Requests of each step, from the beginning of the warm-up on.
  TimeSeries counts(WorkloadName workload) {
    Duration all = Duration.between(begin(), end());
    SortedMap<WorkloadName, double[]> counts = new TreeMap<>();
    for (WorkloadName name : spec.workloads().keySet()) {
      counts.put(
          name,
          demand(name)
              .map(one -> counts(one, traces, warmup(), all))
              .orElseGet(() -> new double[(int) (all.dividedBy(step(all)) + 1)]));
    }
    for (Happening one : story.happenings()) {
      if (one instanceof RegionLoss loss) {
        loss.move(counts, warmup().toNanos(), step(all).toNanos());
      }
    }
    return new TimeSeries(
        "", begin(), step(all), Optional.ofNullable(counts.get(workload)).orElseThrow());
  }
}
