package dev.surgeline.core.scenario;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The platform under one workload, as far as a scenario or a benchmark needs one: it starts
/// replicas that are ready after a while, and drains them. It can be told to misbehave.
public final class Plant {
  /// What it does with an action.
  public enum Mood {
    /// Takes it and does it.
    WORKS,
    /// Takes it, but replicas do not get ready.
    STUCK,
    /// Takes it not.
    REFUSES,
    /// Neither answers nor acts.
    SILENT,
    /// Acts, but its answers are lost.
    MUTE
  }

  private final WorkloadName name;
  private final List<ReplicaStatus> replicas = new ArrayList<>();
  private Duration startup = Duration.ofSeconds(10);
  private Duration drain = Duration.ofSeconds(5);
  private Replicas desired = Replicas.ZERO;
  private Mood mood = Mood.WORKS;
  private String why = "";
  private int readyLeft = Integer.MAX_VALUE;
  private int born;

  public Plant(WorkloadName name) {
    this.name = name;
  }

  public void takes(Duration startupTime, Duration drainTime) {
    startup = startupTime;
    drain = drainTime;
  }

  /// @param stillReady how many more replicas get ready before it is stuck
  public void be(Mood newMood, String reason, int stillReady) {
    mood = newMood;
    why = reason;
    readyLeft = newMood == Mood.STUCK ? stillReady : Integer.MAX_VALUE;
  }

  public void begin(Replicas number, Instant now) {
    desired = number;
    add(number.value(), Phase.READY, now);
  }

  void told(Replicas number) {
    desired = number;
  }

  void forgetReplicas() {
    replicas.clear();
  }

  void add(int count, Phase phase, Instant now) {
    for (int i = 0; i < count; i++) {
      born++;
      var id = new ReplicaId("%s-%05d".formatted(name, born));
      replicas.add(new ReplicaStatus(id, phase, now, now));
    }
  }

  public WorkloadStatus status() {
    return new WorkloadStatus(desired, replicas);
  }

  /// Lets time pass.
  public void advance(Instant now) {
    replicas.removeIf(one -> one.phase() == Phase.DRAINING && passed(one.phaseSince(), drain, now));
    for (int i = 0; i < replicas.size(); i++) {
      ReplicaStatus one = replicas.get(i);
      boolean due = one.phase() == Phase.STARTING && passed(one.startedAt(), startup, now);
      if (due && readyLeft > 0) {
        readyLeft--;
        replicas.set(i, in(Phase.READY, one, one.startedAt().plus(startup)));
      }
    }
  }

  /// Carries an action out, and answers if it does.
  public Optional<Outcome> carryOut(Action.Scale action, Instant now) {
    return switch (mood) {
      case REFUSES -> Optional.of(new Outcome.Refused(why));
      case SILENT -> Optional.empty();
      case WORKS, STUCK -> {
        resize(action.to(), now);
        yield Optional.of(new Outcome.Applied());
      }
      case MUTE -> {
        resize(action.to(), now);
        yield Optional.empty();
      }
    };
  }

  private void resize(Replicas to, Instant now) {
    desired = to;
    replicas.removeIf(one -> one.phase() == Phase.FAILED);
    int surplus = status().staying().value() - to.value();
    add(-surplus, Phase.STARTING, now);
    for (int i = replicas.size() - 1; i >= 0 && surplus > 0; i--) {
      ReplicaStatus one = replicas.get(i);
      if (one.phase() != Phase.DRAINING) {
        replicas.set(i, in(Phase.DRAINING, one, now));
        surplus--;
      }
    }
  }

  private static ReplicaStatus in(Phase phase, ReplicaStatus one, Instant since) {
    return new ReplicaStatus(one.id(), phase, one.startedAt(), since);
  }

  private static boolean passed(Instant since, Duration time, Instant now) {
    return !now.isBefore(since.plus(time));
  }
}
