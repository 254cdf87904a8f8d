package dev.surgeline.sample.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// When each request of each kind is due: one Poisson process per kind, merged in time.
///
/// Each kind draws from its own generator, so a change of one kind's share leaves the others' times
/// as they were.
public final class Schedule {
  /// One request to come.
  ///
  /// @param atNanos when it is due, from the start of the run
  /// @param kind its place in the mix
  public record Due(long atNanos, int kind) {}

  private final List<Arrivals> arrivals = new ArrayList<>();
  private final PriorityQueue<Due> heads =
      new PriorityQueue<>((a, b) -> Long.compare(a.atNanos(), b.atNanos()));
  private final long endNanos;
  private long left;

  /// Lays a mix along a curve.
  ///
  /// @param curve the whole rate, of which each kind gets its share
  /// @param limit at most so many requests
  public Schedule(RateCurve curve, Mix mix, Optional<Surge> surge, long limit, long seed) {
    SplittableRandom seeds = new SplittableRandom(seed);
    for (RequestKind kind : mix.kinds()) {
      RateCurve own = curve.times(kind.share());
      boolean surges = surge.isPresent() && surge.get().stream().equals(kind.stream());
      arrivals.add(new Arrivals(surges ? own.with(surge.get()) : own, seeds.split()));
      push(arrivals.size() - 1);
    }
    endNanos = (long) (curve.endSeconds() * 1e9);
    left = limit;
  }

  /// The next request in time, empty after the last.
  public Optional<Due> next() {
    Optional<Due> due = left > 0 ? Optional.ofNullable(heads.poll()) : Optional.empty();
    due.ifPresent(request -> {
      left--;
      push(request.kind());
    });
    return due;
  }

  /// How long the run is, whether or not a request is due at its end.
  public long endNanos() {
    return endNanos;
  }

  private void push(int kind) {
    OptionalLong at = arrivals.get(kind).next();
    if (at.isPresent()) {
      heads.add(new Due(at.getAsLong(), kind));
    }
  }
}
