package dev.surgeline.core.scenario;

import dev.surgeline.core.act.Execution.Stage;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// One step in the life of an execution.
///
/// @param from the stage it was in
/// @param to the stage it came to
/// @param why what brought it there, in the words of the diagram
public record Transition(String from, String to, String why) implements Comparable<Transition> {
  private static final List<String> STAGES =
      List.of(
          "Applying",
          "Verifying",
          "RollingBack",
          "Succeeded",
          "RolledBack",
          "Failed",
          "Superseded");

  private static final Comparator<Transition> IN_ORDER_OF_LIFE =
      Comparator.<Transition>comparingInt(one -> STAGES.indexOf(one.from))
          .thenComparingInt(one -> STAGES.indexOf(one.to))
          .thenComparing(Transition::why);

  /// @param answer whether an actuator's answer brought it there, rather than what was seen
  /// @return absent when nothing changed
  public static Optional<Transition> between(Stage from, Stage to, boolean answer) {
    String fromName = from.getClass().getSimpleName();
    String toName = to.getClass().getSimpleName();
    if (from instanceof Stage.Verifying(_, _, var wasSince)
        && to instanceof Stage.Verifying(_, _, var since)) {
      return wasSince.isEmpty() && since.isPresent()
          ? Optional.of(new Transition(fromName, toName, "as wanted, for its bake"))
          : Optional.empty();
    }
    return fromName.equals(toName)
        ? Optional.empty()
        : Optional.of(new Transition(fromName, toName, why(from, to, answer)));
  }

  private static String why(Stage from, Stage to, boolean answer) {
    return switch (to) {
      case Stage.Applying _ -> "decided";
      case Stage.Verifying _ -> answer ? "applied" : "as wanted, for its bake";
      case Stage.RollingBack(_, _, _, var cause) -> cause.name().toLowerCase(Locale.ROOT);
      case Stage.Succeeded _ -> "as wanted";
      case Stage.RolledBack _ -> "as before";
      case Stage.Failed _ when answer -> "refused";
      case Stage.Failed _ when from instanceof Stage.RollingBack -> "deadline";
      case Stage.Failed _ -> "deadline, nothing to undo";
      case Stage.Superseded _ -> "overtaken";
    };
  }

  /// The diagram of these transitions, as it stands in the source of Execution.
  public static List<String> diagram(SortedSet<Transition> transitions) {
    SortedMap<Integer, String> lines = new TreeMap<>();
    for (Transition one : transitions) {
      int place = STAGES.indexOf(one.from) * STAGES.size() + STAGES.indexOf(one.to);
      String start = "///     %-11s -> %-11s ".formatted(one.from, one.to);
      lines.merge(place, start + one.why, (line, _) -> line + "; " + one.why);
    }
    return List.copyOf(lines.values());
  }

  @Override
  public int compareTo(Transition other) {
    return IN_ORDER_OF_LIFE.compare(this, other);
  }

  @Override
  public String toString() {
    return from + " -> " + to + ": " + why;
  }
}
