package dev.surgeline.plane.cli;

import dev.surgeline.lab.simulate.Scored;
import dev.surgeline.lab.simulate.Simulation;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The runs of a simulation, as many at a time as there are processors. Each is by itself, so their
/// order does not matter to what comes out.
final class SimulationRuns {
  private static final long TOLD_SECONDS = 2;

  private SimulationRuns() {}

  private record Job(String name, long seed, Future<Scored> result) {}

  /// All of them, by controller and then by seed.
  ///
  /// @param said told how far they are
  static List<Scored> all(
      Simulation simulation, List<String> names, long seed, int seeds, PrintStream said) {
    int processors = Runtime.getRuntime().availableProcessors();
    double[] done = new double[names.size() * seeds];
    List<Scored> scored = new ArrayList<>();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(Math.min(processors, done.length), daemons())) {
      List<Job> jobs = new ArrayList<>();
      for (String name : names) {
        for (long each = seed; each < seed + seeds; each++) {
          int place = jobs.size();
          long own = each;
          var result = pool.submit(() -> simulation.run(name, own, share -> done[place] = share));
          jobs.add(new Job(name, own, result));
        }
      }
      for (Job job : jobs) {
        scored.add(awaited(job, done, scored.size(), said));
        said.println("simulated: " + job.name() + " seed " + job.seed() + " is done");
      }
    }
    return scored;
  }

  private static java.util.concurrent.ThreadFactory daemons() {
    return Thread.ofPlatform().name("runs-", 0).daemon().factory();
  }

  private static Scored awaited(Job job, double[] done, int place, PrintStream said) {
    while (true) {
      try {
        return job.result().get(TOLD_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException working) {
        said.printf(
            Locale.ROOT,
            "simulated: %s seed %d at %.0f%%%n",
            job.name(),
            job.seed(),
            100 * done[place]);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("stopped while simulating " + job.name(), stopped);
      } catch (ExecutionException failed) {
        throw new IllegalStateException(job.name() + " seed " + job.seed(), failed.getCause());
      }
    }
  }
}
