package dev.surgeline.core.scenario;

import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.ApprovalRule;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What people say in a scenario, `by WHO` and one of these:
///
///     start emergency [on beds+intake] for 2h [at-least 12] because REASON
///     extend emergency for 1h
///     stop emergency
///     review emergency as NOTE
///     approve | reject [ID]
///
/// What has no id is about the latest.
final class PeopleText {
  private PeopleText() {}

  static Command command(String text, State state) {
    Deque<String> words = new ArrayDeque<>(Arrays.asList(text.split(" ")));
    String verb = words.removeFirst();
    if (verb.equals("approve") || verb.equals("reject")) {
      Approval.Id id = words.isEmpty() ? latestRequest(state) : new Approval.Id(words.getFirst());
      return verb.equals("approve") ? new Command.Approve(id) : new Command.Reject(id);
    }
    words.removeFirst();
    return switch (verb) {
      case "start" -> start(words);
      case "extend" -> new Command.ExtendEmergency(latest(state), Words.duration(words.getLast()));
      case "stop" -> new Command.StopEmergency(latest(state));
      case "review" -> {
        words.removeFirst();
        yield new Command.ReviewEmergency(latest(state), String.join(" ", words));
      }
      default -> throw new IllegalArgumentException("people do not '" + verb + "'");
    };
  }

  private static Command start(Deque<String> words) {
    Emergency.Scope scope = new Emergency.Scope.All();
    Duration lasts = Duration.ofHours(1);
    Optional<Replicas> atLeast = Optional.empty();
    while (!words.getFirst().equals("because")) {
      String word = words.removeFirst();
      String value = words.removeFirst();
      switch (word) {
        case "on" ->
            scope =
                new Emergency.Scope.Some(
                    Arrays.stream(value.split("\\+"))
                        .map(WorkloadName::new)
                        .collect(Collectors.toCollection(TreeSet::new)));
        case "for" -> lasts = Words.duration(value);
        case "at-least" -> atLeast = Optional.of(new Replicas(Integer.parseInt(value)));
        default -> throw new IllegalArgumentException("an emergency has no " + word);
      }
    }
    words.removeFirst();
    return new Command.StartEmergency(String.join(" ", words), scope, lasts, atLeast);
  }

  private static Emergency.Id latest(State state) {
    return state.emergencies().isEmpty() ? new Emergency.Id("none") : state.emergencies().lastKey();
  }

  private static Approval.Id latestRequest(State state) {
    return state.workloads().values().stream()
        .flatMap(workload -> workload.approval().stream())
        .map(Approval::id)
        .findFirst()
        .orElseGet(() -> new Approval.Id("none"));
  }

  /// `above 30 by 2 for 30m`, `above-cost 4.50 by 1`.
  static ApprovalRule approval(String text) {
    List<String> words = List.of(text.split(" "));
    String size = after(words, "above").orElse("");
    Optional<Replicas> replicas =
        size.isEmpty() ? Optional.empty() : Optional.of(new Replicas(Integer.parseInt(size)));
    OptionalDouble perHour =
        after(words, "above-cost")
            .map(cost -> OptionalDouble.of(Double.parseDouble(cost)))
            .orElseGet(OptionalDouble::empty);
    int approvers = Integer.parseInt(after(words, "by").orElse("1"));
    return new ApprovalRule(
        new ApprovalRule.Above(replicas, perHour),
        approvers,
        after(words, "for").map(Words::duration));
  }

  private static Optional<String> after(List<String> words, String word) {
    int at = words.indexOf(word);
    return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
  }

  static String answered(Effect.Answered answered) {
    return switch (answered.answer()) {
      case Answer.Accepted(_, var sentence) -> "accepted: " + sentence;
      case Answer.Refused(var sentence) -> "refused: " + sentence;
    };
  }

  /// What a turn is called; its alert says the rest.
  static String turned(Emergency emergency) {
    return "emergency: "
        + Turn.name(emergency.stage())
        + (emergency.stage() instanceof Emergency.Stage.Reviewed(_, var by, var note)
            ? " by " + by + ": " + note
            : "");
  }

  static String turned(Approval approval) {
    return "approval: "
        + approval.growth()
        + " "
        + Turn.name(approval.stage())
        + ", "
        + approval.state();
  }
}
