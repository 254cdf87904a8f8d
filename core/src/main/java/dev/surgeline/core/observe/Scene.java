package dev.surgeline.core.observe;

import dev.surgeline.core.platform.Replicas;
import java.util.ArrayList;
import java.util.List;

/// What the rest of a workload was like when something odd began with one of its signals: the
/// witnesses of what it is.
///
/// @param replicas how many its actuator was told to keep
/// @param witnesses its other signals
public record Scene(Replicas replicas, List<Witness> witnesses) {
  /// Twice as much can not be the noise of one interval.
  private static final double ROSE = 2;

  /// Demand that fell to nothing leaves less than this of the others.
  private static final double STAYED = 0.5;

  private static final double MOVED = 1.5;

  /// Another signal.
  ///
  /// @param level of its last good value
  /// @param highest its highest level lately
  public record Witness(SignalName name, double level, double highest) {}

  public Scene {
    witnesses = List.copyOf(witnesses);
  }

  /// As remembered of the workload before a tick.
  ///
  /// @param odd the signal that is to be judged
  static Scene of(SignalName odd, GateMemory memory, WorkloadStatus status) {
    List<Witness> witnesses = new ArrayList<>();
    for (SignalMemory one : memory.signals()) {
      if (!one.name().equals(odd)) {
        witnesses.add(new Witness(one.name(), one.level(), one.habit().highest()));
      }
    }
    return new Scene(status.desired(), witnesses);
  }

  /// Whether another signal says as well that there is more than ever. One that jumped itself is no
  /// witness: what broke both may be the same.
  boolean rose(Observation now, double jump) {
    for (Witness one : witnesses) {
      double level = level(one, now);
      boolean credible = level <= jump * Math.max(one.level(), one.highest());
      if (level > 0 && credible && level >= ROSE * one.level() && level >= one.highest()) {
        return true;
      }
    }
    return false;
  }

  /// Whether there are other signals, and none of them rose.
  boolean deniesRise(Observation now) {
    boolean heard = false;
    for (Witness one : witnesses) {
      double level = level(one, now);
      if (level > 0 && one.level() > 0) {
        heard = true;
        if (level >= ROSE * one.level()) {
          return false;
        }
      }
    }
    return heard;
  }

  /// Whether another signal that goes with demand is where it was.
  boolean deniesFall(Observation now) {
    for (Witness one : witnesses) {
      boolean demand = !one.name().equals(SignalName.OBJECTIVE_LATENCY);
      if (demand && one.level() > 0 && level(one, now) >= STAYED * one.level()) {
        return true;
      }
    }
    return false;
  }

  /// Whether anything else moved.
  boolean moved(Observation now) {
    if (!now.status().desired().equals(replicas)) {
      return true;
    }
    for (Witness one : witnesses) {
      double level = level(one, now);
      boolean both = level > 0 && one.level() > 0;
      if (both && (level > MOVED * one.level() || one.level() > MOVED * level)) {
        return true;
      }
    }
    return false;
  }

  /// Zero when it is not known now.
  private static double level(Witness witness, Observation now) {
    return now.signal(witness.name()) instanceof Signal.Known(var measure, _)
        ? Levels.of(measure)
        : 0;
  }
}
