package dev.surgeline.plane.cli;

import dev.surgeline.lab.simulate.Scored;
import dev.surgeline.lab.simulate.Simulation;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The runs of a simulation, as many at a time as there are processors. Each is by itself, so their
/// order does not matter to what comes out.
final class SimulationRuns {
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
        Executors.newFixedThreadPool(Math.min(processors, done.length), Lengthy.daemons())) {
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
        String what = job.name() + " seed " + job.seed();
        int place = scored.size();
        scored.add(Lengthy.awaited(what, job.result(), () -> done[place], said));
        said.println("simulated: " + what + " is done");
      }
    }
    return scored;
  }
}
