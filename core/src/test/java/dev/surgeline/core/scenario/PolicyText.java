package dev.surgeline.core.scenario;

import dev.surgeline.core.decide.Gauge;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Queue;
import dev.surgeline.core.decide.Steps;
import dev.surgeline.core.decide.Tiers;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Replicas;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// The clauses of a workload that are a policy each.
final class PolicyText {
  private PolicyText() {}

  /// `cpu utilization above 70 +2 above 90 +4 below 30 -1`, `backlog above 100 +20%`.
  static Policy steps(String text) {
    Deque<String> words = new ArrayDeque<>(List.of(text.split(" ")));
    Gauge gauge = gauge(words);
    List<Steps.Step> up = new ArrayList<>();
    List<Steps.Step> down = new ArrayList<>();
    while (!words.isEmpty()) {
      boolean above = above(words.removeFirst());
      double threshold = Double.parseDouble(words.removeFirst());
      (above ? up : down).add(new Steps.Step(threshold, change(words.removeFirst())));
    }
    return new Steps(gauge, up, down);
  }

  /// Each row `3 when sessions below 200 and cpu utilization at-least 10 below 40`, or `12`.
  static Policy tiers(List<String> rows) {
    return new Tiers(rows.stream().map(PolicyText::row).toList());
  }

  private static Tiers.Row row(String text) {
    String[] parts = text.split(" when ");
    List<Tiers.Condition> when = new ArrayList<>();
    for (String condition : parts.length == 1 ? new String[0] : parts[1].split(" and ")) {
      when.add(condition(new ArrayDeque<>(List.of(condition.split(" ")))));
    }
    return new Tiers.Row(when, new Replicas(Integer.parseInt(parts[0])));
  }

  private static Tiers.Condition condition(Deque<String> words) {
    Gauge gauge = gauge(words);
    OptionalDouble atLeast = OptionalDouble.empty();
    OptionalDouble below = OptionalDouble.empty();
    while (!words.isEmpty()) {
      String word = words.removeFirst();
      var bound = OptionalDouble.of(Double.parseDouble(words.removeFirst()));
      switch (word) {
        case "at-least" -> atLeast = bound;
        case "below" -> below = bound;
        default -> throw new IllegalArgumentException("a bound is at-least or below, not " + word);
      }
    }
    return new Tiers.Condition(gauge, atLeast, below);
  }

  /// `backlog per 20`, `backlog within 2m`, `backlog within 2m arrivals rps rate 10`.
  static Policy queue(String text) {
    List<String> words = List.of(text.split(" "));
    var backlog = new SignalName(words.getFirst());
    Optional<String> per = after("per", words);
    Queue.Goal goal =
        per.isPresent()
            ? new Queue.PerReplica(Double.parseDouble(per.get()))
            : new Queue.Drain(
                Words.duration(after("within", words).orElseThrow()),
                after("arrivals", words).map(SignalName::new),
                after("rate", words).stream().mapToDouble(Double::parseDouble).findFirst());
    return new Queue(backlog, goal);
  }

  private static Optional<String> after(String word, List<String> words) {
    int at = words.indexOf(word);
    return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
  }

  private static boolean above(String word) {
    return switch (word) {
      case "above" -> true;
      case "below" -> false;
      default -> throw new IllegalArgumentException("a step is above or below, not " + word);
    };
  }

  private static Steps.Change change(String word) {
    int amount = Integer.parseInt(word.replaceAll("[-+%]", ""));
    return word.endsWith("%") ? new Steps.Percent(amount) : new Steps.Count(amount);
  }

  /// `sessions`, `cpu utilization`, `rps average`.
  private static Gauge gauge(Deque<String> words) {
    var signal = new SignalName(words.removeFirst());
    for (Gauge.As as : Gauge.As.values()) {
      if (as.name().toLowerCase(Locale.ROOT).equals(words.peekFirst())) {
        words.removeFirst();
        return new Gauge(signal, as);
      }
    }
    return new Gauge(signal, Gauge.As.TOTAL);
  }
}
