package dev.surgeline.wire;

import dev.surgeline.core.platform.Capacity;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// What one replica can do: `{startup: 25s, slots: 8, serviceTime: 120ms}`, where the service time
/// may say how it differs, too: `{mean: 120ms, cv: 0.5, distribution: lognormal}`.
record CapacityDocument(Duration startup, int slots, ServiceTime serviceTime) {
  CapacityDocument {
    new Capacity(startup, slots, serviceTime.mean());
  }

  /// @param spread absent: only the mean is said
  record ServiceTime(Duration mean, Optional<Capacity.Spread> spread) {}

  /// A service time with all its keys.
  ///
  /// @param cv absent: what goes with the shape
  /// @param distribution absent: lognormal, or deterministic where the cv is 0
  record Spread(Duration mean, OptionalDouble cv, Optional<Capacity.Distribution> distribution) {
    Spread {
      spread(cv, distribution);
    }

    ServiceTime toServiceTime() {
      return new ServiceTime(mean, Optional.of(spread(cv, distribution)));
    }

    private static Capacity.Spread spread(
        OptionalDouble cv, Optional<Capacity.Distribution> distribution) {
      boolean none = cv.isPresent() && cv.getAsDouble() == 0;
      Capacity.Distribution shape =
          distribution.orElse(
              none ? Capacity.Distribution.DETERMINISTIC : Capacity.Distribution.LOGNORMAL);
      return cv.isPresent()
          ? new Capacity.Spread(cv.getAsDouble(), shape)
          : Capacity.Spread.of(shape);
    }
  }

  static CapacityDocument of(Capacity capacity) {
    return new CapacityDocument(
        capacity.startup(),
        capacity.slots(),
        new ServiceTime(capacity.serviceTime(), capacity.spread()));
  }

  Capacity toCapacity() {
    return new Capacity(startup, slots, serviceTime.mean(), serviceTime.spread());
  }

  /// The mean alone, or all keys.
  record Form(Codec mean, Codec spread) implements Codec {
    @Override
    public void write(Object value, JsonSink out) {
      ServiceTime time = (ServiceTime) value;
      if (time.spread().isEmpty()) {
        mean.write(time.mean(), out);
      } else {
        Capacity.Spread differs = time.spread().get();
        spread.write(
            new Spread(
                time.mean(), OptionalDouble.of(differs.cv()), Optional.of(differs.distribution())),
            out);
      }
    }

    @Override
    public Object read(Node node, Problems problems) {
      return switch (node) {
        case Node.Mapping mapping -> {
          Object all = spread.read(mapping, problems);
          yield Problems.isFailed(all) ? all : ((Spread) all).toServiceTime();
        }
        case Node.Scalar scalar -> {
          Object alone = mean.read(scalar, problems);
          yield Problems.isFailed(alone)
              ? alone
              : new ServiceTime((Duration) alone, Optional.empty());
        }
        case Node.Sequence sequence ->
            problems.wrongType(
                sequence, "a duration, or {mean: 120ms, cv: 0.5, distribution: lognormal}");
      };
    }
  }
}
