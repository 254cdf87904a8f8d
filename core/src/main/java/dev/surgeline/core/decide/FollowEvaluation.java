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

  static Advice advise(Follow policy, Situation situation) {
    Surroundings around = situation.surroundings();
    FollowMemory memory =
        around
            .memory(policy.key(), FollowMemory.class)
            .filter(before -> before.sameTick(around))
            .orElseGet(() -> new FollowMemory(around.tick(), around.upstream()));
    return new Advice(recommend(policy, memory.upstream(), situation), memory);
  }

  private static Recommendation recommend(
      Follow policy, List<Upstream> upstream, Situation situation) {
    double sum = 0;
    int known = 0;
    boolean complete = true;
    for (Upstream one : situation.surroundings().upstream()) {
      complete &= one.complete();
    }
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
      reasons.add(incomplete(upstream, situation.surroundings().upstream()));
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
    return known > shown ? text + others(known - shown) : text.toString();
  }

  private static Reason unknown(List<Upstream> upstream, int known) {
    for (Upstream one : upstream) {
      if (one.size().isEmpty()) {
        String and = others(upstream.size() - known - 1);
        return new Reason(
            Reason.Code.UPSTREAM_UNKNOWN, one.workload() + and + " could not be observed");
      }
    }
    return new Reason(Reason.Code.UPSTREAM_UNKNOWN, "nothing is there to follow");
  }

  private static String others(int count) {
    return count == 0 ? "" : " and " + count + (count == 1 ? " other" : " others");
  }

  private static Reason incomplete(List<Upstream> followed, List<Upstream> seen) {
    for (int i = 0; i < followed.size(); i++) {
      if (!followed.get(i).complete() || !seen.get(i).complete()) {
        String which = followed.get(i).workload().toString();
        return new Reason(
            Reason.Code.UPSTREAM_UNKNOWN,
            which + " may be wanted larger: not all it looks at is known");
      }
    }
    throw new IllegalStateException("Cannot say what is incomplete: everything is known");
  }
}
