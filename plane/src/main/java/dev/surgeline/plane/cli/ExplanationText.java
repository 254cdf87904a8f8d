package dev.surgeline.plane.cli;

import dev.surgeline.core.control.TurningPoint;
import dev.surgeline.core.decide.CostChange;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Foreseen;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.decide.Recommendation;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/// An explanation as a table for one screen.
final class ExplanationText {
  private ExplanationText() {}

  static void print(Explanation explanation, PrintStream out) {
    Decision decision = explanation.decision();
    out.println(explanation.sentence());
    out.println();
    line(out, "decision", decision.id() + "");
    boolean unknown = decision.reasons().getFirst().code() == Reason.Code.STATUS_UNKNOWN;
    String sizes = decision.current() + " -> " + decision.desired();
    line(out, "replicas", unknown ? "not known" : sizes);
    line(out, "action", decision.action().map(Object::toString).orElse("none"));
    decision.cost().ifPresent(cost -> line(out, "cost", cost(cost)));
    decision.forecast().ifPresent(foreseen -> line(out, "forecast", foreseen(foreseen)));
    line(out, "documents", "version " + decision.specVersion());
    out.println();
    out.println("What was seen");
    decision
        .inputs()
        .forEach((name, signal) -> line(out, name.value(), seen(signal, decision.at())));
    out.println();
    wanted(decision, out);
    changed(decision, out);
    turning(explanation, out);
  }

  private static void wanted(Decision decision, PrintStream out) {
    out.println("What the policies wanted");
    if (decision.recommendations().isEmpty()) {
      line(out, "not asked", decision.reasons().getFirst().sentence());
    }
    for (Recommendation one : decision.recommendations()) {
      line(
          out,
          one.policy(),
          one.wanted().map(ExplanationText::counted).orElse("nothing to judge by"));
      one.reasons().forEach(reason -> line(out, "", reason.toString()));
    }
    out.println();
  }

  private static void changed(Decision decision, PrintStream out) {
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
    out.println();
  }

  private static void turning(Explanation explanation, PrintStream out) {
    out.println("What would change the answer");
    if (explanation.turningPoints().isEmpty()) {
      line(out, "nothing", "no other value of any one signal");
    }
    for (TurningPoint point : explanation.turningPoints()) {
      String at = (point.at() > point.was() ? "from " : "at ") + Figures.of(point.at());
      line(
          out,
          point.signal().value(),
          at + " (it was " + Figures.of(point.was()) + "): " + counted(point.desired()));
    }
  }

  private static String cost(CostChange cost) {
    String currency = cost.currency().map(code -> " " + code).orElse("");
    return Figures.money(cost.before().perHour())
        + " -> "
        + Figures.money(cost.after().perHour())
        + currency
        + " an hour";
  }

  private static String foreseen(Foreseen foreseen) {
    return foreseen.signal()
        + " "
        + Figures.of(foreseen.value())
        + " at quantile "
        + Figures.of(foreseen.level())
        + ", up to "
        + Figures.of(foreseen.to())
        + " ahead";
  }

  private static String counted(Replicas replicas) {
    return replicas + (replicas.value() == 1 ? " replica" : " replicas");
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
