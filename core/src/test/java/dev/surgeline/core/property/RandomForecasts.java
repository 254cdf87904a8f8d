package dev.surgeline.core.property;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Forecasts that are allowed, and seldom right.
final class RandomForecasts {
  private static final int POOL = 12;
  private static final List<List<Double>> LEVELS =
      List.of(List.of(), List.of(0.5), List.of(0.1, 0.5, 0.9), List.of(0.5, 0.95, 0.99));

  /// Drawn once, shown many times: drawing costs more than deciding.
  private final List<Drawn> pool = new ArrayList<>();

  private final Chance chance;

  /// All of a forecast but when it was made.
  private record Drawn(Duration step, List<Double> levels, List<List<Double>> values) {}

  RandomForecasts(Chance chance) {
    this.chance = chance;
  }

  SortedMap<WorkloadName, SortedMap<SignalName, Forecast>> of(
      Set<WorkloadName> workloads, Instant now) {
    SortedMap<WorkloadName, SortedMap<SignalName, Forecast>> forecasts = new TreeMap<>();
    for (WorkloadName workload : workloads) {
      if (!chance.oneIn(4)) {
        SortedMap<SignalName, Forecast> own = new TreeMap<>();
        own.put(chance.of(RandomSpecs.SIGNALS), forecast(now));
        forecasts.put(workload, own);
      }
    }
    return forecasts;
  }

  private Forecast forecast(Instant now) {
    if (pool.size() < POOL) {
      pool.add(drawn());
    }
    Drawn drawn = chance.of(pool);
    Instant madeAt =
        switch (chance.between(0, 9)) {
          case 0 -> Instant.MIN;
          case 1 -> now.plusMillis(chance.between(1L, 100_000L));
          case 2 -> now.minusMillis(chance.between(1L, 10_000_000L));
          case 3 -> now;
          default -> now.minusMillis(chance.between(1L, 60_000L));
        };
    return new Forecast(madeAt, drawn.step(), drawn.levels(), drawn.values());
  }

  private Drawn drawn() {
    List<Double> levels = chance.of(LEVELS);
    List<List<Double>> values = new ArrayList<>();
    double most = chance.of(0.0, 5.0, 300.0, 1e300, Double.POSITIVE_INFINITY, Double.NaN, -7.0);
    for (int i = chance.of(0, 1, 24); i > 0; i--) {
      double high = chance.oneIn(8) ? most : 1_000 * chance.share();
      values.add(levels.stream().map(level -> high * level).toList());
    }
    Duration step = Duration.ofMillis(chance.of(1, 15_000, 60_000, 3_600_000));
    return new Drawn(step, levels, values);
  }
}
