package dev.surgeline.core.observe;

import dev.surgeline.core.observe.SignalMemory.Suspect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The data-quality gate: what a workload's policies are shown of what was measured.
///
/// A wrong high value costs money, a wrong low one costs patients, so the two are not treated
/// alike. A value that is absent or odd never argues for fewer replicas ([Doubt][Doubt]); the last
/// good one stands in for it for a stated time, after which it is Missing.
///
/// | what is odd | what is shown |
/// |---|---|
/// | absent, stale, from the future, out of order, silent | the last good value, then nothing |
/// | one replica far from all others | the measure without it, in doubt |
/// | repeats itself for twice as long as it ever did | itself, in doubt |
/// | and for `frozenAfter`, while others moved | nothing |
/// | more than `jump` times its highest level, or a unit's factor | the last good value |
/// | and another signal rose with it | up to twice that level, four times at the next sample, ... |
/// | less than its last level by `jump`, or a unit's factor | the last good value, then nothing |
///
/// A jump is believed when it has shown itself for long enough. Up: at the second sample; after
/// `WAIT` when it is the factor of a unit, beyond all that demand does, or denied by the other
/// signals. Down: after `WAIT`; after `LONG_WAIT` when it is such a factor or denied, and lower
/// than it was for a day.
///
/// Example: 40 requests a second, then 40,000. The latency is as before: 40 stand in. 15 s later it
/// is 41 again, and nothing happened. Had it stayed, it would be believed after 2 minutes; had the
/// latency doubled to more than it was all day, 80 would be shown at once, 160 and 320 at the next
/// samples: as fast as the Kubernetes HPA lets a size grow by default.
///
/// It lives for one call.
public final class Gate {
  /// How long a jump that looks wrong must last to be believed.
  static final Duration WAIT = Duration.ofMinutes(2);

  /// The same for a fall that looks wrong.
  static final Duration LONG_WAIT = Duration.ofMinutes(10);

  /// Clocks of two machines may differ by as much.
  static final Duration SKEW = Duration.ofSeconds(5);

  private static final Duration FORGET = Duration.ofDays(1);
  private static final double NEAR = 3;
  private static final int SHOWN_HIGH = 2;
  private static final int SHOWN_LOW = 3;

  private final Observation measured;
  private final GateMemory before;
  private final SignalRules rules;
  private final Instant now;
  private final boolean steppedBack;
  private final List<SignalMemory> remembered;
  private SortedMap<SignalName, Signal> shown; // tidy: owned window
  private List<Doubt> doubts = List.of(); // tidy: owned window
  private boolean changed; // tidy: owned window
  private int next; // tidy: owned window

  /// What came through.
  ///
  /// @param observation as the policies shall see it; the same object when nothing was odd
  /// @param trust how far it is to be believed
  /// @param memory what is remembered for the next tick
  public record Passed(Observation observation, Trust trust, GateMemory memory) {}

  private Gate(
      Observation measured,
      GateMemory before,
      SignalRules rules,
      Instant now,
      boolean steppedBack) {
    this.measured = measured;
    this.before = before;
    this.rules = rules;
    this.now = now;
    this.steppedBack = steppedBack;
    this.shown = measured.signals();
    this.remembered = new ArrayList<>(measured.signals().size());
  }

  /// What of an observation the policies are shown.
  ///
  /// @param steppedBack whether the clock of the samples is behind `now`, so that one may be older
  ///   than the last without being out of order
  public static Passed pass(
      Observation measured,
      GateMemory before,
      SignalRules rules,
      Instant now,
      boolean steppedBack) {
    var gate = new Gate(measured, before, rules, now, steppedBack);
    measured.signals().forEach(gate::judge);
    gate.unheardBefore(Optional.empty());
    return gate.passed();
  }

