package dev.surgeline.sample.load;

import dev.surgeline.sample.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a schedule holds, counted without sending anything.
final class DryRun {
  private final Map<Integer, Long> perSecond = new TreeMap<>();
  private long requests;

  private void add(long atNanos) {
    requests++;
    perSecond.merge((int) (atNanos / 1_000_000_000L), 1L, Long::sum);
  }

  private Json json(double seconds) {
    long peak = 0;
    int peakSecond = 0;
    for (Map.Entry<Integer, Long> second : perSecond.entrySet()) {
      if (second.getValue() > peak) {
        peak = second.getValue();
        peakSecond = second.getKey();
      }
    }
    return Json.obj(
        "requests", requests,
        "meanPerSecond", Math.round(requests / seconds * 100) / 100.0,
        "peakPerSecond", peak,
        "peakSecond", peakSecond);
  }

  /// Uses the schedule up.
  static Json summary(Schedule schedule, Mix mix, int heldIntervals) {
    DryRun total = new DryRun();
    Map<String, DryRun> streams = new TreeMap<>();
    for (String stream : mix.streams()) {
      streams.put(stream, new DryRun());
    }
    Optional<Schedule.Due> due = schedule.next();
    for (; due.isPresent(); due = schedule.next()) {
      total.add(due.get().atNanos());
      String stream = mix.kinds().get(due.get().kind()).stream();
      streams.getOrDefault(stream, total).add(due.get().atNanos());
    }
    double seconds = Math.max(1e-9, schedule.endNanos() / 1e9);
    Map<String, Json> figures = new LinkedHashMap<>();
    streams.forEach((stream, counted) -> figures.put(stream, counted.json(seconds)));
    return Json.obj(
        "dryRun",
        true,
        "totalMillis",
        schedule.endNanos() / 1_000_000,
        "heldIntervals",
        heldIntervals,
        "totals",
        total.json(seconds),
        "streams",
        new Json.Obj(figures));
  }
}
