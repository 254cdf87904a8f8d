package dev.surgeline.plane.cli;

import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.decide.Recommendation;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.plane.control.Replay;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `surge explain`: why, in one screen.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    header = "Explains a decision: inputs, policies, guardrails, reasons.",
    description = {
      "",
      "It shows what was seen, what each policy wanted and which guardrail changed it. The",
      "decision is made again from the inputs on the journal."
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DECISION",
      description = {
        "the decision's id, such as beds-2026-11-21T08:00:15Z,",
        "or a workload's name for the largest change of its size"
      })
  String decision;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "the state directory (default: the latest demo's, else run/state)")
  Optional<Path> state = Optional.empty();

  @Option(names = "--json", description = "one JSON document on stdout")
  boolean json;

  private Optional<Decision> found = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Path directory = state.orElseGet(ExplainCommand::latest);
    Replay.show(directory, this::consider);
    if (found.isEmpty()) {
      throw new WrongInput(
          "there is no decision for " + decision + " on the journal in " + directory);
    }
    if (json) {
      System.out.println(Json.pretty(found.get()));
    } else {
      print(found.get(), System.out);
    }
    return Exit.DONE;
  }

  private void consider(Decision one) {
    boolean larger =
        one.workload().value().equals(decision)
            && one.changes()
            && found.filter(other -> change(other) >= change(one)).isEmpty();
    if (larger || one.id().value().equals(decision)) {
      found = Optional.of(one);
    }
  }

  private static int change(Decision one) {
    return Math.abs(one.desired().value() - one.current().value());
  }

  private static Path latest() {
    Path demo = RunCommand.home().resolve("run/demo/latest/state");
    return Files.exists(demo) ? demo : Path.of("run/state");
  }

  static void print(Decision decision, PrintStream out) {
    out.println(decision.sentence());
    out.println();
    line(out, "decision", decision.id() + "");
    line(out, "replicas", decision.current() + " -> " + decision.desired());
    line(out, "action", decision.action().map(Object::toString).orElse("none"));
    line(out, "documents", "version " + decision.specVersion());
    out.println();
    out.println("What was seen");
    decision
        .inputs()
        .forEach((name, signal) -> line(out, name.value(), seen(signal, decision.at())));
    out.println();
    out.println("What the policies wanted");
    if (decision.recommendations().isEmpty()) {
      line(out, "not asked", decision.reasons().getFirst().sentence());
    }
    for (Recommendation one : decision.recommendations()) {
      line(out, one.policy(), one.wanted().map(n -> n + " replicas").orElse("nothing to judge by"));
      one.reasons().forEach(reason -> line(out, "", reason.toString()));
    }
    out.println();
    out.println("What the guardrails changed");
    if (decision.bites().isEmpty()) {
      line(out, "nothing", "");
    }
    for (Decision.Bite bite : decision.bites()) {
      line(out, bite.from() + " -> " + bite.to(), bite.reason().toString());
    }
    out.println();
    out.println("Reasons");
    for (Reason reason : decision.reasons()) {
      line(out, reason.code().name(), reason.sentence());
    }
  }

  private static void line(PrintStream out, String name, String value) {
    String text = "  " + name + " ".repeat(Math.max(1, 28 - name.length())) + value;
    out.println(text.stripTrailing());
  }

  private static String seen(Signal signal, Instant now) {
    return switch (signal) {
      case Signal.Known(var measure, var at) -> measured(measure) + ", " + age(at, now) + " old";
      case Signal.Stale(var last, var at) ->
          "stale: " + measured(last) + " is " + age(at, now) + " old";
      case Signal.Missing(var why) -> "missing: " + why.sentence();
    };
  }

  private static String age(Instant at, Instant now) {
    return Figures.of(Duration.between(at, now));
  }

  private static String measured(Measure measure) {
    return switch (measure) {
      case Measure.Total(var value) -> Figures.of(value);
      case Measure.PerReplica(var replicas) -> {
        var text = new StringBuilder();
        replicas.forEach((id, usage) -> {
          text.append(text.isEmpty() ? "" : ", ").append(id).append(' ');
          text.append(usage.used().isPresent() ? Figures.of(usage.used().getAsDouble()) : "?");
          usage.capacity().ifPresent(most -> text.append('/').append(Figures.of(most)));
        });
        yield text.isEmpty() ? "no replica reported" : text.toString();
      }
    };
  }
}