  private Passed passed() {
    Instant began = before.began().orElse(now);
    boolean awaits = !now.isAfter(began.plus(rules.standsIn()));
    Trust usual = awaits ? Trust.FULL : Trust.SETTLED;
    return new Passed(
        changed ? new Observation(measured.status(), shown) : measured,
        doubts.isEmpty() ? usual : new Trust(doubts, awaits),
        new GateMemory(before.began().isPresent() ? before.began() : Optional.of(now), remembered));
  }

  private void judge(SignalName name, Signal signal) {
    if (next < before.signals().size()) {
      unheardBefore(Optional.of(name));
    }
    if (next < before.signals().size() && before.signals().get(next).name().equals(name)) {
      judge(before.signals().get(next++), signal);
    } else {
      first(name, signal);
    }
  }

  /// Signals that were there once and are not in this observation at all.
  private void unheardBefore(Optional<SignalName> name) {
    while (next < before.signals().size()) {
      SignalMemory one = before.signals().get(next);
      if (name.isPresent() && one.name().compareTo(name.get()) >= 0) {
        return;
      }
      next++;
      absent(one, measured.signal(one.name()), Absence.NO_SAMPLE, one.good().at());
    }
  }

  private void first(SignalName name, Signal signal) {
    if (signal instanceof Signal.Known known) {
      if (ahead(known)) {
        show(name, new Signal.Missing(Absence.FROM_THE_FUTURE));
        return;
      }
      Whole whole = whole(name, known);
      if (whole.reported()) {
        remembered.add(SignalMemory.of(name, whole.known(), whole.level()));
      }
    }
  }

  private void judge(SignalMemory memory, Signal signal) {
    Instant last = memory.good().at();
    switch (signal) {
      case Signal.Missing(var why) -> absent(memory, signal, why, last);
      case Signal.Stale _ -> absent(memory, signal, Absence.TOO_OLD, last);
      case Signal.Known known when ahead(known) -> refused(memory, Absence.FROM_THE_FUTURE);
      case Signal.Known known -> {
        Whole whole = whole(memory.name(), known);
        if (whole.reported()) {
          known(memory, whole.known(), whole.level());
        } else if (measured.status().ready().value() == 0) {
          remembered.add(memory);
        } else {
          refused(memory, Absence.SILENT);
        }
      }
    }
  }

  private boolean ahead(Signal.Known known) {
    return known.at().isAfter(now) && known.at().isAfter(now.plus(SKEW));
  }

  private void known(SignalMemory memory, Signal.Known known, double level) {
    int order = steppedBack ? 1 : known.at().compareTo(memory.seen());
    boolean other = order == 0 && memory.suspect().isEmpty() && level < memory.level();
    if (order < 0 || other) {
      refused(memory, Absence.OUT_OF_ORDER);
      return;
    }
    if (order > 0 && forgotten(memory)) {
      remembered.add(SignalMemory.of(memory.name(), known, level));
      return;
    }
    boolean still = memory.suspect().isPresent() && stillOdd(memory, level);
    boolean high = level > memory.level();
    if (still || (high ? tooHigh(memory, level) : tooLow(memory, level))) {
      jumped(memory, known, level, high);
    } else {
      good(memory, known, level);
    }
  }

  /// Whether it is about what the suspect was. The truth goes on meanwhile, and sixty times less of
  /// it is soon no more than forty times less than what was last known: that makes it no better.
  private boolean stillOdd(SignalMemory memory, double level) {
    Suspect suspect = memory.suspect().orElseThrow();
    double far = Math.sqrt(rules.jumpMost());
    boolean near = level <= NEAR * suspect.level() && suspect.level() <= NEAR * level;
    boolean sameSide = suspect.high() ? level > far * memory.level() : level < memory.level() / far;
    return near && sameSide;
  }

  /// Many times what was ever seen lately; or beyond it, by a unit's factor from the level before.
  private boolean tooHigh(SignalMemory memory, double level) {
    double jump = rules.jumpMost();
    double highest = highest(memory);
    boolean above = memory.habit().known() && level > highest && highest > 0;
    return above && (level > jump * highest || Units.factor(level / memory.level(), jump));
  }

