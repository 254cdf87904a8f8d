package dev.surgeline.core.decide.slo;

import dev.surgeline.core.decide.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// How long a tick of many workloads takes on one core; run by hand, `Timing [WORKLOADS]`.
final class Timing {
  private Timing() {}

  public static void main(String[] args) {
    int workloads = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    SloPolicy policy =
        new SloPolicy(Controllers.REQUESTS, Optional.of(Controllers.IN_FLIGHT), Optional.empty());
    SplittableRandom random = new SplittableRandom(1);
    List<Optional<SloMemory>> memories = new ArrayList<>();
    // Warm memories with two weeks of residuals, in groups that share their past.
    Instant start = Instant.parse("2026-03-02T00:00:00Z");
    Optional<SloMemory> past = Optional.empty();
    int warm = 15 * 5760;
    for (int i = 1; i <= warm; i++) {
      Instant now = start.plusSeconds(15L * i);
      double rate = 200 + 20 * random.nextGaussian();
      past = Optional.of(SloStep.step(policy, SloStepTest.measured(now, 10, rate), past).memory());
    }
    for (int i = 0; i < workloads; i++) {
      memories.add(past);
    }
    for (int tick = 1; tick <= 20; tick++) {
      Instant now = start.plusSeconds(15L * (warm + tick));
      List<Situation> situations = new ArrayList<>();
      for (int i = 0; i < workloads; i++) {
        double rate = 200 + 20 * random.nextGaussian();
        situations.add(SloStepTest.measured(now, 10, rate));
      }
      long began = System.nanoTime();
      for (int i = 0; i < workloads; i++) {
        memories.set(
            i, Optional.of(SloStep.step(policy, situations.get(i), memories.get(i)).memory()));
      }
      System.out.printf("tick %d: %.0f ms%n", tick, (System.nanoTime() - began) / 1e6);
    }
    long began = System.nanoTime();
    for (int i = 0; i < workloads; i++) {
      SloStep.step(policy, SloStepTest.measured(start, 10, 200 + i), Optional.empty());
    }
    System.out.printf("first tick: %.0f ms%n", (System.nanoTime() - began) / 1e6);
  }
}
