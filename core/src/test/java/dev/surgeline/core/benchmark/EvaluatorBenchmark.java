package dev.surgeline.core.benchmark;

import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.WorkloadName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One tick of a whole platform, on one core: the collector has no second one to work on.
///
/// Each call takes the next of a few ticks that were recorded, with the state before each, so that
/// the world in which replicas start and stop costs nothing here, and no tick finds its data in the
/// cache.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 2,
    jvmArgs = {"-XX:ActiveProcessorCount=1", "-Xms3g", "-Xmx3g"})
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 4)
public class EvaluatorBenchmark {
  private static final int RECORDED = 8;

  @Param("10000")
  public int workloads;

  /// One of [BusyWorkload.Policies].
  @Param("TRACKING")
  public String policies = "";

  @Param("false")
  public boolean priced;

  private final Evaluator evaluator = new Evaluator();
  private List<BusyPlatform.Moment> moments = List.of();
  private int next;

  @Setup
  public void record() {
    moments =
        new BusyPlatform(workloads, BusyWorkload.Policies.valueOf(policies), priced)
            .moments(RECORDED);
  }

  /// From the observations to the decisions and effects.
  @Benchmark
  public Evaluation evaluate() {
    BusyPlatform.Moment moment = next();
    return evaluator.evaluate(moment.before(), moment.tick());
  }

  /// One actuator's answer, between two ticks.
  @Benchmark
  public Evaluation answer() {
    BusyPlatform.Moment moment = next();
    return evaluator.evaluate(moment.before(), moment.answer());
  }

  /// The bound: each workload's observation is looked up and copied, and nothing is thought.
  @Benchmark
  public SortedMap<WorkloadName, Observation> copyObservations() {
    BusyPlatform.Moment moment = next();
    SortedMap<WorkloadName, Observation> copies = new TreeMap<>();
    for (WorkloadName name : moment.before().workloads().keySet()) {
      Observation seen = moment.tick().observations().get(name);
      if (seen != null) {
        copies.put(name, new Observation(seen.status(), seen.signals()));
      }
    }
    return copies;
  }

  private BusyPlatform.Moment next() {
    next = (next + 1) % moments.size();
    return moments.get(next);
  }
}