  /// A small part of what it was, unless it was a few: of 3 that wait none may be left at any time.
  private boolean tooLow(SignalMemory memory, double level) {
    double jump = rules.jumpMost();
    boolean far = level < memory.level() / jump || Units.factor(memory.level() / level, jump);
    return far && Levels.telling(memory.good().measure());
  }

  private static double highest(SignalMemory memory) {
    return Math.max(memory.level(), memory.habit().highest());
  }

  private void good(SignalMemory memory, Signal.Known known, double level) {
    boolean moved = level != memory.level() || !known.measure().equals(memory.good().measure());
    Instant since = moved ? known.at() : memory.since();
    Duration run = moved ? Duration.ZERO : Duration.between(since, known.at());
    Optional<Scene> repeat = moved ? Optional.empty() : memory.repeat();
    boolean odd = !moved && (repeat.isPresent() || repeatsOddly(memory, run));
    if (odd && repeat.isEmpty()) {
      repeat = Optional.of(Scene.of(memory.name(), before, measured.status()));
    }
    Duration stood = moved ? learned(memory) : Duration.ZERO;
    boolean again = !moved && known.at().equals(memory.good().at());
    Habit habit = again ? memory.habit() : memory.habit().after(level, known.at(), moved, stood);
    remembered.add(
        new SignalMemory(memory.name(), known, level, since, repeat, Optional.empty(), habit));
    if (odd && run.compareTo(rules.repeatsMost()) < 0) {
      doubt(memory.name(), Absence.REPEATED, known, false);
    } else if (odd && repeat.isPresent() && repeat.get().moved(measured)) {
      show(memory.name(), new Signal.Missing(Absence.FROZEN));
    }
  }

  /// Whether a value that is not one of a few whole numbers, of a signal that moves, repeats itself
  /// for twice as long as it ever did.
  private static boolean repeatsOddly(SignalMemory memory, Duration run) {
    return memory.habit().moving()
        && run.compareTo(twice(memory.habit().longestStill())) > 0
        && Levels.telling(memory.good().measure());
  }

  /// By a sum: a product of durations is reckoned in whole numbers of any length.
  private static Duration twice(Duration once) {
    return once.plus(once);
  }

  /// For how long the value before had repeated itself, if that was not odd.
  private Duration learned(SignalMemory memory) {
    if (memory.since().equals(memory.good().at())) {
      return Duration.ZERO;
    }
    Duration run = Duration.between(memory.since(), memory.good().at());
    boolean odd = memory.repeat().isPresent() && run.compareTo(rules.repeatsMost()) >= 0;
    return odd || !Levels.telling(memory.good().measure()) ? Duration.ZERO : run;
  }

  private void jumped(SignalMemory memory, Signal.Known known, double level, boolean high) {
    Suspect suspect =
        memory
            .suspect()
            .filter(one -> one.high() == high)
            .orElseGet(() -> suspect(memory, known.at(), level));
    boolean rose = high && suspect.scene().rose(measured, rules.jumpMost());
    suspect = suspect.again(level, known.at(), rose);
    boolean slow = slow(suspect, memory.habit());
    if (believed(suspect, slow)) {
      good(memory.with(Optional.empty()), known, level);
      return;
    }
    if (rose) {
      double most = Math.min(rules.jumpMost(), Math.scalb(1.0, Math.min(40, suspect.rose())));
      double part = Math.min(1, most * highest(memory) / level);
      remembered.add(memory.with(Optional.of(suspect)));
      var bounded = new Signal.Known(Levels.times(known.measure(), part), known.at());
      doubt(memory.name(), Absence.JUMPED, bounded, false);
      return;
    }
    Signal otherwise = new Signal.Missing(Absence.JUMPED);
    absent(
        memory.with(Optional.of(suspect)), otherwise, Absence.JUMPED, since(memory, suspect, slow));
  }

