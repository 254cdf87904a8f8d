package dev.surgeline.core.property;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.platform.Adequacy;
import dev.surgeline.core.platform.Ceiling;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.DataRules;
import dev.surgeline.core.platform.Dependency;
import dev.surgeline.core.platform.Jurisdiction;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Region;
import dev.surgeline.core.platform.ResourceName;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What workloads share, and where their data may be; not all of it can be satisfied.
final class RandomLimits {
  private static final Jurisdiction UK = new Jurisdiction("UK");
  private static final Jurisdiction EU = new Jurisdiction("EU");
  private static final ResourceName GPU = new ResourceName("gpu");
  private static final List<WorkloadName> REGIONS =
      List.of(new WorkloadName("london"), new WorkloadName("dublin"));

  private RandomLimits() {}

  static PlatformSpec shared(PlatformSpec apart, Chance chance) {
    SortedMap<WorkloadName, WorkloadSpec> workloads = new TreeMap<>();
    apart
        .workloads()
        .forEach((name, spec) ->
            workloads.put(
                name,
                new WorkloadSpec(limited(spec.workload(), chance), spec.scaling(), spec.routes())));
    return new PlatformSpec(platform(apart.platform(), chance), workloads);
  }

  private static Platform platform(Platform plain, Chance chance) {
    SortedMap<ResourceName, Double> quota = new TreeMap<>();
    if (chance.oneIn(2)) {
      quota.put(ResourceName.REPLICAS, chance.of(1.0, 12.0, 20.0, 30.5, 1_000.0, 1e9));
    }
    if (chance.oneIn(3)) {
      quota.put(GPU, chance.of(0.5, 4.0, 16.0));
    }
    LocalDate day = LocalDate.of(2026, 11, chance.between(15, 30));
    var adequacy =
        new Adequacy(EU, UK, day.minusYears(5), Optional.of(day), "a decision", Optional.empty());
    return new Platform(
        plain.name(),
        plain.interval(),
        plain.calendar(),
        List.of(
            new Region(REGIONS.getFirst(), new TreeSet<>(List.of(UK))),
            new Region(REGIONS.getLast(), new TreeSet<>(List.of(EU)))),
        chance.oneIn(3) ? List.of() : List.of(adequacy),
        plain.budget(),
        quota);
  }

  private static Workload limited(Workload plain, Chance chance) {
    Optional<DataRules> data =
        chance.oneIn(3)
            ? Optional.of(
                new DataRules(
                    DataRules.Classification.PHI, new TreeSet<>(List.of(chance.of(UK, EU)))))
            : Optional.empty();
    var database =
        new Dependency(
            new WorkloadName("db"),
            OptionalDouble.of(chance.of(0.5, 1.0, 10.0)),
            OptionalDouble.of(chance.of(3.0, 20.0, 200.0)),
            OptionalDouble.empty());
    var licences = new Ceiling("licences", OptionalDouble.empty(), chance.of(2.0, 15.0, 40.0));
    return new Workload(
        plain.name(),
        plain.hosting(),
        plain.replicas().min().value() == 0
            ? chance.of(Criticality.CRITICAL, Criticality.DEFERRABLE)
            : chance.of(Criticality.values()),
        plain.replicas(),
        plain.slo(),
        plain.capacity(),
        chance.oneIn(20) ? Optional.empty() : Optional.of(chance.of(REGIONS)),
        plain.cost(),
        data,
        chance.oneIn(2) ? List.of(database) : List.of(),
        chance.oneIn(3) ? List.of(licences) : List.of(),
        chance.oneIn(3) ? new TreeMap<>(Map.of(GPU, chance.of(0.25, 2.0))) : new TreeMap<>());
  }
}
