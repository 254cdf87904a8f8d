package dev.surgeline.lab.scenario;

import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.lab.plant.Fault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/// Something that goes wrong, or that a person does, at a time from the beginning of what is
/// counted. In a file its kind stands under `type`: `{type: crash, at: 10m, share: 0.5}`.
public sealed interface Happening
    permits Happening.SlowService,
        Happening.SlowStart,
        Happening.NoStarts,
        Happening.Crash,
        Happening.WrongSignals,
        Happening.Unobserved,
        Happening.Scale,
        Happening.Emergency,
        Happening.Approve,
        RegionLoss {
  /// When.
  Duration at();

  /// To which workload; absent: to all of them.
  Optional<WorkloadName> workload();

  /// How long it lasts; nothing, where it is over at once.
  default Duration duration() {
    return Duration.ZERO;
  }

  /// What it is called on a chart.
  String words();

  /// As a fault of the plant or of what is seen of it; absent: it is none of these.
  ///
  /// @param origin nanoseconds from the beginning of the run to that of what is counted
  default Optional<Fault> fault(long origin) {
    return Optional.empty();
  }

  /// Requests take longer.
  ///
  /// @param share of the requests; absent: all of them
  record SlowService(
      Duration at,
      Duration lasts,
      Optional<WorkloadName> workload,
      double times,
      OptionalDouble share)
      implements Happening {
    public SlowService {
      Rules.requireTime("at", at);
      Rules.requireTime("lasts", lasts);
      new Fault.SlowService(0, 0, times, share.orElse(1));
    }

    @Override
    public Duration duration() {
      return lasts;
    }

    @Override
    public String words() {
      return "service " + Figures.of(times) + " times as slow";
    }

    @Override
    public Optional<Fault> fault(long origin) {
      long from = origin + at.toNanos();
      return Optional.of(
          new Fault.SlowService(from, from + lasts.toNanos(), times, share.orElse(1)));
    }
  }

  /// Replicas take longer to start.
  record SlowStart(Duration at, Duration lasts, Optional<WorkloadName> workload, double times)
      implements Happening {
    public SlowStart {
      Rules.requireTime("at", at);
      Rules.requireTime("lasts", lasts);
      new Fault.SlowStart(0, 0, times);
    }

    @Override
    public Duration duration() {
      return lasts;
    }

    @Override
    public String words() {
      return "starts " + Figures.of(times) + " times as slow";
    }

    @Override
    public Optional<Fault> fault(long origin) {
      long from = origin + at.toNanos();
      return Optional.of(new Fault.SlowStart(from, from + lasts.toNanos(), times));
    }
  }

  /// No replica comes to serve.
  record NoStarts(Duration at, Duration lasts, Optional<WorkloadName> workload)
      implements Happening {
    public NoStarts {
      Rules.requireTime("at", at);
      Rules.requireTime("lasts", lasts);
    }

    @Override
    public Duration duration() {
      return lasts;
    }

    @Override
    public String words() {
      return "no replica starts";
    }

    @Override
    public Optional<Fault> fault(long origin) {
      long from = origin + at.toNanos();
      return Optional.of(new Fault.NoStarts(from, from + lasts.toNanos()));
    }
  }

  /// Replicas go down; the platform starts as many again.
  ///
  /// @param share of those there are
  /// @param replicas so many
  record Crash(
      Duration at, Optional<WorkloadName> workload, OptionalDouble share, OptionalInt replicas)
      implements Happening {
    public Crash {
      Rules.requireTime("at", at);
      Rules.require(
          share.isPresent() != replicas.isPresent(), "a crash has one of share and replicas");
      new Fault.Crash(0, share.orElse(0), replicas.orElse(0));
    }

    @Override
    public String words() {
      return share.isPresent()
          ? Math.round(100 * share.getAsDouble()) + "% of the replicas crash"
          : replicas.orElse(0) + " replicas crash";
    }

    @Override
    public Optional<Fault> fault(long origin) {
      return Optional.of(
          new Fault.Crash(origin + at.toNanos(), share.orElse(0), replicas.orElse(0)));
    }
  }

  /// What is wrong with signals that are seen.
  ///
  /// @param signals which; absent: all of them
  /// @param how what is wrong with them
  record WrongSignals(
      Duration at,
      Duration lasts,
      Optional<WorkloadName> workload,
      Optional<SortedSet<SignalName>> signals,
      How how)
      implements Happening {
    public WrongSignals {
      Rules.requireTime("at", at);
      Rules.requireTime("lasts", lasts);
    }

    /// What is wrong, one key: `{lost: true}`, `{frozen: true}`, `{times: 60}`, `{late: 2m}`,
    /// `{noise: 0.3}`.
    public record How(
        Optional<Boolean> lost,
        Optional<Boolean> frozen,
        OptionalDouble times,
        Optional<Duration> late,
        OptionalDouble noise) {
      public How {
        int said =
            (lost.isPresent() ? 1 : 0)
                + (frozen.isPresent() ? 1 : 0)
                + (times.isPresent() ? 1 : 0)
                + (late.isPresent() ? 1 : 0)
                + (noise.isPresent() ? 1 : 0);
        Rules.require(said == 1, "how has one key: lost, frozen, times, late or noise");
        Rules.require(lost.orElse(true) && frozen.orElse(true), "lost and frozen are true");
        late.ifPresent(by -> Rules.requireTime("late", by));
        wrong(lost, frozen, times, late, noise);
      }

      private static Fault.How wrong(
          Optional<Boolean> lost,
          Optional<Boolean> frozen,
          OptionalDouble times,
          Optional<Duration> late,
          OptionalDouble noise) {
        if (lost.isPresent()) {
          return new Fault.How.Lost();
        }
        if (frozen.isPresent()) {
          return new Fault.How.Frozen();
        }
        if (times.isPresent()) {
          return new Fault.How.Times(times.getAsDouble());
        }
        return late.isPresent()
            ? new Fault.How.Late(late.get().toNanos())
            : new Fault.How.Noisy(noise.orElse(0));
      }

      Fault.How toFault() {
        return wrong(lost, frozen, times, late, noise);
      }

      String words() {
        return switch (toFault()) {
          case Fault.How.Lost _ -> "lost";
          case Fault.How.Frozen _ -> "frozen";
          case Fault.How.Times(double factor) -> Figures.of(factor) + " times themselves";
          case Fault.How.Late _ -> "late";
          case Fault.How.Noisy _ -> "noisy";
        };
      }
    }

    @Override
    public Duration duration() {
      return lasts;
    }

    @Override
    public String words() {
      return signals.map(some -> some + " ").orElse("signals ") + how.words();
    }

    @Override
    public Optional<Fault> fault(long origin) {
      long from = origin + at.toNanos();
      return Optional.of(
          new Fault.Unseen(
              from, from + lasts.toNanos(), signals.orElseGet(TreeSet::new), how.toFault()));
    }
  }

  /// Nothing at all is seen of the workload, not even its replicas.
  record Unobserved(Duration at, Duration lasts, Optional<WorkloadName> workload)
      implements Happening {
    public Unobserved {
      Rules.requireTime("at", at);
      Rules.requireTime("lasts", lasts);
    }

    @Override
    public Duration duration() {
      return lasts;
    }

    @Override
    public String words() {
      return "not observed";
    }
  }

  /// A person sets a size behind our back, as with `kubectl scale`.
  record Scale(Duration at, Optional<WorkloadName> workload, Replicas to) implements Happening {
    public Scale {
      Rules.requireTime("at", at);
    }

    @Override
    public String words() {
      return "a person scales to " + to;
    }
  }

  /// A person breaks the glass: `surge emergency`.
  ///
  /// @param atLeast how many replicas each workload shall have; absent: nothing is said
  record Emergency(
      Duration at,
      Duration lasts,
      Optional<WorkloadName> workload,
      Actor by,
      String reason,
      Optional<Replicas> atLeast)
      implements Happening {
    public Emergency {
      Rules.requireTime("at", at);
      Rules.requireText("reason", reason, 200);
      Rules.require(
          lasts.compareTo(dev.surgeline.core.decide.Emergency.SHORTEST) >= 0
              && lasts.compareTo(dev.surgeline.core.decide.Emergency.LONGEST) <= 0,
          "break-glass lasts 1m to 8h");
    }

    @Override
    public Duration duration() {
      return lasts;
    }

    @Override
    public String words() {
      return "break-glass";
    }
  }

  /// A person agrees to what waits for it.
  record Approve(Duration at, Optional<WorkloadName> workload, Actor by) implements Happening {
    public Approve {
      Rules.requireTime("at", at);
    }

    @Override
    public String words() {
      return by + " approves";
    }
  }
}
