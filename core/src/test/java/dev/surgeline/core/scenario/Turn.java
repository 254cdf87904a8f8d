package dev.surgeline.core.scenario;

import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Emergency;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// One step in the life of what people began: of break-glass or of a request that they agree.
///
/// @param from the stage it was in
/// @param to the stage it came to
/// @param why what brought it there, in the words of the diagram
public record Turn(String from, String to, String why) implements Comparable<Turn> {
  private static final List<String> STAGES =
      List.of(
          "Active",
          "Ended",
          "Overdue",
          "Reviewed",
          "Open",
          "Granted",
          "InUse",
          "Used",
          "Rejected",
          "Expired",
          "Withdrawn");

  private static final Comparator<Turn> IN_ORDER_OF_LIFE =
      Comparator.<Turn>comparingInt(one -> STAGES.indexOf(one.from))
          .thenComparingInt(one -> STAGES.indexOf(one.to))
          .thenComparing(Turn::why);

  /// @return absent when nothing changed
  public static Optional<Turn> of(Emergency before, Emergency after) {
    if (before.equals(after)) {
      return Optional.empty();
    }
    String why =
        switch (after.stage()) {
          case Emergency.Stage.Active _ -> "extended";
          case Emergency.Stage.Ended(_, var by) -> by.isPresent() ? "stopped" : "expired";
          case Emergency.Stage.Overdue _ -> "not reviewed in time";
          case Emergency.Stage.Reviewed _ -> "reviewed";
        };
    return Optional.of(new Turn(name(before.stage()), name(after.stage()), why));
  }

  /// @return absent when nothing changed
  public static Optional<Turn> of(Approval before, Approval after) {
    if (before.equals(after)) {
      return Optional.empty();
    }
    boolean granted = before.stage() instanceof Approval.Stage.Granted;
    String why =
        switch (after.stage()) {
          case Approval.Stage.Open _ -> "agreed, not yet by enough";
          case Approval.Stage.Granted _ -> "agreed by enough";
          case Approval.Stage.InUse _ -> "growth begins";
          case Approval.Stage.Used(_, var end) ->
              switch (end) {
                case REACHED -> "reached";
                case SHRINKS -> "shrinks";
                case TIME -> "time is over";
              };
          case Approval.Stage.Rejected _ -> "rejected";
          case Approval.Stage.Expired _ -> granted ? "not used in time" : "not agreed in time";
          case Approval.Stage.Withdrawn(_, var cause) ->
              switch (cause) {
                case MORE_WANTED -> "more is wanted";
                case DOCUMENTS -> "documents changed";
              };
        };
    return Optional.of(new Turn(name(before.stage()), name(after.stage()), why));
  }

  static String name(Object stage) {
    return stage.getClass().getSimpleName();
  }

  /// The diagram of these turns, as it stands in the source.
  public static List<String> diagram(SortedSet<Turn> turns) {
    int from = turns.stream().mapToInt(one -> one.from.length()).max().orElse(1);
    int to = turns.stream().mapToInt(one -> one.to.length()).max().orElse(1);
    String line = "///     %-" + from + "s -> %-" + to + "s ";
    SortedMap<Integer, String> lines = new TreeMap<>();
    for (Turn one : turns) {
      int place = STAGES.indexOf(one.from) * STAGES.size() + STAGES.indexOf(one.to);
      String start = line.formatted(one.from, one.to);
      lines.merge(place, start + one.why, (before, _) -> before + "; " + one.why);
    }
    return List.copyOf(lines.values());
  }

  @Override
  public int compareTo(Turn other) {
    return IN_ORDER_OF_LIFE.compare(this, other);
  }

  @Override
  public String toString() {
    return from + " -> " + to + ": " + why;
  }
}
