package dev.surgeline.core.decide;

import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// A scaling matrix: the first row whose conditions all hold gives the replicas. When none holds,
/// the size stays.
///
/// Example: sessions below 200 and CPU below 40% give 3; sessions below 500 give 5; sessions below
/// 800 give 8; a last row without conditions gives 12. 150 sessions at 35% are 3 replicas, at 60%
/// they are 5; 900 sessions are 12.
///
/// @param rows 1 to 20, in order; each can be reached: some values of the signals fit it and no row
///   before it. At most 4 signals in all, each read in one way.
public record Tiers(List<Row> rows) implements Policy {
  private static final int ROWS_MOST = 20;
  private static final int SIGNALS_MOST = 4;

  /// One row of the matrix.
  ///
  /// @param when what must hold, all of it; nothing: the row always holds. One condition a signal
  /// @param replicas the size it gives
  public record Row(List<Condition> when, Replicas replicas) {
    public Row {
      when = List.copyOf(when);
      for (int i = 0; i < when.size(); i++) {
        SignalName signal = when.get(i).gauge().signal();
        if (when.subList(0, i).stream().anyMatch(one -> one.gauge().signal().equals(signal))) {
          throw new IllegalArgumentException(
              "a row has one condition on " + signal + ", with atLeast, below or both");
        }
      }
    }
  }

  /// A range of a signal, at least one end of it.
  ///
  /// @param gauge what is read
  /// @param atLeast in the gauge's unit, finite and not negative; absent: from zero
  /// @param below in the gauge's unit, finite, above `atLeast` and above zero; absent: without end
  public record Condition(Gauge gauge, OptionalDouble atLeast, OptionalDouble below) {
    public Condition {
      // Minus zero is zero.
      atLeast = atLeast.isPresent() ? OptionalDouble.of(atLeast.getAsDouble() + 0.0) : atLeast;
      if (atLeast.isEmpty() && below.isEmpty()) {
        throw new IllegalArgumentException("a condition has atLeast, below or both");
      }
      double low = atLeast.orElse(0);
      double high = below.orElse(Double.POSITIVE_INFINITY);
      if (!(low >= 0 && low < Double.POSITIVE_INFINITY) || Double.isNaN(high)) {
        throw new IllegalArgumentException("a bound is finite and not negative");
      }
      if (below.isPresent() && high == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException("a bound is finite and not negative");
      }
      if (!(low < high)) {
        throw new IllegalArgumentException(
            "nothing is at least " + Figures.of(low) + " and below " + Figures.of(high));
      }
    }
  }

  public Tiers {
    rows = List.copyOf(rows);
    if (rows.isEmpty() || rows.size() > ROWS_MOST) {
      throw new IllegalArgumentException("tiers has 1 to 20 rows");
    }
    List<Gauge> gauges = gauges(rows);
    gauges.forEach(gauge -> requireOneReading(gauge, gauges));
    if (gauges.size() > SIGNALS_MOST) {
      throw new IllegalArgumentException("tiers looks at no more than 4 signals");
    }
    List<TierRanges> before = new ArrayList<>();
    for (Row row : rows) {
      TierRanges ranges = TierRanges.of(row, gauges);
      if (!ranges.reachable(before)) {
        throw new IllegalArgumentException(
            "row "
                + (before.size() + 1)
                + " is never reached: rows before it take all that fits it");
      }
      before.add(ranges);
    }
  }

  /// What is read, each once, in the order in which the rows name it.
  List<Gauge> gauges() {
    return gauges(rows);
  }

  private static List<Gauge> gauges(List<Row> rows) {
    List<Gauge> gauges = new ArrayList<>(SIGNALS_MOST);
    // At every tick of every workload: no iterators here.
    for (int i = 0; i < rows.size(); i++) {
      List<Condition> when = rows.get(i).when();
      for (int j = 0; j < when.size(); j++) {
        Gauge gauge = when.get(j).gauge();
        if (!gauges.contains(gauge)) {
          gauges.add(gauge);
        }
      }
    }
    return gauges;
  }

  private static void requireOneReading(Gauge gauge, List<Gauge> all) {
    if (all.stream().filter(one -> one.signal().equals(gauge.signal())).count() > 1) {
      throw new IllegalArgumentException(
          gauge.signal() + " is read in two ways: say the same as in every row");
    }
  }

  @Override
  public String name() {
    return "tiers";
  }

  @Override
  public SortedMap<SignalName, Boolean> signals() {
    SortedMap<SignalName, Boolean> signals = new TreeMap<>();
    gauges().forEach(gauge -> signals.put(gauge.signal(), gauge.as().each()));
    return signals;
  }
}
