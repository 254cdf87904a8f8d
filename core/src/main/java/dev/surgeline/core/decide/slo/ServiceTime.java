package dev.surgeline.core.decide.slo;

import dev.surgeline.core.platform.Capacity;
import java.util.OptionalDouble;

/// How long a request is worked on, and how much that varies, from what is measured.
///
/// Little's law (1961): the mean number of requests in service is the rate at which they are
/// finished times their mean service time. Both sides are summed with a half-life of 24 buckets;
/// the mean is the one sum by the other. What is finished is what arrived less what the number in
/// flight grew by.
///
/// Where requests wait for longer than the objective's bound some of those that left may have given
/// up, and the quotient is only the least that the service time can be: it may raise the mean when
/// it is far above it, and never lower it.
///
/// The declared service time counts as much as the first four buckets.
///
/// Worked example: 30 a second arrive, 12 are in flight, none wait: 12 / 30 = 0.4 s. If 0.2 s were
/// declared, the mean after four such buckets is about 0.3 s.
///
/// The spread comes from the latency of the objective's quantile while next to none wait: for
/// lognormal service with the variance s2 of its logarithm, ln(latency / mean) = z s - s2 / 2,
/// where z is the normal distribution's quantile.
///
/// @param busy slots, summed over seconds
/// @param done requests, summed alike
/// @param tail ln(latency / mean), smoothed
/// @param inFlight at the last sample; absent: not known
/// @param servers slots that were ready then
public record ServiceTime(
    double busy, double done, double tail, OptionalDouble inFlight, double servers) {
  private static final double HALF_LIFE = 24;
  private static final double FIRST = 4;
  private static final double WRONG_MOST = 10;

  /// How far above the mean a sample must be that can only be too low.
  private static final double SURELY = 1.5;

  private static final double TAIL_SPEED = 0.02;

  /// What a spread (cv2) of one half has at 99%.
  private static final double TAIL_FIRST = 1.278;

  /// What waits at a size that tells the time of service from that of an answer.
  private static final double WAITING_MOST = 0.005;

  static final ServiceTime NEW = new ServiceTime(0, 0, TAIL_FIRST, OptionalDouble.empty(), 0);

  /// What was measured over one sample.
  ///
  /// @param inFlight requests
  /// @param rate requests per second
  /// @param servers slots that are ready
  /// @param seconds since the sample before
  /// @param bucket seconds
  /// @param bound of the objective, in seconds
  record Sample(
      double inFlight, double rate, double servers, double seconds, double bucket, double bound) {}

  /// The mean, in seconds: what was declared before anything was measured, and never further from
  /// it than ten times.
  double mean(Capacity capacity) {
    double declared = declared(capacity);
    double mean = done > 0 ? busy / done : declared;
    return Math.max(declared / WRONG_MOST, Math.min(declared * WRONG_MOST, mean));
  }

  /// The variance by the mean squared, 0.05 to 4.
  ///
  /// @param quantile of the objective
  double spread(double quantile) {
    double z = Normal.quantile(Math.max(0.6, quantile));
    double root = z - Math.sqrt(Math.max(0, z * z - 2 * tail));
    return Math.max(0.05, Math.min(4, StrictMath.expm1(root * root)));
  }

  /// With one more sample.
  ServiceTime with(Sample sample, Capacity capacity) {
    double grown =
        inFlight.isPresent() ? (sample.inFlight() - inFlight.getAsDouble()) / sample.seconds() : 0;
    double finished = Math.max(0, sample.rate() - grown);
    // Slots that got ready since were not busy then.
    double slots = servers > 0 ? Math.min(servers, sample.servers()) : sample.servers();
    double end = Math.min(sample.inFlight(), slots);
    double begin = inFlight.isPresent() ? Math.min(inFlight.getAsDouble(), slots) : end;
    double served = (end + begin) / 2;
    double first = FIRST * sample.bucket() * sample.rate();
    double before = done > 0 ? done : first;
    double busyBefore = done > 0 ? busy : first * declared(capacity);
    double mean = mean(capacity);
    boolean impatient = (sample.inFlight() - slots) * mean > sample.bound() * slots;
    boolean stuffed = inFlight.isPresent() && inFlight.getAsDouble() >= slots;
    boolean full = stuffed && served > SURELY * finished * mean;
    if (impatient && !full) {
      return new ServiceTime(busyBefore, before, tail, now(sample), sample.servers());
    }
    double keep = StrictMath.pow(0.5, sample.seconds() / (HALF_LIFE * sample.bucket()));
    double seconds = Math.min(sample.seconds(), 2 * sample.bucket());
    return new ServiceTime(
        busyBefore * keep + served * seconds,
        before * keep + finished * seconds,
        tail,
        now(sample),
        sample.servers());
  }

  private static OptionalDouble now(Sample sample) {
    return OptionalDouble.of(sample.inFlight());
  }

  /// With the latency that the objective's quantile has.
  ///
  /// @param seconds above 0
  ServiceTime withLatency(double seconds, Capacity capacity) {
    double busyNow = inFlight.orElse(0);
    boolean idle = done > 0 && Erlang.waiting(servers, busyNow) < WAITING_MOST;
    if (!idle || seconds <= 0 || busyNow <= 0) {
      return this;
    }
    double now = StrictMath.log(seconds / mean(capacity));
    double next = tail + TAIL_SPEED * (Math.max(0.1, Math.min(2.4, now)) - tail);
    return new ServiceTime(busy, done, next, inFlight, servers);
  }

  /// After a gap: what is in flight now says nothing of what was finished since.
  ServiceTime interrupted() {
    return new ServiceTime(busy, done, tail, OptionalDouble.empty(), 0);
  }

  static double declared(Capacity capacity) {
    return capacity.serviceTime().toNanos() / 1e9;
  }
}
