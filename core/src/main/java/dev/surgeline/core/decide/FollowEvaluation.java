package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How many replicas others keep busy: the sum over those that are followed of their size times
/// what each of their replicas keeps busy here.
///
/// Of one that could not be observed nothing is known: the rest is the least that is needed, which
/// may argue for more replicas and not for fewer.
final class FollowEvaluation {
  private static final int SHOWN = 3;

  private FollowEvaluation() {}

  static Recommendation recommend(Follow policy, Situation situation) {
    List<Upstream> upstream = situation.surroundings().upstream();
    double sum = 0;
    int known = 0;
    boolean complete = true;
    List<Reason> reasons = new ArrayList<>(2);
    for (Upstream one : upstream) {
      complete &= one.size().isPresent() && one.complete();
      if (one.size().isPresent()) {
        known++;
        sum += one.size().get().value() * one.each();
      }
    }
    Optional<Replicas> wanted = Optional.empty();
    if (known > 0) {
      wanted = Optional.of(Replicas.covering(sum * situation.agenda().multiplier()));
      String because = words(upstream, known);
      reasons.add(new Reason(Reason.Code.TARGET, "wants " + wanted.get() + ": " + because));
    }
    if (known < upstream.size() || known == 0) {
      reasons.add(unknown(upstream, known));
    } else if (!complete) {
      reasons.add(incomplete(upstream));
    }
    return new Recommendation(policy.name(), wanted, complete && known > 0, reasons);
  }

  private static String words(List<Upstream> upstream, int known) {
    var text = new StringBuilder(60);
    int shown = 0;
    for (Upstream one : upstream) {
      if (one.size().isPresent() && shown < SHOWN) {
        text.append(shown == 0 ? "" : " and ")
            .append(one.workload())
            .append(' ')
            .append(one.size().get())
            .append(" x ")
            .append(Figures.of(one.each()));
        shown++;
      }
    }
    return known > shown ? text + " and " + (known - shown) + " others" : text.toString();
  }

  private static Reason unknown(List<Upstream> upstream, int known) {
    for (Upstream one : upstream) {
      if (one.size().isEmpty()) {
        int others = upstream.size() - known - 1;
        String and = others == 0 ? "" : " and " + others + " others";
        return new Reason(
            Reason.Code.UPSTREAM_UNKNOWN, one.workload() + and + " could not be observed");
      }
    }
    return new Reason(Reason.Code.UPSTREAM_UNKNOWN, "nothing is there to follow");
  }

  private static Reason incomplete(List<Upstream> upstream) {
    for (Upstream one : upstream) {
      if (!one.complete()) {
        String sentence = one.workload() + " may be wanted larger: not all it looks at is known";
        return new Reason(Reason.Code.UPSTREAM_UNKNOWN, sentence);
      }
    }
    throw new IllegalStateException("Cannot say what is incomplete: everything is known");
  }
}
