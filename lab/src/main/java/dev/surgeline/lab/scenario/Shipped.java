package dev.surgeline.lab.scenario;

import dev.surgeline.wire.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The scenarios that come with Surgeline, all with the default policy.
public final class Shipped {
  /// Their names.
  public static final List<String> NAMES =
      List.of(
          "clinic-morning",
          "month-end-claims",
          "flu-season",
          "mass-casualty",
          "pandemic",
          "regional-loss",
          "cache-loss",
          "metrics-blackout",
          "slow-image-pull",
          "noisy-neighbour",
          "retry-storm",
          "poisoned-metric",
          "budget-exhausted",
          "operator-mistake");

  private Shipped() {}

  /// @param name one of [#NAMES]
  public static Scenario read(String name) throws IOException {
    String file = "/scenarios/" + name + ".yaml";
    try (InputStream in = Objects.requireNonNull(Shipped.class.getResourceAsStream(file), file)) {
      return ScenarioFile.read(in.readNBytes(Yaml.BYTES_MAX + 1), name + ".yaml", Optional.empty());
    }
  }
}
