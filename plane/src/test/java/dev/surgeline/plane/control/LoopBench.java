package dev.surgeline.plane.control;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.State;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.act.Actuator;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLog;
import dev.surgeline.plane.audit.spool.Spool;
import dev.surgeline.plane.audit.text.Texts;
import dev.surgeline.plane.fixture.Hospital;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A control loop between ports in memory, with its journal on the disk. What happens is written
/// down in the order in which it happens.
final class LoopBench implements AutoCloseable {
  /// One line each: `audit INTENT 0->2`, `apply 0->2`, `audit OUTCOME Succeeded`, and so on.
  final List<String> course = new ArrayList<>();

  final List<String> said = new ArrayList<>();
  final List<AuditEntry> audited = new ArrayList<>();
  final Path folder;
  final Texts texts;
  boolean auditFails;
  Optional<Spool> spool = Optional.empty();

  /// A log that takes what this one takes.
  Optional<AuditLog> onDisk = Optional.empty();

  int desired;
  int ready;

  /// The time of the ticks runs ahead of the clock's, by which answers are dated.
  Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  Journal journal;
  ControlLoop loop;

  /// What to do when an action is applied, beside counting it.
  Runnable onApply = () -> {};

  private final AuditLog audit =
      new AuditLog() {
        @Override
        public void ready() throws IOException {
          if (onDisk.isPresent()) {
            onDisk.get().ready();
          }
        }

        @Override
        public long append(List<Dated> entries) throws IOException {
          if (auditFails) {
            throw new IOException("no space for the audit log");
          }
          if (onDisk.isPresent()) {
            onDisk.get().append(entries);
          }
          long first = audited.size();
          for (Dated one : entries) {
            audited.add(one.entry());
            course.add("audit " + text(one.entry()));
          }
          return first;
        }

        @Override
        public void close() {}
      };

  private final Actuator actuator =
      new Actuator() {
        @Override
        public Outcome apply(Action action) {
          Action.Scale scale = scale(action);
          course.add("apply " + scale.from() + "->" + scale.to());
          onApply.run();
          desired = scale.to().value();
          return new Outcome.Applied();
        }

        @Override
        public Optional<WorkloadStatus> status(WorkloadName workload) {
          return Optional.empty();
        }
      };

  LoopBench(Path folder) throws IOException {
    this(folder, Hospital.documents());
  }

  LoopBench(Path folder, String documents) throws IOException {
    this.folder = folder;
    this.texts = new Texts(folder.resolveSibling("texts"));
    start();
    var spec = Hospital.spec(documents);
    loop.accept(new Input.Respecified(now, spec, Digests.version(spec)));
  }

  /// As a new process does, with what is on the disk.
  void start() throws IOException {
    var recovered = Journal.recover(folder, said::add);
    State state = recovered.map(Journal.Recovered::state).orElse(State.INITIAL);
    journal = Journal.begin(folder, state, said::add);
    loop =
        new ControlLoop(
            state, new LoopClock(state.now()), journal, audit, spool, texts, actuator, said::add);
  }

  /// A second later, with this load.
  Optional<Evaluation> tick(double load) {
    now = now.plusSeconds(1);
    return loop.accept(Input.Tick.of(now, Hospital.seen(now, desired, ready, load)));
  }

  private static Action.Scale scale(Action action) {
    return switch (action) {
      case Action.Scale scale -> scale;
    };
  }

  private static String text(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.Intent intent -> {
        Action.Scale scale = scale(intent.action());
        yield "INTENT " + scale.from() + "->" + scale.to();
      }
      case AuditEntry.Outcome(var execution) ->
          "OUTCOME " + execution.stage().getClass().getSimpleName();
      case AuditEntry.Alerted _ -> "ALERT";
      case AuditEntry.Configured _,
          AuditEntry.Started _,
          AuditEntry.Stopped _,
          AuditEntry.Commanded _,
          AuditEntry.EmergencyTurned _,
          AuditEntry.ApprovalTurned _,
          AuditEntry.Experimented _,
          AuditEntry.Upkeep _,
          AuditEntry.Accessed _,
          AuditEntry.LogReviewed _ ->
          entry.getClass().getSimpleName();
    };
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
