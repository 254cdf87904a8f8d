package dev.surgeline.plane.cli;

import dev.surgeline.core.decide.Answer;
import dev.surgeline.plane.Main;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.chaos.Calls;
import dev.surgeline.plane.chaos.Experiment;
import dev.surgeline.plane.chaos.ExperimentJournal;
import dev.surgeline.plane.chaos.Programs;
import dev.surgeline.plane.chaos.Reading;
import dev.surgeline.plane.chaos.Run;
import dev.surgeline.plane.chaos.fault.LinkControl;
import dev.surgeline.plane.console.CommandDesk;
import dev.surgeline.plane.control.AppendOnlyFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `surge chaos run`: an experiment, from its first probe to its last rollback.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    header = "Runs an experiment in the Chaos Toolkit's format on the running platform.",
    description = {
      "",
      "Its rollbacks are done however it ends, by Ctrl-C too, and its journal is written.",
      "Programs that it starts are surge's own faults, probes and load, and those you allow."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:it was carried out, and what was normal before was so afterwards",
      "1:what was normal before was not so afterwards, or it could not be carried out",
      "2:wrong usage or input",
      "3:a fault",
      "130:interrupted"
    })
final class ChaosRunCommand implements Callable<Integer> {
  private static final Duration UNDO_PATIENCE = Duration.ofMinutes(10);
  private static final Duration AUDIT_PATIENCE = Duration.ofSeconds(60);
  private static final int TITLE_MAX = 300;

  @Parameters(paramLabel = "FILE", description = "the experiment, JSON or YAML")
  Path file = Path.of("");

  @Option(
      names = "--journal",
      paramLabel = "OUT.json",
      defaultValue = "journal.json",
      description = "where its journal goes (default: ${DEFAULT-VALUE})")
  Path journal = Path.of("journal.json");

