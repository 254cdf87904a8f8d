package dev.surgeline.plane.forecast;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Predictive;
import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.control.AppendOnlyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The forecasts of all signals that predictive policies read.
///
/// Learning and forecasting are done on a thread of their own: a tick hands over what it saw and
/// takes the latest forecasts there are, and waits for nothing. What a forecast was is an input of
/// the tick and on the journal, so a replay needs no forecaster.
public final class Foresight implements AutoCloseable {
  private static final Duration STEP_LEAST = Duration.ofMinutes(1);
  private static final List<Duration> SEASONS = List.of(Duration.ofDays(1), Duration.ofDays(7));
  private static final List<Double> ALWAYS = List.of(0.5, 0.9);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<SignalOutlook> outlooks;
  private final ExecutorService elsewhere;

  private Foresight(List<SignalOutlook> outlooks) {
    this.outlooks = List.copyOf(outlooks);
    elsewhere =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name("forecasts").daemon().factory());
    outlooks.forEach(one -> elsewhere.execute(one::learn));
  }

  /// Opens the histories and begins to learn them.
  ///
  /// @param folder where they are kept: `folder/WORKLOAD/SIGNAL-STEP.csv`
  /// @throws IOException if one can not be used, with a sentence that says why
  public static Foresight open(Path folder, PlatformSpec spec, Consumer<String> said)
      throws IOException {
    List<SignalOutlook> outlooks = new ArrayList<>();
    try {
      for (WorkloadSpec one : spec.workloads().values()) {
        for (var asked : asked(one).entrySet()) {
          SignalOutlook.Terms terms = terms(one.workload(), spec.platform(), asked.getValue());
          outlooks.add(open(folder, one.workload().name(), asked.getKey(), terms, said));
        }
      }
    } catch (IOException | RuntimeException failed) {
      for (SignalOutlook opened : outlooks) {
        opened.close();
      }
      throw failed;
    }
    return new Foresight(outlooks);
  }

  private static SignalOutlook open(
      Path folder,
      WorkloadName workload,
      SignalName signal,
      SignalOutlook.Terms terms,
      Consumer<String> said)
      throws IOException {
    AppendOnlyFile.makeFolder(folder);
    Path own = folder.resolve(workload.value());
    AppendOnlyFile.makeFolder(own);
    // Signs that no name has, so that two signals never share a file.
    String name = signal.value().replace('/', '~').replace(':', '=');
    Path file = own.resolve(name + "-" + terms.step() + ".csv");
    return new SignalOutlook(workload, signal, terms, SignalHistory.open(file, said), said);
  }

  private static SortedMap<SignalName, List<Predictive>> asked(WorkloadSpec spec) {
    SortedMap<SignalName, List<Predictive>> asked = new TreeMap<>();
    for (Policy policy : spec.scaling().policies()) {
      if (policy instanceof Predictive predictive) {
        asked.computeIfAbsent(predictive.signal(), _ -> new ArrayList<>()).add(predictive);
      }
    }
    return asked;
  }

  /// Far enough that half of the forecast is left when the next is due, as the policy demands.
  private static SignalOutlook.Terms terms(
      Workload workload, Platform platform, List<Predictive> policies) {
    Duration interval = platform.interval();
    Duration step = interval.compareTo(STEP_LEAST) > 0 ? interval : STEP_LEAST;
    Duration needed = workload.capacity().startup().plus(interval.multipliedBy(2));
    int steps = (int) Math.min(1_000, needed.plus(step).minusNanos(1).dividedBy(step) + 1);
    SortedSet<Double> levels = new TreeSet<>(ALWAYS);
    SortedSet<Integer> seasons = new TreeSet<>();
    for (Predictive policy : policies) {
      levels.add(policy.level(workload.criticality()));
      for (Duration season : policy.season().isEmpty() ? SEASONS : policy.season()) {
        int length = (int) Math.min(1_000_000, season.dividedBy(step));
        if (length >= 2) {
          seasons.add(length);
        }
      }
    }
    return new SignalOutlook.Terms(step, List.copyOf(seasons), 2 * steps + 2, List.copyOf(levels));
  }

  /// Takes in what a tick saw, and gives the latest forecasts.
  public SortedMap<WorkloadName, SortedMap<SignalName, Forecast>> at(
      Instant now, SortedMap<WorkloadName, Observation> observations) {
    SortedMap<WorkloadName, SortedMap<SignalName, Forecast>> forecasts = new TreeMap<>();
    for (SignalOutlook one : outlooks) {
      one.see(now, Optional.ofNullable(observations.get(one.workload())), elsewhere);
      one.latest()
          .ifPresent(forecast ->
              forecasts
                  .computeIfAbsent(one.workload(), _ -> new TreeMap<>())
                  .put(one.signal(), forecast));
    }
    return forecasts;
  }

  @Override
  public void close() throws IOException {
    elsewhere.shutdown();
    try {
      if (!elsewhere.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        elsewhere.shutdownNow();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    for (SignalOutlook one : outlooks) {
      one.close();
    }
  }
}
