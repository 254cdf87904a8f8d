package dev.surgeline.core.scenario;

import dev.surgeline.core.decide.Gauge;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Steps;
import dev.surgeline.core.observe.SignalName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

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
