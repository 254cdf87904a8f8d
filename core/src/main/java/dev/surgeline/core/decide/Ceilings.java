package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Dependency;
import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.Milli;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Share;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The dependency ceiling: growth goes no further than the connections, partitions and licences
/// that there are, and not at all for a while after it brought less than there was before.
///
/// Free room goes in order of criticality, then of name. What counts as taken is what others hold:
/// the larger of the size they are on their way to and the replicas that are there, with those that
/// still drain, and never less than their min, so that growth leaves room for it. Nothing that runs
/// is taken away, and growth up to the min always passes.
///
/// Example: `claims-db` takes 400 connections, 10 from each replica. `portal` has 14 replicas and
/// one that drains, so `claims` grows to 25 and not to 30.
final class Ceilings {
  private static final int NAMED = 3;
  private static final Comparator<Deliberation> FIRST_SERVED =
      Comparator.<Deliberation, Boolean>comparing(one -> !Holding.acts(one))
          .thenComparing(one -> one.situation().workload().criticality())
          .thenComparing(one -> one.situation().workload().name());

  private final SortedMap<Share.Of, SharedLevel> levels = new TreeMap<>();

  private Ceilings() {}

  static List<Deliberation> pass(List<Deliberation> open, List<Unseen> unseen) {
    List<Deliberation> growing = new ArrayList<>();
    for (Deliberation one : open) {
      if (one.proposal().up() && concern(one.situation())) {
        growing.add(one);
      }
    }
    if (growing.isEmpty()) {
      return open;
    }
    growing.sort(FIRST_SERVED);
    var ceilings = new Ceilings();
    ceilings.count(open, unseen);
    SortedMap<WorkloadName, Deliberation> guarded = new TreeMap<>();
    for (Deliberation one : growing) {
      guarded.put(one.situation().workload().name(), ceilings.guard(one));
    }
    List<Deliberation> left = new ArrayList<>(open.size());
    for (Deliberation one : open) {
      left.add(guarded.getOrDefault(one.situation().workload().name(), one));
    }
    return left;
  }

  /// Whether a workload has any, or a hold.
  static boolean concern(Situation situation) {
    Workload workload = situation.workload();
    return !workload.dependsOn().isEmpty()
        || !workload.ceilings().isEmpty()
        || situation.surroundings().hold().isPresent();
  }

  private void count(List<Deliberation> open, List<Unseen> unseen) {
    for (Deliberation one : open) {
      Workload workload = one.situation().workload();
      for (Share share : Share.of(workload)) {
        add(share, " ", workload, reserved(one) + Holding.draining(one));
      }
    }
    for (Unseen one : unseen) {
      for (Share share : Share.of(one.workload())) {
        add(share, one.how(), one.workload(), one.size().value());
      }
    }
  }

  private void add(Share share, String how, Workload workload, int replicas) {
    SharedLevel level = levels.computeIfAbsent(share.of(), _ -> new SharedLevel(share.limit()));
    level.atMost(share.limit());
    level.hold(workload.name(), how, share.takes(replicas));
  }

  private static int reserved(Deliberation one) {
    return Math.max(Holding.replicas(one), one.situation().bounds().min().value());
  }

  private Deliberation guard(Deliberation one) {
    Deliberation held = afterHold(one);
    Replicas claim = Lookahead.beforeCeilings(held);
    if (!claim.above(held.proposal().from())) {
      return held;
    }
    Optional<Share> nearest = Optional.empty();
    int allowed = claim.value();
    for (Share share : Share.of(held.situation().workload())) {
      int room = room(share, held);
      if (room < allowed) {
        allowed = room;
        nearest = Optional.of(share);
      }
    }
    Deliberation cut = held;
    if (nearest.isPresent()) {
      Replicas to = atLeast(held, new Replicas(allowed));
      if (to.below(claim)) {
        String sentence = Holding.to(held.proposal(), to) + why(nearest.get(), held);
        cut = held.limited(to, Reason.Code.DEPENDENCY_CEILING, sentence);
      }
    }
    if (Holding.acts(cut)) {
      grant(cut, claim.min(cut.desired()));
    }
    return cut;
  }

  /// Nothing that runs is taken away, and the min is not for this guardrail to hold back.
  private static Replicas atLeast(Deliberation one, Replicas allowed) {
    Replicas min = one.situation().bounds().min().min(one.desired());
    return allowed.max(one.proposal().from()).max(min);
  }

  private int room(Share share, Deliberation one) {
    long room = level(share).roomFor(own(share, one));
    long replicas = Math.floorDiv(room, share.each()) - Holding.draining(one);
    return Math.clamp(replicas, 0, Replicas.LIMIT);
  }

  private static long own(Share share, Deliberation one) {
    return share.takes(reserved(one) + Holding.draining(one));
  }

  /// Of a workload that was counted.
  private SharedLevel level(Share share) {
    return Objects.requireNonNull(levels.get(share.of()));
  }

  private void grant(Deliberation one, Replicas size) {
    int before = reserved(one);
    int after = Math.max(before, size.value());
    int draining = Holding.draining(one);
    for (Share share : Share.of(one.situation().workload())) {
      long more = share.takes(after + draining) - share.takes(before + draining);
      level(share).grant(one.situation().workload().name(), more);
    }
  }

  private String why(Share share, Deliberation one) {
    List<String> held = new ArrayList<>();
    int draining = Holding.draining(one);
    if (draining > 0) {
      held.add("its own " + draining + " that drain hold " + Milli.words(share.takes(draining)));
    }
    held.addAll(level(share).others(one.situation().workload().name(), own(share, one)));
    return share.words() + (held.isEmpty() ? "" : "; " + String.join(", ", held));
  }

  private static Deliberation afterHold(Deliberation one) {
    Optional<GrowthHold> hold = one.situation().surroundings().hold();
    if (hold.isEmpty()) {
      return one;
    }
    GrowthHold held = hold.get();
    Replicas to = atLeast(one, held.size());
    if (!one.desired().above(to)) {
      return one;
    }
    String sentence =
        Holding.to(one.proposal(), to)
            + Figures.of(held.before())
            + " a second were answered with "
            + held.size()
            + " and "
            + Figures.of(held.after())
            + " with "
            + held.over()
            + " while no fewer waited; "
            + suspects(one.situation().workload())
            + " may be the bottleneck; no growth for "
            + Figures.of(Duration.between(one.situation().now(), held.until()));
    return one.limited(to, Reason.Code.BOTTLENECK, sentence);
  }

  /// What a workload waits for when more of it answers less.
  static String suspects(Workload workload) {
    List<String> names = new ArrayList<>();
    workload.dependsOn().stream().map(Dependency::workload).forEach(name -> names.add(name + ""));
    workload.ceilings().forEach(ceiling -> names.add(ceiling.name()));
    String more = names.size() > NAMED ? " or another" : "";
    return String.join(" or ", names.subList(0, Math.min(NAMED, names.size()))) + more;
  }
}
