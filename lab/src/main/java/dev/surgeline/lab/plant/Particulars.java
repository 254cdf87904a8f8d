package dev.surgeline.lab.plant;

import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Workload;
import java.util.List;
import java.util.Optional;

/// What not every workload has.
///
/// @param warming of its new replicas
/// @param mix of its requests' classes
/// @param calls what each request asks of others
/// @param jobs whether requests are jobs of a backlog: nobody gives up, and the objective is about
///   how long a job waits until it is begun
public record Particulars(Warming warming, Mix mix, List<Called> calls, boolean jobs) {
  /// Nothing of it.
  public static final Particulars NONE =
      new Particulars(Warming.NONE, Mix.of(Criticality.STANDARD), List.of(), false);

  public Particulars {
    calls = List.copyOf(calls);
  }

  static Particulars of(Workload workload) {
    List<Called> calls =
        workload.dependsOn().stream().map(Called::of).flatMap(Optional::stream).toList();
    return new Particulars(
        Warming.of(workload.capacity()), Mix.of(workload.criticality()), calls, false);
  }

  Particulars with(Mix other) {
    return new Particulars(warming, other, calls, jobs);
  }

  Particulars asJobs() {
    return new Particulars(warming, mix, calls, true);
  }

  /// What needs single requests that are served in an order of their own or in no known time; a
  /// sentence's beginning, absent where there is nothing of it.
  public Optional<String> beyondFluid() {
    if (warming.any()) {
      return Optional.of("replicas that serve slower at first (coldStart)");
    }
    if (!mix.single()) {
      return Optional.of("requests of several classes");
    }
    if (!calls.isEmpty()) {
      return Optional.of("calls of dependencies (callTime)");
    }
    return Optional.empty();
  }

  /// What a clairvoyant does not reckon with, who plays requests in the order in which they come,
  /// on replicas that are all alike; absent where there is nothing of it.
  public Optional<String> beyondOracle() {
    return jobs ? Optional.of("jobs that only have to be begun") : beyondFluid();
  }
}
