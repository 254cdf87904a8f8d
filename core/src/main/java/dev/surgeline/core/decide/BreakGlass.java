package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What break-glass does to a proposal: it raises it to the size that was asked for, and lets
/// growth past the guardrails that yield.
///
/// Growth alone: on the way down every guardrail holds as ever, for an emergency is no reason to
/// take replicas away faster. What never yields: data quality, the bounds, and whatever else says
/// so in [Guardrail#yields].
///
/// Its reason says by whom and until when, and names a guardrail only if it would have bitten, with
/// what it would have left: `EMERGENCY ops-7 until 2026-11-21T10:00:00Z, skips RATE_LIMITED (to 8:
/// grows at most 100% in 15s)`.
final class BreakGlass {
  private static final int SENTENCE_LENGTH_MAX = 500;

  private BreakGlass() {}

  /// The same under whatever break-glass holds for its workload.
  static Deliberation opened(Deliberation open) {
    Optional<Emergency> emergency = open.situation().emergency();
    return emergency.isEmpty() ? open : opened(open, emergency.get());
  }

  private static Deliberation opened(Deliberation open, Emergency emergency) {
    Replicas asked = emergency.asked();
    Replicas to = open.proposal().to();
    boolean raised = asked.above(to);
    String sentence = emergency.startedBy() + until(emergency);
    if (raised) {
      sentence += ", asks for at least " + asked;
    }
    List<Reason> reasons = new ArrayList<>(open.reasons());
    reasons.add(new Reason(Reason.Code.EMERGENCY, sentence));
    // The wish is remembered as any other: when it is over, the size goes down by the windows and
    // rates of every day.
    Optional<Replicas> wanted = raised ? Optional.of(asked) : open.wanted();
    return open.with(wanted, open.bites(), open.proposal().to(to.max(asked)), reasons);
  }

  private static String until(Emergency emergency) {
    return emergency.stage() instanceof Emergency.Stage.Active(var until) ? " until " + until : "";
  }

  /// Whether break-glass lets this pass.
  static boolean skips(boolean yields, Guardrail.Guarded guarded, Situation situation) {
    return yields
        && guarded.reason().isPresent()
        && guarded.before().up()
        && situation.emergency().isPresent();
  }

  /// The same with what was skipped on the record.
  static Deliberation skipped(Deliberation left, Guardrail.Guarded guarded) {
    Reason spared = guarded.reason().orElseThrow();
    List<Reason> reasons = new ArrayList<>(left.reasons());
    for (int i = 0; i < reasons.size(); i++) {
      if (reasons.get(i).code() == Reason.Code.EMERGENCY) {
        String sentence =
            reasons.get(i).sentence() + ", skips " + spared.code() + " (" + spared.sentence() + ")";
        reasons.set(i, new Reason(Reason.Code.EMERGENCY, shortened(sentence)));
      }
    }
    return left.with(left.wanted(), left.bites(), left.proposal(), reasons);
  }

  private static String shortened(String sentence) {
    return sentence.length() <= SENTENCE_LENGTH_MAX
        ? sentence
        : sentence.substring(0, SENTENCE_LENGTH_MAX - 3) + "...";
  }
}
