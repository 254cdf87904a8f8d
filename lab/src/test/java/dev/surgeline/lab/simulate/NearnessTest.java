package dev.surgeline.lab.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.forecast.series.SeriesFile;
import dev.surgeline.forecast.series.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// How far the fluid plant leads astray: beside the plant of requests, for all who scale by what
/// they measure.
final class NearnessTest {
  private static final List<String> NAMES =
      List.of(Roster.OWN, "hpa", "hpa-90", "keda", "reactive", "tracking", "static");

  /// Means over some seeds.
  private record Figures(double hours, double violated, double p95) {
    static Figures of(Question question, String name, int seeds) {
      var simulation = new Simulation(question);
      var results = new ArrayList<Run.Result>();
      for (long seed = 1; seed <= seeds; seed++) {
        results.add(simulation.run(name, seed, _ -> {}).result());
      }
      return new Figures(
          mean(results, Run.Result::replicaHours),
          mean(results, Run.Result::violationSeconds),
          mean(results, Run.Result::p95Millis));
    }

    private static double mean(List<Run.Result> results, ToDoubleFunction<Run.Result> of) {
      return results.stream().mapToDouble(of).average().orElseThrow();
    }
  }

  /// Replica-hours within 4%, p95 within a quarter.
  ///
  /// @param part of the violated seconds by which those of the fluid may differ, or a minute
  private static void assertNear(Figures near, Figures exact, double part, String who) {
    String what = who + " fluid " + near + ", by requests " + exact;
    assertEquals(1, near.hours() / exact.hours(), 0.04, what);
    assertEquals(exact.p95(), near.p95(), 0.25 * exact.p95(), what);
    assertEquals(exact.violated(), near.violated(), Math.max(60, part * exact.violated()), what);
  }

  /// Humps and a jump, replicas of four slots, one seed. Furthest off are violated seconds of
  /// hpa-90, where all windows are near their limit: who is late in one is not alone.
  @Test
  void smoothDemand() {
    List<double[]> traces =
        List.of(Questions.hump(6, 300, 0, 3), Questions.hump(6, 300, 0.6, 4), jump());
    for (double[] trace : traces) {
      for (String name : NAMES) {
        Figures near = Figures.of(Questions.of(trace, Question.Kind.FLUID), name, 1);
        Figures exact = Figures.of(Questions.of(trace, Question.Kind.REQUESTS), name, 1);
        assertNear(near, exact, 0.6, name);
      }
    }
  }

  /// Three times the demand from one minute to the next, for an hour.
  private static double[] jump() {
    double[] counts = new double[240];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = i >= 90 && i < 150 ? 18_000 : 6_000;
    }
    return counts;
  }

  private static TimeSeries recorded(String name) throws IOException {
    Path file = Path.of("../../shared/data/traces/" + name + ".csv.gz");
    Assumptions.assumeTrue(Files.exists(file), "the traces are not beside the project");
    return SeriesFile.read(file, ZoneOffset.UTC).series().getFirst();
  }

  /// Replicas of one slot.
  private static Question small(TimeSeries series, int service, int bound, Question.Kind kind) {
    var capacity = new Capacity(Duration.ofSeconds(60), 1, Duration.ofSeconds(service));
    return Questions.of(
        series, Questions.workload(capacity, bound), kind, Platform.DEFAULT_INTERVAL);
  }

  private static void assertNear(
      String trace, int service, List<String> names, int seeds, double part) throws IOException {
    TimeSeries series = recorded(trace);
    for (String name : names) {
      var fluid = small(series, service, 5 * service, Question.Kind.FLUID);
      var requests = small(series, service, 5 * service, Question.Kind.REQUESTS);
      Figures near = Figures.of(fluid, name, seeds);
      assertNear(near, Figures.of(requests, name, seeds), part, name + " on " + trace);
    }
  }

  /// An hour of what a language model is asked, six seeds: what waits from before replicas started
  /// decides for an hour.
  @Test
  void bursts() throws IOException {
    assertNear("azure-llm-2023-conv-10s", 1, NAMES, 6, 0.1);
    assertNear("azure-llm-2023-code-10s", 1, NAMES, 6, 0.1);
  }

  /// Two weeks of a load balancer, a request in five seconds, each of which takes 20 s: two
  /// requests in a window of which 1% may be late.
  @Test
  void longServices() throws IOException {
    assertNear("aws-elb-requests-5m", 20, List.of(Roster.OWN, "hpa", "keda", "reactive"), 1, 0.6);
  }
}
