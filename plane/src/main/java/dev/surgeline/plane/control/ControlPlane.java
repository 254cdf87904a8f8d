package dev.surgeline.plane.control;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.act.ProcessActuator;
import dev.surgeline.plane.act.ProcessLauncher;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLog;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.TextRetention;
import dev.surgeline.plane.audit.text.Retention;
import dev.surgeline.plane.audit.text.Texts;
import dev.surgeline.plane.console.CommandDesk;
import dev.surgeline.plane.console.Picture;
import dev.surgeline.plane.forecast.Foresight;
import dev.surgeline.plane.observe.Observer;
import dev.surgeline.plane.route.GatewayDriver;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A whole control plane over one state directory: put together here, in the order in which it
/// comes up, and taken down in the reverse order.
///
/// The directory holds `journal/`, `audit/` with what is beside it, `replicas.json` (the ledger),
/// `history/` (of the signals that are forecast), `logs/` and `lock`.
public final class ControlPlane implements AutoCloseable {
  /// What a control plane is told from outside.
  ///
  /// @param home what `{home}` in a replica's command stands for
  /// @param directory where it keeps everything
  /// @param gateway where requests arrive, such as `http://127.0.0.1:8080`
  /// @param gatewayAdmin the gateway's admin endpoint
  /// @param gatewayToken the secret that it asks for
  /// @param spool the folder in which what may not wait is kept while the audit log can not be
  ///   written; it is there
  /// @param retention how long texts beside the audit log are kept
  /// @param version of Surgeline
  public record Settings(
      Path home,
      Path directory,
      String gateway,
      URI gatewayAdmin,
      String gatewayToken,
      Path spool,
      Retention retention,
      String version) {}

  private final PlatformSpec spec;
  private final FileChannel lock;
  private final Journal journal;
  private final Recording recording;
  private final ProcessActuator actuator;
  private final Observer observer;
  private final Foresight foresight;
  private final ControlLoop loop;
  private final TextRetention retention;
  private final ObjectiveTally objectives;
  private final Path directory;

  private ControlPlane(
      PlatformSpec spec,
      FileChannel lock,
      Journal journal,
      Recording recording,
      ProcessActuator actuator,
      Observer observer,
      Foresight foresight,
      ControlLoop loop,
      TextRetention retention,
      Path directory) {
    this.spec = spec;
    this.lock = lock;
    this.journal = journal;
    this.recording = recording;
    this.actuator = actuator;
    this.observer = observer;
    this.foresight = foresight;
    this.loop = loop;
    this.retention = retention;
    this.objectives = new ObjectiveTally(spec, loop::note);
    this.directory = directory;
  }

  /// Comes up: recovers the state, adopts replicas, takes up what was under way.
  ///
  /// @throws IOException if the directory can not be used, with a sentence that says why
  public static ControlPlane open(PlatformSpec spec, Settings settings, Consumer<String> said)
      throws IOException {
    return open(spec, settings, InstantSource.system(), said);
  }

