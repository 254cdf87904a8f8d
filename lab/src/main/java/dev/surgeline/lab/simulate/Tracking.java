package dev.surgeline.lab.simulate;

import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.lab.plant.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Target tracking with a cooldown as cloud providers do it, on the use of CPU: the mean of each
/// minute, of what replicas say every 15 s, is a point; three points in a row above the target
/// raise the high alarm, fifteen below nine tenths of it the low one. An alarm brings the size at
/// which the last point would be at the target, and then there is quiet: none up for as long as a
/// replica takes to warm up (300 s), none down for the cooldown (300 s).
public final class Tracking implements Controller {
  private static final double TARGET = 0.7;
  private static final double LOW = 0.9 * TARGET;
  private static final int HIGH_POINTS = 3;
  private static final int LOW_POINTS = 15;
  private static final Duration POINT = Duration.ofMinutes(1);

  /// How often a replica's agent says what it uses.
  private static final Duration TOLD = Duration.ofSeconds(15);

  private static final Duration COOLDOWN = Duration.ofMinutes(5);

  private final ReplicaBounds bounds;
  private final List<Double> gathered = new ArrayList<>();
  private final Deque<Double> points = new ArrayDeque<>();
  private Instant pointEnd = Instant.MIN;
  private Instant quiet = Instant.MIN;

  public Tracking(ReplicaBounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public String name() {
    return "tracking";
  }

  @Override
  public SortedSet<SignalName> signals() {
    return new TreeSet<>(List.of(Metrics.CPU));
  }

  @Override
  public Optional<Duration> period() {
    return Optional.of(TOLD);
  }

  @Override
  public Wish decide(Instant now, Observation seen) {
    int size = seen.status().desired().value();
    if (seen.signal(Metrics.CPU) instanceof Signal.Known(Measure.PerReplica(var replicas), _)) {
      replicas.values().stream()
          .mapToDouble(one -> one.used().orElse(0) / one.capacity().orElse(1))
          .average()
          .ifPresent(gathered::add);
    }
    if (pointEnd.equals(Instant.MIN)) {
      pointEnd = now.plus(POINT);
    }
    if (now.isBefore(pointEnd)) {
      return Wish.measured(size);
    }
    pointEnd = now.plus(POINT);
    gathered.stream().mapToDouble(Double::doubleValue).average().ifPresent(points::addLast);
    gathered.clear();
    while (points.size() > LOW_POINTS) {
      points.removeFirst();
    }
    return Wish.measured(alarmed(now, size));
  }

  private int alarmed(Instant now, int size) {
    if (points.isEmpty() || now.isBefore(quiet)) {
      return size;
    }
    boolean high =
        points.size() >= HIGH_POINTS
            && points.stream().skip(points.size() - HIGH_POINTS).allMatch(point -> point > TARGET);
    boolean low = points.size() == LOW_POINTS && points.stream().allMatch(point -> point < LOW);
    int wanted = (int) Math.ceil(size * points.getLast() / TARGET - 1e-9);
    int next = high ? Math.max(size, wanted) : low ? Math.min(size, wanted) : size;
    int clamped = bounds.clamp(new Replicas(Math.max(next, 1))).value();
    if (clamped != size) {
      quiet = now.plus(COOLDOWN);
    }
    return clamped;
  }
}
