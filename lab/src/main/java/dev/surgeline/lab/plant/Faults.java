package dev.surgeline.lab.plant;

import java.util.Comparator;
import java.util.List;

/// All that goes wrong in a run, for both plants and for what is seen of them.
public final class Faults {
  /// Nothing goes wrong.
  public static final Faults NONE = new Faults(List.of());

  private final List<Fault> all;
  private final List<Fault.SlowService> slow;
  private final List<Fault.Crash> crashes;
  private final List<Fault.Unseen> unseen;

  public Faults(List<Fault> all) {
    this.all = all.stream().sorted(Comparator.comparingLong(Fault::from)).toList();
    slow = of(Fault.SlowService.class);
    crashes = of(Fault.Crash.class);
    unseen = of(Fault.Unseen.class);
  }

  private <F extends Fault> List<F> of(Class<F> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// What is wrong with signals.
  List<Fault.Unseen> unseen() {
    return unseen;
  }

  /// The crash of a place in order of time; [Long#MAX_VALUE] when there are no more.
  long crashAt(int place) {
    return place < crashes.size() ? crashes.get(place).from() : Long.MAX_VALUE;
  }

  Fault.Crash crash(int place) {
    return crashes.get(place);
  }

  /// The next time after one at which services begin or end to be slow.
  long turnAfter(long now) {
    long next = Long.MAX_VALUE;
    for (Fault.SlowService one : slow) {
      next = one.from() > now ? Math.min(next, one.from()) : next;
      next = one.to() > now ? Math.min(next, one.to()) : next;
    }
    return next;
  }

  /// What services suffer at a time.
  List<Fault.SlowService> slowAt(long now) {
    return slow.stream().filter(one -> one.at(now)).toList();
  }

  /// How long a request that is begun now takes, for one that takes so long by itself. Which ones a
  /// share falls on follows from the request, and not from chance that each controller would have
  /// of its own.
  long served(long now, long arrival, long takes) {
    long longer = takes;
    for (int i = 0; i < slow.size(); i++) {
      Fault.SlowService one = slow.get(i);
      if (one.at(now) && (one.share() >= 1 || Luck.of(arrival, takes, i) < one.share())) {
        longer = (long) Math.min(1e17, longer * one.times());
      }
    }
    return Math.max(1, longer);
  }

  /// How long a replica that is asked for now takes to serve.
  ///
  /// @param startup how long it takes by itself
  long startup(long now, long startup) {
    double takes = startup;
    for (Fault one : all) {
      takes *= one instanceof Fault.SlowStart late && late.at(now) ? late.times() : 1;
    }
    return Math.round(Math.min(1e17, takes)) + heldUntil(now) - now;
  }

  /// Until when no replica comes to serve; now, if they do.
  long heldUntil(long now) {
    long until = now;
    for (Fault one : all) {
      until = one instanceof Fault.NoStarts held && held.at(until) ? held.to() : until;
    }
    return until;
  }

  /// The longest that any signal comes late.
  long latest() {
    long most = 0;
    for (Fault.Unseen one : unseen) {
      most = one.how() instanceof Fault.How.Late(long by) ? Math.max(most, by) : most;
    }
    return most;
  }
}
