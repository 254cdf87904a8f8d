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
    description = {
      "Feeds a journal's inputs to the evaluator again and compares every decision and effect,",
      "byte for byte, with what was recorded. A difference is a failure (exit code 1)."
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
    }
    return result.differences().isEmpty() ? Exit.DONE : Exit.NO;
  }
}
