package dev.surgeline.core.benchmark;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// A price for each workload, and a budget that is not enough for all growth.
final class BusyMoney {
  private static final double EACH = 0.20;
  private static final double RESERVED = 0.12;

  private BusyMoney() {}

  static PlatformSpec priced(PlatformSpec spec) {
    SortedMap<WorkloadName, WorkloadSpec> workloads = new TreeMap<>();
    spec.workloads()
        .forEach((name, one) ->
            workloads.put(
                name, new WorkloadSpec(priced(one.workload()), one.scaling(), one.routes())));
    Platform plain = spec.platform();
    double perHour = 0.8 * workloads.size();
    var budget =
        new Budget(
            "GBP",
            OptionalDouble.of(perHour),
            OptionalDouble.of(perHour * 24),
            OptionalDouble.of(perHour * 720),
            OptionalDouble.empty());
    var platform =
        new Platform(
            plain.name(),
            plain.interval(),
            plain.calendar(),
            List.of(),
            List.of(),
            Optional.of(budget),
            plain.quota());
    return new PlatformSpec(platform, workloads);
  }

  private static Workload priced(Workload plain) {
    var price =
        new Price(
            EACH,
            Optional.of(new Price.Reserved(new Replicas(2), RESERVED)),
            Optional.of(new Price.Spot(0.3, EACH / 3)));
    return new Workload(
        plain.name(),
        plain.hosting(),
        plain.criticality(),
        plain.replicas(),
        plain.slo(),
        plain.capacity(),
        plain.region(),
        Optional.of(price),
        plain.data(),
        plain.dependsOn(),
        plain.ceilings(),
        plain.needs());
  }
}
