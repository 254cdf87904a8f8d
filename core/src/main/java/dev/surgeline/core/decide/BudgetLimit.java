package dev.surgeline.core.decide;

import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Replicas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// No growth that the budget does not have the money for. It never takes away what runs: an overrun
/// is no reason to take capacity from a hospital that works.
///
/// All proposals share what is left: the most that all may cost an hour, less what runs. The higher
/// criticality is served first, then the cheaper replica, then the name; each gets as much of its
/// growth as there is money for. What shrinks at this tick is counted until it is gone.
///
/// Three kinds of growth are not held: up to the declared min; of a life-safety workload, which
/// counts first and says when it goes beyond; and during break-glass, which has an allowance of its
/// own. Growth of a workload without a price passes, for nobody knows what it costs; so does growth
/// into reserved replicas, which are paid for. What is only observed or recommended takes nothing,
/// and is told what there would be left.
///
/// Example: 1.00 an hour is left. `beds` (critical, 0.20 a replica) wants 4 -> 8 and gets it;
/// `claims` (standard, 0.10) wants 2 -> 6 and gets 4; `reports` (deferrable) gets nothing.
final class BudgetLimit {
  private static final double ROUNDING = 1e-9;

  private static final Comparator<Deliberation> FIRST_SERVED =
      Comparator.comparing((Deliberation one) -> one.situation().workload().criticality())
          .thenComparingDouble(one -> price(one).perReplicaHour())
          .thenComparing(one -> one.situation().workload().name());

  private final Funds funds;
  private final Funds.Limit limit;
  private double left; // tidy: owned window

  private BudgetLimit(Funds funds, double running) {
    this.funds = funds;
    this.limit = funds.tightest();
    this.left = limit.perHour() - running;
  }

  /// What is left of the proposals.
  static List<Deliberation> pass(List<Deliberation> open, Funds funds) {
    double running = funds.elsewhere();
    double growth = 0;
    for (Deliberation one : open) {
      if (one.situation().workload().cost().isPresent()) {
        running += price(one).perHour(running(one));
        growth += charged(one) ? extra(one, Lookahead.beforeApproval(one)) : 0;
      }
    }
    var guardrail = new BudgetLimit(funds, running);
    boolean enough = growth <= 0 || growth <= guardrail.left + ROUNDING;
    List<Deliberation> shared = enough ? open : guardrail.share(open);
    if (enough) {
      guardrail.left -= growth;
    }
    return guardrail.imagine(shared);
  }

  /// What is not acted on takes no money; it shows what there would be left for it.
  private List<Deliberation> imagine(List<Deliberation> open) {
    if (open.stream().noneMatch(one -> costs(one) && !Holding.acts(one))) {
      return open;
    }
    List<Deliberation> imagined = new ArrayList<>(open);
    double present = left;
    imagined.replaceAll(one -> {
      Deliberation after = costs(one) && !Holding.acts(one) ? served(one) : one;
      left = present;
      return after;
    });
    return imagined;
  }

  private List<Deliberation> share(List<Deliberation> open) {
    List<Deliberation> shared = new ArrayList<>(open);
    IntStream.range(0, open.size())
        .filter(i -> charged(open.get(i)))
        .boxed()
        .sorted(Comparator.comparing(open::get, FIRST_SERVED))
        .forEach(i -> shared.set(i, served(open.get(i))));
    return shared;
  }

  private Deliberation served(Deliberation wants) {
    Replicas wanted = Lookahead.beforeApproval(wants);
    double before = left;
    boolean held = wants.situation().workload().criticality() != Criticality.LIFE_SAFETY;
    Replicas granted = held ? most(wants, wanted) : wanted;
    left -= extra(wants, granted);
    Proposal proposal = wants.proposal();
    if (!granted.equals(wanted)) {
      String where = (granted.equals(proposal.from()) ? "stays at " : "cut to ") + granted;
      String sentence = where + ": " + wanted + " would cost " + beyond(wants, wanted, before);
      return wants.after(
          Guardrail.Guarded.limited(proposal, granted, Reason.Code.BUDGET, sentence));
    }
    if (extra(wants, granted) <= Math.max(0, before) + ROUNDING) {
      return wants;
    }
    String why = held ? "the min comes first" : "life-safety is not held";
    String sentence = granted + " cost " + beyond(wants, granted, before) + "; " + why;
    return wants.noting(new Reason(Reason.Code.OVER_BUDGET, sentence));
  }

  /// `3.80 GBP an hour beyond the 42000 of the month, 41250 forecast at its end`.
  private String beyond(Deliberation wants, Replicas size, double before) {
    double beyond = extra(wants, size) - Math.max(0, before);
    StringBuilder text = new StringBuilder(80).append(Figures.money(beyond)).append(' ');
    text.append(funds.currency()).append(" an hour beyond the ");
    text.append(Figures.money(limit.amount())).append(" of the ").append(Funds.name(limit.span()));
    if (limit.forecast().isPresent()) {
      text.append(", ").append(Figures.money(limit.forecast().getAsDouble()));
      text.append(" forecast at its end");
    }
    return text.toString();
  }

  /// The largest part of the growth that there is money for; a larger size never costs less.
  private Replicas most(Deliberation wants, Replicas wanted) {
    Replicas min = wants.situation().bounds().min();
    int least = wants.proposal().from().max(min.min(wanted)).value();
    int most = wanted.value();
    while (least < most) {
      int middle = least + (most - least + 1) / 2;
      boolean fits = extra(wants, new Replicas(middle)) <= Math.max(0, left) + ROUNDING;
      least = fits ? middle : least;
      most = fits ? most : middle - 1;
    }
    return new Replicas(least);
  }

  private static boolean charged(Deliberation one) {
    return costs(one) && Holding.acts(one);
  }

  private static boolean costs(Deliberation one) {
    return one.proposal().up()
        && one.situation().workload().cost().isPresent()
        && one.situation().emergency().isEmpty();
  }

  /// What a size costs an hour more than what runs, and is counted already.
  private static double extra(Deliberation one, Replicas size) {
    Price price = price(one);
    return Math.max(0, price.perHour(size) - price.perHour(running(one)));
  }

  /// Billed is what was asked for, and what has not gone yet.
  private static Replicas running(Deliberation one) {
    WorkloadStatus status = one.situation().observation().status();
    Replicas there = status.desired().max(status.staying());
    return Holding.acts(one) ? one.situation().current().max(there) : there;
  }

  private static Price price(Deliberation one) {
    return one.situation().workload().cost().orElseThrow();
  }
}
