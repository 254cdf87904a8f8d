package dev.surgeline.plane.cli;

import dev.surgeline.core.decide.Decision;
import dev.surgeline.plane.control.Replay;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `surge explain`: why, in one screen.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    header = "Explains a decision: inputs, policies, guardrails, reasons.",
    description = {
      "",
      "It shows what was seen, what each policy wanted, which guardrail changed it, and what",
      "would have changed the answer. The decision is made again from the inputs on the journal."
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DECISION",
      description = {
        "the decision's id, such as beds-2026-11-21T08:00:15Z,",
        "or a workload's name for the largest change of its size"
      })
  String decision;

  @Mixin StateOption options = new StateOption();

  private Optional<Replay.Made> found = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Path directory = options.folder();
    Replay.show(directory, this::consider);
    if (found.isEmpty()) {
      throw new WrongInput(
          "there is no decision for " + decision + " on the journal in " + directory);
    }
    Replay.Made made = found.get();
    var explanation = Explanation.of(made.before(), made.tick(), made.decision());
    if (options.json) {
      System.out.println(Json.pretty(explanation));
    } else {
      ExplanationText.print(explanation, System.out);
    }
    return Exit.DONE;
  }

  private void consider(Replay.Made made) {
    Decision one = made.decision();
    boolean larger =
        one.workload().value().equals(decision)
            && one.changes()
            && found.filter(other -> change(other.decision()) >= change(one)).isEmpty();
    if (larger || one.id().value().equals(decision)) {
      found = Optional.of(made);
    }
  }

  private static int change(Decision one) {
    return Math.abs(one.desired().value() - one.current().value());
  }
}
