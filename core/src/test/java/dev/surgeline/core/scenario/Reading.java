package dev.surgeline.core.scenario;

import dev.surgeline.core.observe.Absence;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.Sample;
import dev.surgeline.core.observe.Series;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a source says from now on; it becomes a signal at each tick.
///
/// `95`, `NaN`, `-3`, `missing`, `failed`; with `stale 90s` it is that old, with `ahead 10s` from
/// the future. A value for each replica in order of id: `90% 70% -`, where `-` did not report, or
/// `90% each` for all that run; `0.9` without the sign is a use whose capacity is not known.
///
/// @param perReplica whether it has a value for each replica
/// @param values the words
/// @param age how old it is at each tick
record Reading(boolean perReplica, List<String> values, Duration age) {
  private static final Duration STALE_AFTER = Duration.ofSeconds(60);

  static Reading parse(boolean perReplica, String[] words) {
    Duration age = Duration.ZERO;
    int end = words.length;
    if (end > 2 && words[end - 2].equals("stale")) {
      age = Words.duration(words[end - 1]);
      end -= 2;
    } else if (end > 2 && words[end - 2].equals("ahead")) {
      age = Words.duration(words[end - 1]).negated();
      end -= 2;
    }
    if (end == 0) {
      throw new IllegalArgumentException("a signal has a value");
    }
    return new Reading(perReplica, List.of(Arrays.copyOf(words, end)), age);
  }

  Signal at(Instant now, WorkloadStatus status) {
    return switch (values.getFirst()) {
      case "missing" -> new Signal.Missing(Absence.NO_SAMPLE);
      case "failed" -> new Signal.Missing(Absence.SOURCE_FAILED);
      default -> perReplica ? perReplica(now, status) : total(now);
    };
  }

  private Signal total(Instant now) {
    double value = Double.parseDouble(values.getFirst());
    var series = Series.EMPTY.plus(new Sample(now.minus(age), value), Duration.ofHours(1));
    return series.latest(now, STALE_AFTER);
  }

  private Signal perReplica(Instant now, WorkloadStatus status) {
    SortedMap<ReplicaId, Measure.Usage> usages = new TreeMap<>();
    boolean each = values.getLast().equals("each");
    int position = 0;
    for (ReplicaStatus replica : status.replicas()) {
      boolean running =
          replica.phase() == ReplicaStatus.Phase.READY
              || replica.phase() == ReplicaStatus.Phase.UNREADY;
      if (each ? running : position < values.size()) {
        String value = values.get(each ? 0 : position);
        position++;
        usages.put(replica.id(), usage(value));
      }
    }
    var measure = new Measure.PerReplica(usages);
    return age.compareTo(STALE_AFTER) > 0
        ? new Signal.Stale(measure, now.minus(age))
        : new Signal.Known(measure, now);
  }

  private static Measure.Usage usage(String value) {
    if (value.equals("-")) {
      return new Measure.Usage(OptionalDouble.empty(), OptionalDouble.empty());
    }
    if (value.endsWith("%")) {
      double percent = Double.parseDouble(value.substring(0, value.length() - 1));
      return new Measure.Usage(OptionalDouble.of(percent / 100), OptionalDouble.of(1));
    }
    return new Measure.Usage(OptionalDouble.of(Double.parseDouble(value)), OptionalDouble.empty());
  }
}
