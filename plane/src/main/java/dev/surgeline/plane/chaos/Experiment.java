package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Node;
import java.util.List;
import java.util.Optional;

/// What is to be tried, as read.
///
/// @param hypothesis what is normal, before and afterwards
/// @param method what is done and asked, in this order
/// @param rollbacks what puts the platform back; done however the rest ends
/// @param source the file as it is, secrets in it hidden
/// @param secrets values that must be in no record
/// @param sha256 of the file's bytes
public record Experiment(
    String title,
    Optional<Hypothesis> hypothesis,
    List<Activity> method,
    List<Activity> rollbacks,
    Node source,
    List<String> secrets,
    String sha256) {

  /// What is normal.
  ///
  /// @param probes each with its tolerance
  record Hypothesis(String title, List<Activity> probes) {
    Hypothesis {
      probes = List.copyOf(probes);
    }
  }

  public Experiment {
    method = List.copyOf(method);
    rollbacks = List.copyOf(rollbacks);
    secrets = List.copyOf(secrets);
  }
}
