package dev.surgeline.core.decide.slo;

import dev.surgeline.core.decide.Foreseen;
import dev.surgeline.core.decide.Situation;
import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/// The size that the memory argues for, and why.
///
/// `up` is the cheapest size for the demand at start-up time ahead, `hold` the cheapest for the
/// most until then at twice the price: it may keep replicas that are there, and asks for none. Work
/// that waits asks for more on top of `up`: K replica-seconds of it, as they will be at start-up
/// time, cost price x K / m while m replicas more clear them, and 60 m / 2 as those are kept for a
/// while; the sum is least at m = sqrt(2 price K / 60).
///
/// Worked example: 120 requests of 0.2 s wait at 4 slots a replica, 6 replica-seconds, and the size
/// just keeps up with what arrives. At a price of 400 m = sqrt(2 x 400 x 6 / 60) = 9.
///
/// Until enough forecasts are scored the size is for 1.6 times the mean of the last two slices or
/// of the last five minutes (20 slices at least, 80 at most), or for 1.2 times the most of those,
/// whichever is more.
///
/// @param wanted replicas
/// @param sentence why
/// @param forecast what it serves of what is foreseen; absent while no forecast is believed
record Sizes(int wanted, String sentence, Optional<Foreseen> forecast) {
  private static final double HOLD_TIMES = 2;
  private static final int NEEDED_SECONDS = 60;
  private static final double COLD_TIMES = 1.6;
  private static final double COLD_PEAK_TIMES = 1.2;
  private static final int COLD_SHORT = 2;
  private static final long COLD_LONG_SECONDS = 300;
  private static final long COLD_LONG_LEAST = 20;
  private static final double KEPT_SECONDS = 60;
  private static final double BACKLOG_HOLDS = 0.1;

  static Sizes of(SloPolicy policy, Situation situation, SloMemory memory, double price) {
    double now = Learning.known(situation, policy.requests()).orElseThrow().value();
    return memory.forecaster().ready()
        ? forecast(policy, situation, memory, price, now)
        : cold(situation, memory, price, now);
  }

  /// What is kept and what demand needed, after this tick; nothing counts while no forecast does.
  ///
  /// @param before when the tick before was
  /// @param times what may be kept of what is needed; absent: any number
  Headroom headroom(SloMemory memory, Situation situation, Instant before, OptionalDouble times) {
    int slices = Math.max(1, NEEDED_SECONDS / memory.buckets().seconds());
    if (forecast.isEmpty() || times.isEmpty() || memory.buckets().known(0, slices) == 0) {
      return memory.headroom();
    }
    int needed = curve(situation, memory).least(memory.buckets().mean(0, slices));
    double since = Duration.between(before, situation.now()).toNanos() / 1e9;
    return memory.headroom().with(wanted, needed, times.getAsDouble(), since);
  }

  private static Sizes cold(Situation situation, SloMemory memory, double price, double now) {
    Buckets buckets = memory.buckets();
    int slices =
        (int) Math.clamp(COLD_LONG_SECONDS / buckets.seconds(), COLD_LONG_LEAST, Buckets.BACK);
    int known = buckets.known(0, slices);
    double most = known == 0 ? now : buckets.mean(0, slices);
    double latest = buckets.mean(0, COLD_SHORT);
    most = latest > most ? latest : most;
    double peak = known == 0 ? now : buckets.most(0, slices);
    int base = curve(situation, memory).least(Math.max(COLD_TIMES * most, COLD_PEAK_TIMES * peak));
    int more = forBacklog(situation, memory, price, now);
    int current = situation.current().value();
    // Of a time long enough that a signal with gaps does not stay young for ever.
    int ever = buckets.known(0, Buckets.BACK);
    boolean young = ever < slices;
    int asked = young ? Math.max(current, base + more) : base + more;
    int lately = curve(situation, memory).least(Math.max(now, minute(buckets)));
    boolean gone = asked > current && more == 0 && lately < current;
    int wanted = gone ? current : asked;
    String because =
        Figures.of(COLD_TIMES)
            + " times the "
            + Figures.of(most)
            + " requests/s of late or 1.2 times the peak of "
            + Figures.of(peak);
    String why =
        young
            ? "; not fewer before " + slices + " slices of time are known, now " + ever
            : "; " + unbelieved(memory.forecaster());
    String fits =
        gone ? "; not the " + asked + " of that, for the last minute fits in " + lately : "";
    String sentence = "wants " + wanted + ": " + because + why + fits + backlog(memory, more);
    return new Sizes(wanted, sentence, Optional.empty());
  }

