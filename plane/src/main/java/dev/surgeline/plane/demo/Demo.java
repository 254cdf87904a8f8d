package dev.surgeline.plane.demo;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.act.ProcessActuator;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.console.Picture;
import dev.surgeline.wire.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The whole loop, live: gateway, control plane, sample hospital and load as processes of their
/// own.
///
/// A control plane that dies is started again, as its supervisor would; everything else that fails
/// ends the demo with a sentence. Whatever happens, nothing is left running.
public final class Demo {
  private static final Duration START_PATIENCE = Duration.ofSeconds(30);

  private final Machine machine;
  private final Story story;
  private final Duration patience;
  private final Progress progress;
  private final PlatformSpec spec;
  private final long started = System.nanoTime();
  private volatile Optional<Child> gateway = Optional.empty();
  private volatile Optional<Child> plane = Optional.empty();
  private volatile Optional<Child> load = Optional.empty();
  private Optional<PictureClient> pictures = Optional.empty();
  private String gatewayUrl = "";
  private String gatewayAdmin = "";
  private int restarts;
  private volatile boolean stopping;

  /// @param machine where everything is and goes
  /// @param patience how long the platform may take to come up
  public Demo(Machine machine, Story story, Duration patience, Progress progress) {
    this.machine = machine;
    this.story = story;
    this.patience = patience;
    this.progress = progress;
    this.spec = Documents.readPlatform(List.of(machine.documents()), Instant.now());
  }

  /// Brings the platform up, until every workload has the replicas it needs at least.
  public void start() throws IOException, InterruptedException {
    machine.prepare();
    progress.say("starting the gateway");
    startGateway();
    progress.say("starting the control plane, which starts the hospital's replicas");
    startPlane();
    awaitReady();
  }

  private void startGateway() throws IOException, InterruptedException {
    Child child =
        launch("gateway", machine.gatewayCommand(), started -> gateway = Optional.of(started));
    String[] words = child.expect("listening ", START_PATIENCE).split(" ");
    gatewayUrl = "http://" + words[1];
    gatewayAdmin = "http://" + words[3];
  }

  private void startPlane() throws IOException, InterruptedException {
    List<String> command = machine.planeCommand(gatewayUrl, gatewayAdmin);
    Child child = launch("control-plane", command, started -> plane = Optional.of(started));
    String url = child.expect("dashboard ", START_PATIENCE).split(" ")[1];
    pictures = Optional.of(new PictureClient(url));
  }

  /// Nothing is started once the demo is being stopped, and what is started is known to whoever
  /// stops it.
  private synchronized Child launch(String name, List<String> command, Consumer<Child> kept)
      throws IOException {
    if (stopping) {
      throw new DemoFailure("stopped");
    }
    Child child = Child.start(name, command, machine.directory());
    kept.accept(child);
    return child;
  }

  private void awaitReady() throws InterruptedException {
    Instant deadline = Instant.now().plus(patience);
    while (Instant.now().isBefore(deadline)) {
      requireAlive();
      Optional<Picture> picture = picture();
      if (picture.isPresent() && ready(picture.get())) {
        return;
      }
      Thread.sleep(200);
    }
    throw new DemoFailure(machine.unready(patience, picture()));
  }

  private static boolean ready(Picture picture) {
    return picture.workloads().stream()
        .allMatch(workload -> workload.ready() >= Math.max(1, workload.min()));
  }

  private Optional<Picture> picture() {
    return pictures.flatMap(PictureClient::get);
  }

  private void requireAlive() {
    if (plane.isPresent() && !plane.get().alive()) {
      throw new DemoFailure(plane.get().end());
    }
    requireGateway();
  }

  private void requireGateway() {
    if (gateway.isPresent() && !gateway.get().alive()) {
      throw new DemoFailure(gateway.get().end());
    }
  }

  /// The control plane's process, for whoever wants to kill it.
  public Optional<ProcessHandle> controlPlane() {
    return plane.map(Child::handle);
  }

  public String dashboard() {
    return pictures.map(PictureClient::url).orElse("");
  }

  public String gatewayUrl() {
    return gatewayUrl;
  }