  /// From when on the last good value stands in for a jump: not when it was too old by then. It
  /// does not go when the jump is soon believed, or is one upwards.
  private Instant since(SignalMemory memory, Suspect suspect, boolean slow) {
    Instant good = memory.good().at();
    if (suspect.since().isAfter(good.plus(rules.standsIn()))) {
      return good;
    }
    return suspect.high() || !slow ? now : suspect.since();
  }

  private Suspect suspect(SignalMemory memory, Instant at, double level) {
    boolean high = level > memory.level();
    double jump = rules.jumpMost();
    double highest = highest(memory);
    double from = memory.level() > 0 ? memory.level() : highest;
    boolean unit = Units.factor(high ? level / from : from / level, jump);
    boolean unlikely = unit || (high && level / highest > jump * jump);
    Scene scene = Scene.of(memory.name(), before, measured.status());
    return new Suspect(high, unlikely, level, 0, 0, at, Instant.MIN, scene);
  }

  /// Whether it must show itself for longer than usual: it looks like a change of unit, or the
  /// other signals deny it. A level that it had lately is none of that: a queue is empty now and
  /// then, whatever comes in.
  private boolean slow(Suspect suspect, Habit habit) {
    Scene scene = suspect.scene();
    if (suspect.high()) {
      return suspect.unlikely() || scene.deniesRise(measured);
    }
    return suspect.level() < habit.lowest() && (suspect.unlikely() || scene.deniesFall(measured));
  }

  private static boolean believed(Suspect suspect, boolean slow) {
    Duration more = suspect.high() ? WAIT : LONG_WAIT;
    Duration less = suspect.high() ? Duration.ZERO : WAIT;
    return suspect.times() >= (suspect.high() ? SHOWN_HIGH : SHOWN_LOW)
        && suspect.age().compareTo(slow ? more : less) >= 0;
  }

  /// A signal without the value of one replica that is far from all others.
  ///
  /// @param reported whether anything was measured
  private record Whole(Signal.Known known, double level, boolean reported) {}

  private Whole whole(SignalName name, Signal.Known known) {
    return switch (known.measure()) {
      case Measure.Total(var value) -> new Whole(known, value, true);
      case Measure.PerReplica each -> {
        Levels.Sum sum = Levels.sum(each);
        if (!sum.outlier(rules.jumpMost())) {
          yield new Whole(known, sum.level(), sum.reported() > 0);
        }
        var rest = new Signal.Known(Levels.withoutMost(each), known.at());
        doubt(name, Absence.OUTLIER, rest, false);
        yield new Whole(rest, Levels.of(rest.measure()), true);
      }
    };
  }

  private void refused(SignalMemory memory, Absence why) {
    absent(memory, new Signal.Missing(why), why, memory.good().at());
  }

  /// @param otherwise what is shown when the last good value no longer stands in
  /// @param from when that time begins
  private void absent(SignalMemory memory, Signal otherwise, Absence why, Instant from) {
    boolean measuredNow = measured.signal(memory.name()) instanceof Signal.Known;
    if (measuredNow || !forgotten(memory)) {
      remembered.add(memory);
    }
    if (now.isAfter(from.plus(rules.standsIn()))) {
      show(memory.name(), otherwise);
    } else {
      doubt(memory.name(), why, memory.good(), true);
    }
  }

  /// Whether its last good value is too old to compare anything with.
  private boolean forgotten(SignalMemory memory) {
    return now.isAfter(memory.seen().plus(FORGET));
  }

  private void doubt(SignalName name, Absence why, Signal.Known instead, boolean standsIn) {
    doubts = doubts.isEmpty() ? new ArrayList<>() : doubts;
    doubts.removeIf(one -> one.signal().equals(name));
    doubts.add(new Doubt(name, why, instead, standsIn));
    show(name, instead);
  }

  private void show(SignalName name, Signal signal) {
    if (signal.equals(shown.get(name))) {
      return;
    }
    shown = changed ? shown : new TreeMap<>(shown);
    changed = true;
    shown.put(name, signal);
  }
}
