package dev.surgeline.core.scenario;

import dev.surgeline.core.platform.Adequacy;
import dev.surgeline.core.platform.Attestation;
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Ceiling;
import dev.surgeline.core.platform.DataRules;
import dev.surgeline.core.platform.Dependency;
import dev.surgeline.core.platform.Jurisdiction;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Region;
import dev.surgeline.core.platform.ResourceName;
import dev.surgeline.core.platform.Safeguards;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What workloads share and where their data may be, as a scenario declares it.
final class LimitText {
  static final List<String> CLAUSES =
      List.of("region", "residency", "connects", "ceiling", "needs", "phi");

  private LimitText() {}

  /// `platform region london UK adequacy EU in UK 2021-06-28..2025-12-27 by a decision quota 60
  /// replicas`.
  static Platform platform(String line, Calendar calendar, Optional<Budget> budget) {
    List<Region> regions = new ArrayList<>();
    List<Adequacy> adequacies = new ArrayList<>();
    SortedMap<ResourceName, Double> quota = new TreeMap<>();
    String[] parts = line.strip().split(" {2,}");
    for (int i = 1; i < parts.length; i++) {
      String[] words = parts[i].split(" ");
      switch (words[0]) {
        case "region" ->
            regions.add(new Region(new WorkloadName(words[1]), jurisdictions(words, 2)));
        case "adequacy" -> adequacies.add(adequacy(words, parts[i]));
        case "quota" -> quota.put(new ResourceName(words[2]), Double.valueOf(words[1]));
        default ->
            throw new IllegalArgumentException(
                "a platform has region, adequacy and quota, not " + parts[i]);
      }
    }
    return new Platform(
        new WorkloadName("scenario"),
        Duration.ofSeconds(15),
        calendar,
        regions,
        adequacies,
        budget,
        quota);
  }

  private static Adequacy adequacy(String[] words, String part) {
    String[] days = words[4].split("\\.\\.");
    return new Adequacy(
        new Jurisdiction(words[1]),
        new Jurisdiction(words[3]),
        LocalDate.parse(days[0]),
        days.length > 1 ? Optional.of(LocalDate.parse(days[1])) : Optional.empty(),
        part.split(" by ")[1],
        Optional.empty());
  }

  private static SortedSet<Jurisdiction> jurisdictions(String[] words, int from) {
    return Arrays.stream(words, from, words.length)
        .map(Jurisdiction::new)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// With the clauses `region london`, `residency UK EU`, `connects claims-db 10 of 400` or
  /// `connects claims-db`, `phi at rest`, `ceiling licences 1 of 20` and `needs 2 gpu`.
  static Workload limited(Workload plain, Map<String, List<String>> clauses) {
    Optional<String> region = last(clauses, "region");
    Optional<DataRules> data =
        last(clauses, "residency")
            .map(text ->
                new DataRules(DataRules.Classification.PHI, jurisdictions(text.split(" "), 0)))
            .or(() -> last(clauses, "phi").map(LimitText::protectedData));
    SortedMap<ResourceName, Double> needs = new TreeMap<>();
    for (String need : clauses.getOrDefault("needs", List.of())) {
      String[] words = need.split(" ");
      needs.put(new ResourceName(words[1]), Double.valueOf(words[0]));
    }
    return new Workload(
        plain.name(),
        plain.hosting(),
        plain.criticality(),
        plain.replicas(),
        plain.slo(),
        plain.capacity(),
        region.map(WorkloadName::new).or(plain::region),
        plain.cost(),
        data,
        dependencies(plain, clauses),
        clauses.getOrDefault("ceiling", List.of()).stream().map(LimitText::ceiling).toList(),
        needs);
  }

  /// `phi at rest until 2026-12-27`, `phi plain at rest`, `phi transit tls-1-1` or `phi unknown`.
  private static DataRules protectedData(String text) {
    String[] until = text.split(" until ");
    var attested =
        new Attestation(
            LocalDate.EPOCH,
            until.length > 1 ? Optional.of(LocalDate.parse(until[1])) : Optional.empty(),
            "the scenario");
    String[] words = until[0].split(" ");
    boolean rest = words[words.length - 1].equals("rest");
    boolean transit = words[0].equals("transit");
    var safeguards =
        new Safeguards(
            rest
                ? Optional.of(new Safeguards.AtRest(!words[0].equals("plain"), attested))
                : Optional.empty(),
            transit
                ? Optional.of(
                    new Safeguards.InTransit(
                        Safeguards.Protocol.valueOf(
                            words[1].toUpperCase(Locale.ROOT).replace('-', '_')),
                        attested))
                : Optional.empty(),
            Optional.empty());
    return new DataRules(DataRules.Classification.PHI, new TreeSet<>(), Optional.of(safeguards));
  }

  private static List<Dependency> dependencies(Workload plain, Map<String, List<String>> clauses) {
    List<Dependency> all = new ArrayList<>(plain.dependsOn());
    clauses.getOrDefault("connects", List.of()).stream()
        .map(LimitText::dependency)
        .forEach(all::add);
    return all;
  }

  private static Dependency dependency(String text) {
    String[] words = text.split(" ");
    boolean limited = words.length > 1;
    return new Dependency(
        new WorkloadName(words[0]),
        limited ? OptionalDouble.of(Double.parseDouble(words[1])) : OptionalDouble.empty(),
        limited ? OptionalDouble.of(Double.parseDouble(words[3])) : OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  private static Ceiling ceiling(String text) {
    String[] words = text.split(" ");
    return new Ceiling(
        words[0], OptionalDouble.of(Double.parseDouble(words[1])), Double.parseDouble(words[3]));
  }

  private static Optional<String> last(Map<String, List<String>> clauses, String first) {
    return Optional.ofNullable(clauses.get(first)).map(List::getLast);
  }
}
