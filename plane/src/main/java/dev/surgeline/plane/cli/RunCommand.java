package dev.surgeline.plane.cli;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.index.IndexOnDemand;
import dev.surgeline.plane.audit.index.IndexPlace;
import dev.surgeline.plane.audit.text.Retention;
import dev.surgeline.plane.console.AccessLog;
import dev.surgeline.plane.console.AuditDesk;
import dev.surgeline.plane.console.CommandDesk;
import dev.surgeline.plane.console.Dashboard;
import dev.surgeline.plane.console.Staff;
import dev.surgeline.plane.control.ControlPlane;
import dev.surgeline.plane.control.OffsetClock;
import dev.surgeline.plane.control.PictureMaker;
import dev.surgeline.plane.evidence.AccessRules;
import dev.surgeline.wire.Documents;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge run`: the control plane, until it is asked to stop.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    header = "Runs the control plane over your documents, until stopped.",
    description = {
      "",
      "The gateway must run already; see docs/operate. What an earlier run left, its replicas",
      "included, is taken up again from the state directory."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped because the process that owned it ended",
      "130:stopped as asked, by Ctrl-C",
      "143:stopped as asked, by SIGTERM (systemd: SuccessExitStatus=143)",
      "2:wrong usage or input",
      "3:a fault"
    })
final class RunCommand implements Callable<Integer> {
  private static final int TOKEN_BYTES = 4096;
  private static final Duration LOOP_PATIENCE = Duration.ofSeconds(5);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);

  /// What becomes of the replicas when the control plane is stopped.
  enum OnExit {
    /// They go on serving, and the next run adopts them.
    LEAVE,
    /// They are drained and stopped.
    STOP
  }

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "documents: a file or a directory; may be given more than once")
  List<Path> files;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = "run/state",
      description = "where journal, audit log and ledger are kept (default: ${DEFAULT-VALUE})")
  Path state;

  @Option(
      names = "--gateway",
      paramLabel = "URL",
      required = true,
      description = "where requests arrive, such as http://127.0.0.1:8080")
  String gateway;

  @Option(
      names = "--gateway-admin",
      paramLabel = "URL",
      required = true,
      description = "the gateway's admin endpoint, such as http://127.0.0.1:8081")
  String gatewayAdmin;

  @Option(
      names = "--gateway-token-file",
      paramLabel = "FILE",
      required = true,
      description = "the file that holds the gateway's admin token")
  Path gatewayToken;

  @Option(
      names = "--dashboard-port",
      paramLabel = "PORT",
      defaultValue = "7170",
      description = "the dashboard's port on 127.0.0.1; 0: any (default: ${DEFAULT-VALUE})")
  int dashboardPort;

  @Option(
      names = "--people",
      paramLabel = "FILE",
      description = {
        "who may command it: a list of subjects, their roles and token files, as docs/operate",
        "describes; nobody when not given"
      })
  Optional<Path> people;

  @Mixin VouchingOption vouchers = new VouchingOption();

  @Mixin AuditKeyOption auditKey = new AuditKeyOption();

  @Mixin SpoolOption spool = new SpoolOption();

  @Mixin EvidenceRun evidence = new EvidenceRun();

  @Option(
      names = "--keep-texts",
      paramLabel = "KIND=DAYS",
      split = ",",
      description = {
        "how long what people typed is kept beside the audit log; may be given more than once",
        "(default: emergency-reason=2192,emergency-review=2192,log-review=2192,decision=2192,",
        "experiment-title=400). The log's entries are kept for good"
      })
  List<String> keepTexts = List.of();

  @Option(
      names = "--audit-index-url-file",
      paramLabel = "FILE",
      description = {
        "a file with one line, the JDBC URL of a PostgreSQL that keeps the index of the audit log;",
        "in audit.index, a file of the state directory (SQLite), when not given"
      })
  Optional<Path> auditIndex;

  @Option(
      names = "--test-clock",
      paramLabel = "FILE",
      hidden = true,
      description = "for tests alone: the wall clock is off by what FILE says, such as -PT2H")
  Optional<Path> testClock;

  @Option(
      names = "--on-exit",
      paramLabel = "WHAT",
      defaultValue = "leave",
      description = {
        "what becomes of the replicas when the control plane is stopped:",
        "  leave: they serve on, and the next run adopts them (default)",
        "  stop: they are drained and stopped"
      })
  OnExit onExit;

  private volatile Optional<ControlPlane> running = Optional.empty();
  private Optional<Vouching> vouching = Optional.empty();
  private final AccessLog access = new AccessLog(this::commands);
  private boolean stopped;
  private volatile boolean orphaned;

  @Override
  public Integer call() throws IOException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    Lifeline.parse(Optional.ofNullable(System.getenv(Lifeline.VARIABLE)))
        .ifPresent(owner -> owner.watch(this::ownerGone));
    InstantSource wall =
        testClock.<InstantSource>map(OffsetClock::new).orElse(InstantSource.system());
    PlatformSpec spec = Documents.readPlatform(files, wall.instant());
    requireHttp("--gateway", gateway);
    requireHttp("--gateway-admin", gatewayAdmin);
    var settings =
        new ControlPlane.Settings(
            home(),
            state,
            gateway,
            URI.create(gatewayAdmin),
            token(),
            spool.in(state),
            retention(),
            Surge.version());
    VouchingOption.Chosen vouch = vouchers.read(new AuditFolder(state));
    auditKey.token();
    evidence.prepare();
    StateFolder.prepare(state);
    auditKey.prepare(new AuditFolder(state), ControlPlane.logName(spec));
    try (Dashboard dashboard = dashboard();
        EvidenceRun checking = evidence) {
      ControlPlane plane = open(spec, settings, wall);
      Vouching outside = vouch(vouch, wall);
      checking.start(spec, state, people, plane, wall, RunCommand::say);
      PictureMaker pictures = new PictureMaker(spec, plane::failed);
      System.out.println("dashboard http://127.0.0.1:" + dashboard.port() + "/");
      System.out.flush();
      plane.run(
          new AccessRules(spec, people),
          ticked -> dashboard.publish(outside.on(checking.on(plane.on(pictures.picture(ticked))))));
      // Only a stop ends the loop; the process ends when the stopper is done.
      park();
    }
    return Exit.DONE;
  }

  private Retention retention() {
    try {
      return Retention.parse(keepTexts);
    } catch (IllegalArgumentException wrong) {
      throw new WrongInput("--keep-texts: " + wrong.getMessage());
    }
  }

  private static void requireHttp(String option, String text) {
    boolean http;
    try {
      URI url = new URI(text);
      http = "http".equals(url.getScheme()) && Optional.ofNullable(url.getHost()).isPresent();
    } catch (URISyntaxException _) {
      http = false;
    }
    if (!http) {
      throw new WrongInput(option + " is a URL such as http://127.0.0.1:8081, not " + text);
    }
  }

  /// The gateway's secret: what an HTTP header can carry.
  private String token() throws IOException {
    if (Files.isDirectory(gatewayToken)) {
      throw new WrongInput(
          gatewayToken + " is a folder; --gateway-token-file names the file with the token");
    }
    if (Files.exists(gatewayToken) && !Files.isReadable(gatewayToken)) {
      throw new WrongInput(gatewayToken + ": this user has no right to read it");
    }
    if (Files.size(gatewayToken) > TOKEN_BYTES) {
      throw new WrongInput(gatewayToken + ": a token has at most " + TOKEN_BYTES + " bytes");
    }
    String token = Files.readString(gatewayToken, StandardCharsets.ISO_8859_1).strip();
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new WrongInput(
          gatewayToken + ": a token is one word of visible ASCII characters, and this is none");
    }
    return token;
  }

  private Dashboard dashboard() {
    try {
      Optional<Staff> staff =
          people.isPresent() ? Optional.of(Staff.read(people.get())) : Optional.empty();
      AuditFolder audit = new AuditFolder(state);
      LogFolder log = audit.log();
      IndexOnDemand index = new IndexOnDemand(indexPlace(), log, RunCommand::say);
      return Dashboard.start(
          "127.0.0.1",
          dashboardPort,
          Optional.empty(),
          new Dashboard.Beside(
              staff.map(one -> new CommandDesk(one, this::commands, log, audit.texts(), access)),
              Optional.of(log),
              Optional.of(access),
              evidence.texts(() -> running.map(ControlPlane::metrics)),
              staff.map(one -> new AuditDesk(one, index::get, access, Surge.version()))));
    } catch (IllegalArgumentException | IOException refused) {
      throw new WrongInput(Surge.sentence(refused));
    }
  }

  private IndexPlace indexPlace() throws IOException {
    return auditIndex.isPresent()
        ? IndexPlace.named(auditIndex.get())
        : IndexPlace.sqlite(new AuditFolder(state).index());
  }

  private Optional<CommandDesk.Loop> commands() {
    return running.map(ControlPlane::commands);
  }

  /// Whoever stops it while it comes up waits until it is up: it starts replicas before that.
  private synchronized ControlPlane open(
      PlatformSpec spec, ControlPlane.Settings settings, InstantSource wall) throws IOException {
    if (stopped) {
      throw new IOException("stopped before it was up");
    }
    ControlPlane plane = ControlPlane.open(spec, settings, wall, RunCommand::say);
    running = Optional.of(plane);
    access.start();
    return plane;
  }

  private synchronized Vouching vouch(VouchingOption.Chosen chosen, InstantSource wall)
      throws IOException {
    Vouching begun = vouchers.start(chosen, new AuditFolder(state), wall, RunCommand::say);
    vouching = Optional.of(begun);
    return begun;
  }

  private void ownerGone() {
    say("the process that started this one is gone: stopping, and the replicas with it");
    orphaned = true;
    System.exit(Exit.DONE);
  }

  private synchronized void stop() {
    stopped = true;
    running.ifPresent(this::stop);
    vouching.ifPresent(Vouching::close);
  }

  private void stop(ControlPlane plane) {
    try (plane;
        access) {
      access.flush();
      plane.stop(LOOP_PATIENCE);
      switch (orphaned ? OnExit.STOP : onExit) {
        case STOP -> plane.stopReplicas(STOP_PATIENCE);
        case LEAVE ->
            say("stopped; its replicas serve on, and the next run on " + state + " adopts them");
      }
    } catch (IOException failed) {
      say("stopping: " + failed.getMessage());
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static void park() {
    try {
      Thread.sleep(Duration.ofDays(1));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Tells whoever looks at the terminal, with the time.
  static void say(String sentence) {
    System.err.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + sentence);
  }

  /// Where Surgeline's own jars are.
  static Path home() {
    return Path.of(System.getProperty("surge.home", ".")).toAbsolutePath().normalize();
  }
}
