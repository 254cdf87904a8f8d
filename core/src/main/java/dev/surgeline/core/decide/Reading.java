package dev.surgeline.core.decide;

import dev.surgeline.core.observe.SignalName;
import java.util.ArrayList;
import java.util.List;

/// That a policy reads a signal, and which way.
///
/// @param policy the policy's name
/// @param signal what it reads
/// @param each whether it asks for a value of each replica; if not, for one total
public record Reading(String policy, SignalName signal, boolean each) {
  /// All of a policy, one for each place where it reads one.
  public static List<Reading> of(Policy policy) {
    List<Reading> readings = new ArrayList<>();
    if (policy instanceof Policy.TargetTracking(var metrics, _)) {
      metrics.forEach(metric ->
          readings.add(new Reading(policy.name(), metric.signal(), metric.source().each())));
    } else if (policy instanceof Tiers(var rows)) {
      rows.stream()
          .flatMap(row -> row.when().stream())
          .map(Tiers.Condition::gauge)
          .map(gauge -> new Reading(policy.name(), gauge.signal(), gauge.as().each()))
          .forEach(readings::add);
    } else {
      policy
          .signals()
          .forEach((signal, each) -> readings.add(new Reading(policy.name(), signal, each)));
    }
    return readings;
  }

  /// For a sentence.
  public String words() {
    return (each ? "of each replica by " : "as one total by ") + policy;
  }
}
