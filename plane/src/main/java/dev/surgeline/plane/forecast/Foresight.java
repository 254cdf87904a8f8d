package dev.surgeline.plane.forecast;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.forecast.live.Outlook;
import dev.surgeline.plane.control.AppendOnlyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
        for (Outlook outlook : Outlook.of(one, spec.platform())) {
          outlooks.add(open(folder, one.workload().name(), outlook, said));
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
      Path folder, WorkloadName workload, Outlook outlook, Consumer<String> said)
      throws IOException {
    AppendOnlyFile.makeFolder(folder);
    Path own = folder.resolve(workload.value());
    AppendOnlyFile.makeFolder(own);
    // Signs that no name has, so that two signals never share a file.
    String name = outlook.signal().value().replace('/', '~').replace(':', '=');
    Path file = own.resolve(name + "-" + outlook.step() + ".csv");
    return new SignalOutlook(workload, outlook, SignalHistory.open(file, said), said);
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
