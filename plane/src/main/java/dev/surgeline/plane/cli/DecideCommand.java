package dev.surgeline.plane.cli;

import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.control.Digests;
import dev.surgeline.wire.Documents;
import dev.surgeline.wire.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `surge decide`: one tick from files.
@Command(
    name = "decide",
    mixinStandardHelpOptions = true,
    header = "Says what one tick would decide, and why. Touches nothing.",
    description = {
      "",
      "It knows no past: stabilization and rate limits start from nothing. A signal that no",
      "policy of its workload reads is named on stderr."
    })
final class DecideCommand implements Callable<Integer> {
  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "SPEC",
      description = "documents: a file or a directory; may be given more than once")
  List<Path> files;

  @Option(
      names = "--observation",
      required = true,
      paramLabel = "FILE",
      description = "a document of kind Observation: what is seen at the tick")
  Path observation;

  @Option(
      names = "--explain",
      description = "for each workload the whole table, with what would change the answer")
  boolean explain;

  @Option(names = "--json", description = "one JSON document on stdout")
  boolean json;

  /// What `--json` prints.
  ///
  /// @param explanations only when asked for
  record Answer(
      String specVersion, List<Decision> decisions, Optional<List<Explanation>> explanations) {}

  @Override
  public Integer call() {
    Input.Tick tick = Documents.readObservation(observation);
    PlatformSpec spec = Documents.readPlatform(files, tick.now());
    for (WorkloadName seen : tick.observations().keySet()) {
      if (!spec.workloads().containsKey(seen)) {
        throw new WrongInput(
            observation
                + ": "
                + seen
                + " is observed and not declared; declared are "
                + spec.workloads().keySet());
      }
    }
    UnreadSignals.sentences(spec, tick.observations())
        .forEach(unread -> System.err.println("surge: " + observation + ": " + unread));
    Evaluator evaluator = new Evaluator();
    String version = Digests.version(spec);
    State state =
        evaluator.evaluate(State.INITIAL, new Input.Respecified(tick.now(), spec, version)).state();
    Evaluation evaluation = evaluator.evaluate(state, tick);
    Optional<List<Explanation>> explanations =
        explain ? Optional.of(explanations(state, tick, evaluation)) : Optional.empty();
    if (json) {
      System.out.println(Json.pretty(new Answer(version, evaluation.decisions(), explanations)));
    } else if (explanations.isPresent()) {
      for (Explanation explanation : explanations.get()) {
        ExplanationText.print(explanation, System.out);
        System.out.println();
      }
    } else {
      evaluation.decisions().forEach(decision -> System.out.println(decision.sentence()));
    }
    return Exit.DONE;
  }

  private static List<Explanation> explanations(
      State state, Input.Tick tick, Evaluation evaluation) {
    return evaluation.decisions().stream()
        .map(decision -> Explanation.of(state, tick, decision))
        .toList();
  }
}
