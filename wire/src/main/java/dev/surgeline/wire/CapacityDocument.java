package dev.surgeline.wire;

import dev.surgeline.core.platform.Capacity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What one replica can do: `{startup: 25s, slots: 8, serviceTime: 120ms}`, where the service time
/// may say how it differs, too: `{mean: 120ms, cv: 0.5, distribution: lognormal}`, or what was
/// measured: `{distribution: measured, samples: [80ms, 95ms, 410ms]}`. How it starts may be said
/// more closely: `startupSpread: 0.3`, `coldStart: {slower: 3, over: 60s}`.
record CapacityDocument(
    Duration startup,
    int slots,
    ServiceTime serviceTime,
    OptionalDouble startupSpread,
    Optional<Capacity.ColdStart> coldStart) {
  CapacityDocument {
    new Capacity(
        startup,
        slots,
        serviceTime.mean(),
        serviceTime.spread(),
        startupSpread.orElse(0),
        coldStart);
  }

  /// @param spread absent: only the mean is said
  record ServiceTime(Duration mean, Optional<Capacity.Spread> spread) {}

  /// A service time with all its keys.
  ///
  /// @param mean absent: that of the samples
  /// @param cv absent: what goes with the shape
  /// @param distribution absent: lognormal, or deterministic where the cv is 0
  /// @param samples of `measured` alone, which has no other key
  record Spread(
      Optional<Duration> mean,
      OptionalDouble cv,
      Optional<Capacity.Distribution> distribution,
      Optional<List<Duration>> samples) {
    Spread {
      samples = samples.map(List::copyOf);
      serviceTime(mean, cv, distribution, samples);
    }

    ServiceTime toServiceTime() {
      return serviceTime(mean, cv, distribution, samples);
    }

    private static ServiceTime serviceTime(
        Optional<Duration> mean,
        OptionalDouble cv,
        Optional<Capacity.Distribution> distribution,
        Optional<List<Duration>> samples) {
      boolean measured = distribution.equals(Optional.of(Capacity.Distribution.MEASURED));
      if (measured != samples.isPresent() || (measured && (mean.isPresent() || cv.isPresent()))) {
        throw new IllegalArgumentException(
            "distribution: measured and samples go together, with neither mean nor cv");
      }
      if (samples.isPresent()) {
        Capacity.Spread spread = Capacity.Spread.measured(samples.get());
        return new ServiceTime(spread.mean(), Optional.of(spread));
      }
      return new ServiceTime(
          mean.orElseThrow(() ->
              new IllegalArgumentException("a mean is missing, or samples that were measured")),
          Optional.of(spread(cv, distribution)));
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

    static Spread of(ServiceTime time, Capacity.Spread differs) {
      return differs.distribution() == Capacity.Distribution.MEASURED
          ? new Spread(
              Optional.empty(),
              OptionalDouble.empty(),
              Optional.of(differs.distribution()),
              Optional.of(differs.samples()))
          : new Spread(
              Optional.of(time.mean()),
              OptionalDouble.of(differs.cv()),
              Optional.of(differs.distribution()),
              Optional.empty());
    }
  }

  static CapacityDocument of(Capacity capacity) {
    double startupSpread = capacity.startupSpread();
    return new CapacityDocument(
        capacity.startup(),
        capacity.slots(),
        new ServiceTime(capacity.serviceTime(), capacity.spread()),
        startupSpread == 0 ? OptionalDouble.empty() : OptionalDouble.of(startupSpread),
        capacity.coldStart());
  }

  Capacity toCapacity() {
    return new Capacity(
        startup,
        slots,
        serviceTime.mean(),
        serviceTime.spread(),
        startupSpread.orElse(0),
        coldStart);
  }

  /// The mean alone, or all keys.
  record Form(Codec mean, Codec spread) implements Codec {
    @Override
    public void write(Object value, JsonSink out) {
      ServiceTime time = (ServiceTime) value;
      if (time.spread().isEmpty()) {
        mean.write(time.mean(), out);
      } else {
        spread.write(Spread.of(time, time.spread().get()), out);
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
