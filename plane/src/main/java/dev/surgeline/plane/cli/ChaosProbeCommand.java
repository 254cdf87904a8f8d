package dev.surgeline.plane.cli;

import dev.surgeline.plane.chaos.load.Tally;
import dev.surgeline.plane.console.Picture;
import dev.surgeline.plane.console.WorkloadPicture;
import dev.surgeline.plane.demo.PictureClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge chaos probe`: is it as it shall be? Exit code 0 is yes, 1 is no.
@Command(
    name = "probe",
    mixinStandardHelpOptions = true,
    description = "Asks whether the platform is as it shall be; exit code 1 is no.")
final class ChaosProbeCommand {
  private static final Duration PACE = Duration.ofMillis(200);

  private ChaosProbeCommand() {}

  /// `surge chaos probe requests`.
  @Command(
      name = "requests",
      mixinStandardHelpOptions = true,
      description = {
        "Judges what `surge chaos load` measured.",
        "",
        "As long as nothing was measured, all is well."
      })
  int requests(
      @Mixin TallyOption tally,
      @Option(
              names = "--failed-at-most",
              defaultValue = "0",
              paramLabel = "N",
              description = "requests (default: ${DEFAULT-VALUE})")
          long failedAtMost,
      @Option(
              names = "--outage-at-most",
              paramLabel = "DURATION",
              description = "so long may every request fail, in place of --failed-at-most")
          Optional<String> outageAtMost,
      @Option(
              names = "--p99-below",
              paramLabel = "DURATION",
              description = "of those that were answered")
          Optional<String> p99Below,
      @Mixin SentenceOption said)
      throws IOException {
    Optional<Tally> measured = Tally.read(tally.file());
    if (measured.isEmpty()) {
      said.say("nothing was measured yet");
      return Exit.DONE;
    }
    List<String> faults =
        measured
            .get()
            .faults(
                failedAtMost,
                outageAtMost.map(it -> Words.duration("--outage-at-most", it)),
                p99Below.map(it -> Words.duration("--p99-below", it)));
    String what = Words.tally(measured.get());
    said.say(faults.isEmpty() ? what : String.join("; ", faults) + " (" + what + ")");
    return faults.isEmpty() ? Exit.DONE : Exit.NO;
  }

  /// `surge chaos probe replicas`.
  @Command(
      name = "replicas",
      mixinStandardHelpOptions = true,
      description = "Waits until as many replicas are ready as are wanted.")
  int replicas(
      @Option(
              names = "--plane",
              defaultValue = "http://127.0.0.1:7170",
              paramLabel = "URL",
              description = "the control plane's dashboard (default: ${DEFAULT-VALUE})")
          String plane,
      @Option(
              names = "--workload",
              paramLabel = "NAME",
              description = "of this one; of all when not given")
          Optional<String> workload,
      @Option(
              names = "--within",
              defaultValue = "30s",
              paramLabel = "DURATION",
              description = "for so long at most (default: ${DEFAULT-VALUE})")
          String within,
      @Mixin SentenceOption said)
      throws IOException {
    long begun = System.nanoTime();
    long until = begun + Words.duration("--within", within).toNanos();
    PictureClient client = pictures(plane);
    while (true) {
      Optional<Picture> picture = client.get();
      long millis = (System.nanoTime() - begun) / 1_000_000;
      if (picture.filter(seen -> whole(seen, workload)).isPresent()) {
        said.say("as many are ready as are wanted, after " + millis + " ms: " + counts(picture));
        return Exit.DONE;
      }
      if (System.nanoTime() > until) {
        said.say("not as many are ready as are wanted within " + within + ": " + counts(picture));
        return Exit.NO;
      }
      pause();
    }
  }

  private static PictureClient pictures(String plane) {
    try {
      var client = new PictureClient(plane);
      var _ = java.net.URI.create(plane).resolve("/").toURL();
      return client;
    } catch (IOException | IllegalArgumentException none) {
      throw new WrongInput("--plane is a URL such as http://127.0.0.1:7170, not " + plane);
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(PACE);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", ended);
    }
  }

  private static boolean whole(Picture picture, Optional<String> workload) {
    List<WorkloadPicture> meant =
        picture.workloads().stream()
            .filter(one -> workload.map(one.name()::equals).orElse(true))
            .toList();
    return !meant.isEmpty()
        && meant.stream().allMatch(one -> one.ready() >= Math.max(one.min(), one.desired()));
  }

  private static String counts(Optional<Picture> picture) {
    return picture
        .map(seen ->
            String.join(
                ", ",
                seen.workloads().stream()
                    .map(one -> one.name() + " " + one.ready() + " of " + one.desired())
                    .toList()))
        .orElse("the control plane shows no picture");
  }
}
