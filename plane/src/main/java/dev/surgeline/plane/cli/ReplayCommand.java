package dev.surgeline.plane.cli;

import dev.surgeline.plane.control.Replay;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `surge replay`: the journal through the evaluator again.
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    header = "Decides a journal again and compares, byte for byte.",
    description = {
      "",
      "Feeds a journal's inputs to the evaluator again and compares every decision and effect",
      "with what was recorded. Of a state directory, every place on the journal that its audit",
      "log names must hold what the log says; places in segments that are no longer kept are",
      "passed over."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every byte the same",
      "1:a difference, or a damaged journal",
      "2:what was given is no journal",
      "3:a fault"
    })
final class ReplayCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "JOURNAL",
      description = "a journal directory, the state directory that holds it, or one segment")
  Path journal;

  @Option(names = "--json", description = "one JSON document on stdout")
  boolean json;

  @Override
  public Integer call() throws IOException {
    Replay.Result result = Replay.run(journal);
    if (json) {
      System.out.println(Json.pretty(result));
    } else {
      System.out.println(
          "replayed "
              + result.steps()
              + " steps with "
              + result.decisions()
              + " decisions from "
              + result.segments()
              + (result.segments() == 1 ? " segment: " : " segments: ")
              + (result.differences().isEmpty()
                  ? "every byte the same"
                  : result.differences().size() + " differ"));
      result.differences().forEach(System.out::println);
      audited(result);
    }
    return result.differences().isEmpty() ? Exit.DONE : Exit.NO;
  }

  private static void audited(Replay.Result result) {
    if (result.audited() > 0) {
      System.out.println(
          "the audit log names " + result.audited() + " of these steps, and they are as it says");
    }
    if (result.auditedPassedOver() > 0) {
      System.out.println(
          "passed over: "
              + result.auditedPassedOver()
              + " entries of the audit log about segments that are no longer kept");
    }
  }
}