  private static String unbelieved(Forecaster forecaster) {
    return forecaster.scored() < Forecaster.BELIEVED
        ? forecaster.scored() + " of " + Forecaster.BELIEVED + " forecasts are scored"
        : "too little of the last minute is known to forecast from";
  }

  /// The mean of the last minute, 0 where nothing of it is known.
  private static double minute(Buckets buckets) {
    int slices = Math.max(1, NEEDED_SECONDS / buckets.seconds());
    return buckets.known(0, slices) == 0 ? 0 : buckets.mean(0, slices);
  }

  private static Sizes forecast(
      SloPolicy policy, Situation situation, SloMemory memory, double full, double now) {
    double price = memory.headroom().price(full);
    Buckets buckets = memory.buckets();
    CapacityCurve curve = curve(situation, memory);
    Foretold rises = memory.forecaster().rises(buckets, memory.offset(), curve);
    Pricing up = Pricing.of(rises.demand(), curve, price);
    int more = forBacklog(situation, memory, price, now);
    int least = up.replicas() + more;
    int current = situation.current().value();
    int wanted = least;
    String held = "";
    if (least < current) {
      Foretold peaks = memory.forecaster().peaks(buckets, memory.offset(), curve);
      int hold = Pricing.of(peaks.demand(), curve, HOLD_TIMES * price).replicas();
      boolean waiting = memory.queued() > BACKLOG_HOLDS * slots(situation);
      boolean stays = waiting || tight(situation, memory, now);
      wanted = Math.max(least, stays ? current : Math.min(current, hold));
      held = wanted > least ? "; " + least + " would do by then, not until then" : "";
    }
    double prepared = rises.prepared(wanted);
    String sentence =
        "wants "
            + wanted
            + ": "
            + Figures.of(now)
            + " requests/s now, prepared for "
            + Figures.of(prepared)
            + " within "
            + Figures.of(ahead(memory))
            + margin(up, price)
            + (price < full ? ", lowered from " + Figures.of(full) + " for its headroom" : "")
            + held
            + backlog(memory, more);
    Duration ahead = ahead(memory);
    var foreseen =
        new Foreseen(
            policy.requests(), rises.demand().served(wanted), ahead, ahead, prepared, memory.at());
    return new Sizes(wanted, sentence, Optional.of(foreseen));
  }

  /// Whether the last minute, with what of it still waits, asks for more than those that serve: a
  /// forecast of less is then no reason to go without some of them.
  private static boolean tight(Situation situation, SloMemory memory, double now) {
    double minute = Math.max(now, minute(memory.buckets())) + memory.queued() / NEEDED_SECONDS;
    int serving = situation.observation().status().ready().value();
    return curve(situation, memory).least(minute) > serving;
  }

  private static String margin(Pricing up, double price) {
    double saved = 3600 * (up.servedByNext() - up.served());
    return "; more than "
        + up.replicas()
        + " would save "
        + Figures.of(Math.rint(saved * 10) / 10)
        + " violated seconds an hour and replica, at "
        + Figures.of(Math.rint(price))
        + " replica-seconds each";
  }

  private static String backlog(SloMemory memory, int more) {
    return more > 0
        ? "; " + more + " for " + Figures.of(Math.rint(memory.queued())) + " that wait"
        : "";
  }

  /// A schedule's multiplier lets the demand count more often than it was measured.
  private static CapacityCurve curve(Situation situation, SloMemory memory) {
    return memory.curve().counting(situation.agenda().multiplier());
  }

  private static Duration ahead(SloMemory memory) {
    int seconds = memory.buckets().seconds();
    int horizon = Buckets.horizon(seconds, memory.startup());
    return Duration.ofSeconds((long) horizon * seconds);
  }

  /// Replicas for the work that will still wait when they serve.
  private static int forBacklog(Situation situation, SloMemory memory, double price, double now) {
    if (memory.queued() <= 0) {
      return 0;
    }
    Capacity capacity = situation.workload().capacity();
    double each = memory.service().mean(capacity) / capacity.slots();
    double there = situation.observation().status().staying().value();
    double growth = (now * each - there) * capacity.startup().toNanos() / 1e9;
    double waiting = memory.queued() * each + growth;
    return waiting <= 0 ? 0 : (int) Math.ceil(Math.sqrt(2 * price * waiting / KEPT_SECONDS));
  }

  private static double slots(Situation situation) {
    return (double) situation.observation().status().ready().value()
        * situation.workload().capacity().slots();
  }
}
