package dev.surgeline.wire;

import dev.surgeline.core.decide.Gauge;
import dev.surgeline.core.decide.Tiers;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Replicas;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A row of the tiers policy: `{when: [{signal: sessions, below: 200}], replicas: 3}`.
///
/// @param when absent: the row always holds
record TierDocument(Optional<List<Condition>> when, Replicas replicas) {
  TierDocument {
    row(when, replicas);
  }

  /// @param as absent: a total
  record Condition(
      SignalName signal, Optional<Gauge.As> as, OptionalDouble atLeast, OptionalDouble below) {
    Condition {
      condition(signal, as, atLeast, below);
    }

    static Condition of(Tiers.Condition condition) {
      return new Condition(
          condition.gauge().signal(),
          Optional.of(condition.gauge().as()),
          condition.atLeast(),
          condition.below());
    }

    Tiers.Condition toCondition() {
      return condition(signal, as, atLeast, below);
    }

    private static Tiers.Condition condition(
        SignalName signal, Optional<Gauge.As> as, OptionalDouble atLeast, OptionalDouble below) {
      return new Tiers.Condition(new Gauge(signal, as.orElse(Gauge.As.TOTAL)), atLeast, below);
    }
  }

  static List<TierDocument> of(Tiers policy) {
    return policy.rows().stream().map(TierDocument::of).toList();
  }

  private static TierDocument of(Tiers.Row row) {
    List<Condition> when = row.when().stream().map(Condition::of).toList();
    return new TierDocument(when.isEmpty() ? Optional.empty() : Optional.of(when), row.replicas());
  }

  static Tiers policy(List<TierDocument> rows) {
    return new Tiers(rows.stream().map(row -> row(row.when(), row.replicas())).toList());
  }

  private static Tiers.Row row(Optional<List<Condition>> when, Replicas replicas) {
    return new Tiers.Row(
        when.orElse(List.of()).stream().map(Condition::toCondition).toList(), replicas);
  }
}
