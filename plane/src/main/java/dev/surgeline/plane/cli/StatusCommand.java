package dev.surgeline.plane.cli;

import dev.surgeline.plane.control.Replay;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `surge status`: where everything stands.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    header = "Shows where every workload stands, and what waits for people.",
    description = {
      "",
      "Read from the journal, so it answers whether the control plane runs or not: the last"
          + " decision",
      "of each workload, the score of those that are not acted on (mode observe or recommend),",
      "break-glass and the requests for approval."
    })
final class StatusCommand implements Callable<Integer> {
  @Mixin StateOption options = new StateOption();

  @Override
  public Integer call() throws IOException {
    Path directory = options.folder();
    StatusReport report =
        StatusReport.of(Replay.latest(directory))
            .orElseThrow(() ->
                new WrongInput("there are no documents on the journal in " + directory + " yet"));
    if (options.json) {
      System.out.println(Json.pretty(report));
    } else {
      report.lines().forEach(System.out::println);
    }
    return Exit.DONE;
  }
}