  @Option(names = "--json", description = "the journal on stdout, and nothing else there")
  boolean json;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "the platform's state folder, as SURGE_STATE for the experiment")
  Optional<Path> state = Optional.empty();

  @Option(
      names = "--allow-process",
      split = ",",
      paramLabel = "PATH",
      description = "programs that it may start, by their whole paths, separated by commas")
  List<Path> allowed = new ArrayList<>();

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "a value of its configuration, in place of its own")
  Map<String, String> variables = new TreeMap<>();

  @Option(
      names = "--plane",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:7170",
      description = "the control plane whose audit log it goes on (default: ${DEFAULT-VALUE})")
  String plane = "";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = {
        "the file that holds your own token, for the audit log; with it nothing is done before",
        "it is on the log, without it nothing goes there"
      })
  Optional<Path> tokenFile = Optional.empty();

  private final CountDownLatch over = new CountDownLatch(1);

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("surge-chaos-");
    try {
      Map<String, String> environment = environment(folder);
      Experiment experiment =
          Reading.read(
              file,
              Programs.of(own(), allowed),
              variables,
              name ->
                  Optional.ofNullable(environment.get(name))
                      .or(() -> Optional.ofNullable(System.getenv(name))));
      requireWritable();
      Optional<PlaneClient> client = tokenFile.map(token -> new PlaneClient(plane, token));
      if (client.isPresent()) {
        begin(client.get(), experiment);
      }
      return perform(experiment, Calls.with(environment), client);
    } finally {
      clear(folder);
      over.countDown();
    }
  }

  private Map<String, String> environment(Path folder) {
    Map<String, String> environment = new TreeMap<>();
    environment.put(ChaosCommand.FOLDER, folder.toString());
    environment.put(Lifeline.VARIABLE, Lifeline.self());
    state.ifPresent(it -> environment.put("SURGE_STATE", it.toAbsolutePath().toString()));
    if (state.isEmpty()) {
      Optional.ofNullable(System.getenv("SURGE_STATE"))
          .ifPresent(it -> environment.put("SURGE_STATE", it));
    }
    return environment;
  }

  /// Found out before anything is broken.
  private void requireWritable() {
    Path parent = journal.toAbsolutePath().getParent();
    if (Files.isDirectory(journal) || parent == null || !Files.isWritable(parent)) {
      throw new WrongInput(journal + " can not be written: name another file with --journal");
    }
  }

  private Integer perform(Experiment experiment, Calls calls, Optional<PlaneClient> client)
      throws IOException {
    Run run = new Run(experiment, calls, InstantSource.system(), this::say);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(run), "stop"));
    say(experiment.title());
    ExperimentJournal ended = run.perform();
    byte[] bytes = ended.bytes();
    AppendOnlyFile.replace(journal.toAbsolutePath(), bytes);
    client.ifPresentOrElse(
        it -> end(it, ended, bytes), () -> say("it is on no audit log: no --token-file was given"));
    if (json) {
      System.out.print(new String(bytes, StandardCharsets.UTF_8));
    }
    say(ended.verdict() + "; its journal is " + journal);
    return switch (ended.status()) {
      case COMPLETED -> Exit.DONE;
      case FAILED -> Exit.NO;
      case ABORTED, INTERRUPTED -> Exit.FAULT;
    };
  }

  /// Ctrl-C ends the method, not the rollbacks: the process waits for them.
  private void stop(Run run) {
    run.interrupt();
    try {
      boolean _ = over.await(UNDO_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void begin(PlaneClient client, Experiment experiment) throws IOException {
    switch (client.tell(trial(experiment, AuditEntry.Trial.BEGUN, Optional.empty()))) {
      case Answer.Accepted _ -> {}
      case Answer.Refused(var why) ->
          throw new IOException("nothing is done that is not on the audit log: " + why);
    }
  }

  /// The control plane may just be coming up again.
  private void end(PlaneClient client, ExperimentJournal ended, byte[] bytes) {
    AuditEntry.Trial status =
        switch (ended.status()) {
          case COMPLETED -> AuditEntry.Trial.COMPLETED;
          case FAILED -> ended.deviated() ? AuditEntry.Trial.DEVIATED : AuditEntry.Trial.FAILED;
          case ABORTED -> AuditEntry.Trial.ABORTED;
          case INTERRUPTED -> AuditEntry.Trial.INTERRUPTED;
        };
    CommandDesk.Trial trial = trial(ended.experiment(), status, Optional.of(Reading.sha256(bytes)));
    long until = System.nanoTime() + AUDIT_PATIENCE.toNanos();
    Optional<String> why = Optional.of("");
    while (why.isPresent() && System.nanoTime() < until) {
      try {
        why =
            switch (client.tell(trial)) {
              case Answer.Accepted _ -> Optional.empty();
              case Answer.Refused(var rule) -> Optional.of(rule);
            };
        Thread.sleep(why.isPresent() ? 500 : 0);
      } catch (IOException | WrongInput failed) {
        why = Optional.of(String.valueOf(failed.getMessage()));
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    why.ifPresent(it -> say("what came of it is NOT on the audit log: " + it));
  }

  private static CommandDesk.Trial trial(
      Experiment experiment, AuditEntry.Trial status, Optional<String> sha256) {
    String title = experiment.title();
    // Not in the middle of a character.
    int most = title.length() > TITLE_MAX ? TITLE_MAX - 1 : title.length();
    String shown =
        most > 0 && Character.isHighSurrogate(title.charAt(most - 1))
            ? title.substring(0, most - 1)
            : title.substring(0, most);
    return new CommandDesk.Trial(shown, experiment.sha256(), status, sha256);
  }

  private void say(String sentence) {
    String line = Instant.now().toString().substring(11, 19) + " " + sentence;
    (json ? System.err : System.out).println(line);
  }

  /// The links of a run see that it is gone; their files go now.
  private static void clear(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path one : files.toList()) {
        if (one.toString().endsWith(".socket")) {
          stopLink(one);
        }
        Files.deleteIfExists(one);
      }
    }
    Files.deleteIfExists(folder);
  }

  private static void stopLink(Path socket) {
    try {
      LinkControl.stop(socket);
    } catch (IOException gone) {
      // A rollback stopped it already.
      return;
    }
  }

  /// The command line that is this very program.
  static List<String> own() {
    List<String> classes = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      classes.add(Path.of(entry).toAbsolutePath().toString());
    }
    return List.of(
        ProcessHandle.current().info().command().orElse("java"),
        "-Xmx128m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "-Dsurge.home=" + RunCommand.home(),
        "-cp",
        String.join(File.pathSeparator, classes),
        Main.class.getName());
  }
}
