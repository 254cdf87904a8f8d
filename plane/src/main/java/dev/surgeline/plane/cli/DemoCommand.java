package dev.surgeline.plane.cli;

import dev.surgeline.plane.demo.Demo;
import dev.surgeline.plane.demo.DemoFailure;
import dev.surgeline.plane.demo.DemoRuns;
import dev.surgeline.plane.demo.Machine;
import dev.surgeline.plane.demo.Progress;
import dev.surgeline.plane.demo.Scorecard;
import dev.surgeline.plane.demo.Story;
import dev.surgeline.wire.Json;
import java.io.Console;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `surge demo`: the main job, live.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    header = "Runs a small hospital here: real processes, real requests.",
    description = {
      "",
      "A day of a public request trace passes in two minutes; in the middle of it a",
      "mass-casualty call multiplies bed searches by ten within seconds. It ends with a",
      "scorecard and leaves nothing running. Ctrl-C stops everything at any moment.",
      "",
      "The exit code judges failed requests alone. Latency is out of its objective for some",
      "seconds of the surge, until replicas are up; the scorecard says for how many."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no request failed",
      "1:a request failed: not answered, or answered with a failure",
      "2:wrong usage or input",
      "3:a fault: the demo could not run to its end",
      "130:stopped by Ctrl-C"
    })
final class DemoCommand implements Callable<Integer> {
  private static final int USUAL_PORT = 7170;

  @Option(names = "--keep", description = "keep the platform up afterwards, until Ctrl-C")
  boolean keep;

  @Option(
      names = "--dashboard-port",
      paramLabel = "PORT",
      defaultValue = "-1",
      description = "the dashboard's port on 127.0.0.1; 0: any (default: 7170 if it is free)")
  int dashboardPort;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "120",
      description = "how long the load lasts, 20 to 600 (default: ${DEFAULT-VALUE})")
  int seconds;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "60",
      description = "how many seconds the hospital may take to come up (default: ${DEFAULT-VALUE})")
  int patience;

  @Option(names = "--json", description = "one JSON document on stdout")
  boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Story story = story();
    Path home = RunCommand.home();
    var machine = new Machine(home, DemoRuns.fresh(home.resolve("run/demo")), port());
    Progress progress = new Progress(System.err, terminal());
    Demo demo = new Demo(machine, story, Duration.ofSeconds(patience), progress);
    Thread stopper = new Thread(demo::stop, "stop");
    Runtime.getRuntime().addShutdownHook(stopper);
    try {
      demo.start();
      progress.say("watch it at " + demo.dashboard());
      Scorecard scorecard = demo.play();
      show(scorecard, machine);
      if (keep) {
        keepUp(demo, progress, machine.directory());
      }
      demo.stop();
      return scorecard.summary().failed() == 0 ? Exit.DONE : Exit.NO;
    } catch (DemoFailure failure) {
      if (demo.stopping()) {
        // Ctrl-C: everything ends because it was asked to, which is no failure to speak of.
        Thread.sleep(Duration.ofMinutes(2));
      }
      demo.abandon();
      System.err.println("surge: " + failure.getMessage());
      return Exit.FAULT;
    }
  }

  private static boolean terminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private Story story() {
    if (seconds < Story.SECONDS_LEAST || seconds > Story.SECONDS_MOST) {
      throw new WrongInput(
          "--seconds is %d to %d, not %d"
              .formatted(Story.SECONDS_LEAST, Story.SECONDS_MOST, seconds));
    }
    if (patience < 1) {
      throw new WrongInput("--patience is from 1, not " + patience);
    }
    return Story.lasting(seconds);
  }

  private int port() throws IOException {
    if (dashboardPort > 65_535 || dashboardPort < -1) {
      throw new WrongInput("--dashboard-port is 0 to 65535, not " + dashboardPort);
    }
    if (dashboardPort == 0) {
      return 0;
    }
    int wanted = dashboardPort < 0 ? USUAL_PORT : dashboardPort;
    try (ServerSocket free = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException taken) {
      if (dashboardPort > 0) {
        throw new WrongInput(
            "port " + wanted + " is in use; give another one with --dashboard-port, or 0 for any");
      }
      System.err.println("port " + wanted + " is in use, so the dashboard takes another");
      return 0;
    }
  }

  private void show(Scorecard scorecard, Machine machine) {
    if (json) {
      System.out.println(Json.pretty(scorecard.summary()));
      System.out.flush();
      return;
    }
    System.out.println();
    System.out.print(scorecard.text());
    System.out.println("audit log: " + scorecard.summary().auditLog());
    System.out.println("why:       ./surge explain beds");
    System.out.println(
        "the same again, byte for byte: ./surge replay " + machine.directory().resolve("state"));
    System.out.println();
    System.out.println(scorecard.verdict());
  }

  private static void keepUp(Demo demo, Progress progress, Path logs) throws InterruptedException {
    progress.say(
        "kept up: dashboard "
            + demo.dashboard()
            + " gateway "
            + demo.gatewayUrl()
            + "/beds/search?acuity=2; Ctrl-C stops it all");
    while (demo.alive()) {
      Thread.sleep(Duration.ofSeconds(1));
    }
    throw new DemoFailure(
        "the platform ended; the logs in " + logs + " tell why; run the demo again");
  }
}