  /// As `open`, with a clock of its own on the wall.
  public static ControlPlane open(
      PlatformSpec spec, Settings settings, InstantSource wall, Consumer<String> said)
      throws IOException {
    Path directory = settings.directory();
    Files.createDirectories(directory);
    FileChannel lock = lock(directory.resolve("lock"));
    try {
      return open(spec, settings, wall, lock, said);
    } catch (IOException | RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  private static ControlPlane open(
      PlatformSpec spec,
      Settings settings,
      InstantSource wall,
      FileChannel lock,
      Consumer<String> said)
      throws IOException {
    Path directory = settings.directory();
    Optional<Journal.Recovered> recovered = Journal.recover(directory.resolve("journal"), said);
    LoopClock clock =
        new LoopClock(recovered.map(it -> it.state().now()).orElse(State.INITIAL.now()), wall);
    // Before the next segment of the journal begins: a crash here finds the same steps again.
    Recording recording =
        Recording.open(
            new AuditFolder(directory),
            logName(spec),
            settings.spool(),
            recovered,
            clock.now(),
            said);
    try {
      return open(spec, settings, clock, lock, recovered, recording, said);
    } catch (IOException | RuntimeException failed) {
      recording.close();
      throw failed;
    }
  }

  /// What a platform's audit log calls itself, but for the end that tells two of them apart.
  public static String logName(PlatformSpec spec) {
    return "surgeline/" + spec.platform().name();
  }

  private static ControlPlane open(
      PlatformSpec spec,
      Settings settings,
      LoopClock clock,
      FileChannel lock,
      Optional<Journal.Recovered> recovered,
      Recording recording,
      Consumer<String> said)
      throws IOException {
    Path directory = settings.directory();
    State state = recovered.map(Journal.Recovered::state).orElse(State.INITIAL);
    AuditLog audit = recording.log();
    Texts texts = new AuditFolder(directory).texts();
    Journal journal = Journal.begin(directory.resolve("journal"), state, said);
    audit.append(
        clock.now(),
        new AuditEntry.Started(settings.version(), journal.segment(), recovered.isPresent()));
    configured(spec, state, audit, clock.now());
    GatewayDriver gateway =
        GatewayDriver.of(settings.gatewayAdmin(), settings.gatewayToken(), spec, said);
    ProcessLauncher launcher =
        new ProcessLauncher(settings.home(), directory.resolve("logs"), settings.gateway());
    ProcessActuator actuator =
        ProcessActuator.open(directory.resolve("replicas.json"), spec, launcher, gateway, said);
    Observer observer = new Observer(spec, actuator, gateway);
    Foresight foresight = Foresight.open(directory.resolve("history"), spec, said);
    ControlLoop loop =
        new ControlLoop(
            state, clock, journal, audit, Optional.of(recording.spool()), texts, actuator, said);
    respecify(spec, clock, loop);
    loop.resume();
    TextRetention retention =
        new TextRetention(texts, settings.retention(), audit, clock::now, said);
    retention.start();
    return new ControlPlane(
        spec, lock, journal, recording, actuator, observer, foresight, loop, retention, directory);
  }

  /// On the log before any replica is touched: those of a workload that is not declared any more
  /// are let go.
  private static void configured(PlatformSpec spec, State state, AuditLog audit, Instant now)
      throws IOException {
    String version = Digests.version(spec);
    if (state.specVersion().equals(version)) {
      return;
    }
    Set<WorkloadName> removed = new TreeSet<>();
    state.spec().ifPresent(before -> removed.addAll(before.workloads().keySet()));
    removed.removeAll(spec.workloads().keySet());
    audit.append(now, new AuditEntry.Configured(version, Digests.of(spec), List.copyOf(removed)));
  }

  private static void respecify(PlatformSpec spec, LoopClock clock, ControlLoop loop)
      throws IOException {
    String version = Digests.version(spec);
    boolean known = loop.state().specVersion().equals(version);
    if (!known && loop.accept(new Input.Respecified(clock.now(), spec, version)).isEmpty()) {
      throw new IOException("the journal can not be written");
    }
  }

  /// One control plane to a directory: two would start everything twice.
  private static FileChannel lock(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            AppendOnlyFile.OWNER_ALONE);
    Optional<FileLock> held;
    try {
      held = Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException sameProcess) {
      held = Optional.empty();
    }
    if (held.isEmpty()) {
      channel.close();
      throw new IOException(
          "another control plane runs on "
              + path.getParent()
              + "; two on one directory are refused");
    }
    return channel;
  }

  /// Who takes people's commands.
  public CommandDesk.Loop commands() {
    return loop;
  }

  /// A picture with what people should know of the audit log now.
  public Picture on(Picture picture) {
    return alarm().on(picture);
  }

  /// The same in the Prometheus text format.
  public String metrics() {
    return alarm().metrics();
  }

  private RecordAlarm alarm() {
    return new RecordAlarm(loop.unwritableSince(), recording.spool().standing());
  }

  /// Puts what came of the rules of a pack on the audit log; answered when it is there.
  public CompletableFuture<Answer> note(AuditEntry.Assessed entry) {
    return loop.note(entry);
  }

  /// Ticks until `stop`.
  public void run(Consumer<ControlLoop.Ticked> shown) throws IOException {
    run(Optional::empty, shown);
  }

  /// The same, looking at the rules of access before each tick.
  ///
  /// @param access why they do not hold; absent: they do
  /// @throws IOException if the audit log's key can not be read
  public void run(Supplier<Optional<String>> access, Consumer<ControlLoop.Ticked> shown)
      throws IOException {
    LogFolder published = new AuditFolder(directory).log();
    VerifierKey key = published.key().orElseThrow(() -> new IOException("the log has no key"));
    loop.run(
        new AssuranceWatch(spec, published, key, access)::look,
        this::tick,
        spec.platform().interval(),
        shown);
  }

  private Input.Tick tick(Instant now) {
    SortedMap<WorkloadName, Observation> observations = observer.observe(now);
    objectives.see(now, observations);
    return new Input.Tick(now, observations, foresight.at(now, observations));
  }

  /// Ends `run` after the tick under way, and waits for that as long as `patience` at most.
  public void stop(Duration patience) throws InterruptedException {
    loop.stop(patience);
  }

  /// Requests of a workload that failed, as the gateway counts them.
  public long failed(WorkloadName workload) {
    return observer.failed(workload);
  }

  /// Drains and stops every replica.
  public void stopReplicas(Duration patience) {
    actuator.stopAll(patience);
  }

  /// Goes down; replicas and gateway go on.
  @Override
  public void close() throws IOException {
    try (lock;
        journal;
        recording;
        retention) {
      foresight.close();
      actuator.close();
      // The next run, perhaps of another version, has no need to evaluate anything again.
      journal.end(loop.state());
      for (AuditEntry rest : objectives.end()) {
        recording.log().append(loop.state().now(), rest);
      }
      recording.log().append(loop.state().now(), new AuditEntry.Stopped());
    }
  }
}