  /// Replays the trace with its surge, and adds up the scorecard.
  public Scorecard play() throws IOException, InterruptedException {
    List<String> command = machine.loadCommand(story, spec, gatewayUrl);
    Child child = launch("load", command, started -> load = Optional.of(started));
    progress.say("replaying a day of requests in " + story.length().toSeconds() + " s");
    long begun = System.nanoTime();
    Watch watch = new Watch(begun);
    String last = "";
    while (child.alive() || !last.contains("\"final\"")) {
      Optional<String> line = child.line(Duration.ofMillis(500));
      last = line.orElse(last);
      keepPlane();
      requireGateway();
      picture().ifPresent(seen -> watch.see(seen, System.nanoTime()));
      long now = System.nanoTime();
      progress.show(story, Duration.ofNanos(now - begun), watch.last(), watch.silence(now));
      if (line.isEmpty() && !child.alive() && !last.contains("\"final\"")) {
        throw new DemoFailure(child.end());
      }
    }
    progress.wipe();
    return scorecard(LoadReport.read(last), watch, Duration.ofNanos(System.nanoTime() - begun));
  }

  private void keepPlane() throws IOException, InterruptedException {
    if (plane.isEmpty() || plane.get().alive() || stopping) {
      return;
    }
    restarts++;
    if (restarts > 5) {
      requireAlive();
    }
    progress.say("the control plane ended with " + plane.get().exitCode() + "; starting it again");
    startPlane();
  }

  private Scorecard scorecard(LoadReport report, Watch watch, Duration played) throws IOException {
    List<Scorecard.Row> rows = new ArrayList<>();
    double staticPeak = 0;
    for (var entry : report.streams().entrySet()) {
      LoadReport.Stream stream = entry.getValue();
      Watch.Sum sum = watch.workloads().getOrDefault(entry.getKey(), new Watch.Sum());
      double quantile = objective(entry.getKey()).quantile();
      staticPeak += sum.peak * played.toMillis() / 3.6e6;
      rows.add(
          new Scorecard.Row(
              entry.getKey(),
              stream.requests(),
              stream.failed(),
              stream.p50Millis(),
              stream.p95Millis(),
              stream.p99Millis(),
              quantile,
              stream.objectiveMillis(),
              stream.violationSeconds(quantile),
              sum.peak,
              sum.course.toString()));
    }
    var summary =
        new Scorecard.Summary(
            report.requests(),
            report.failed(),
            report.p50Millis(),
            report.p95Millis(),
            report.p99Millis(),
            rows.stream().mapToLong(Scorecard.Row::violationSeconds).sum(),
            watch.peak(),
            watch.replicaSeconds() / 3600,
            decisions(),
            machine.audit().log().where(),
            Duration.ofNanos(System.nanoTime() - started).toMillis() / 1e3);
    return new Scorecard(summary, staticPeak, rows);
  }

  private Slo.Latency objective(String workload) {
    return Optional.ofNullable(spec.workloads().get(new WorkloadName(workload)))
        .flatMap(declared -> declared.workload().slo().latency())
        .orElseThrow(() -> new DemoFailure(workload + " has no latency objective"));
  }

  private long decisions() throws IOException {
    return AuditReader.read(machine.audit().log()).stream()
        .filter(line -> line.entry() instanceof AuditEntry.Intent)
        .count();
  }

  /// Stops everything in order: load first, then the control plane with its replicas, then the
  /// gateway. Safe to call at any moment, and more than once.
  public void stop() {
    stopping = true;
    stopAll(
        "stopping the load, the control plane with its replicas, the gateway",
        Duration.ofSeconds(5),
        Duration.ofSeconds(45),
        Duration.ofSeconds(20));
  }

  /// As `stop`, when the demo failed: nobody waits for its answers any more, so what does not end
  /// within seconds is killed.
  public void abandon() {
    stopping = true;
    stopAll(
        "the demo failed: stopping the load, the control plane with its replicas, the gateway;"
            + " what has not ended in a few seconds is killed",
        Duration.ofSeconds(1),
        Duration.ofSeconds(4),
        Duration.ofSeconds(3));
  }

  private synchronized void stopAll(
      String what, Duration forLoad, Duration forPlane, Duration forGateway) {
    if (gateway.isPresent()) {
      progress.say(what);
    }
    load.ifPresent(child -> child.stop(forLoad));
    plane.ifPresent(child -> child.stop(forPlane));
    gateway.ifPresent(child -> child.stop(forGateway));
    ProcessActuator.endStrays(machine.state().resolve("replicas.json"));
    load = Optional.empty();
    plane = Optional.empty();
    gateway = Optional.empty();
  }

  /// Whether somebody asked it to stop.
  public boolean stopping() {
    return stopping;
  }

  /// Whether the platform is still whole; for `--keep`.
  public boolean alive() {
    return plane.filter(Child::alive).isPresent() && gateway.filter(Child::alive).isPresent();
  }

  /// The documents that the demo runs.
  public static Path documents(Path home) {
    return home.resolve("sample/platform.yaml");
  }

  static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new DemoFailure(file + " is missing: build first, with ./surge");
    }
  }
}
