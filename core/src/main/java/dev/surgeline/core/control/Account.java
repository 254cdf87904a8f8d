package dev.surgeline.core.control;

import dev.surgeline.core.platform.Price;
import dev.surgeline.core.platform.Replicas;
import java.util.Optional;
import java.util.SortedMap;

/// What one workload costs and has cost.
///
/// Billed is from the request for a replica until it is gone: the larger of the size that is asked
/// for and of what is there to stay.
///
/// @param size how many replicas are billed since the last tick
/// @param perHour what they cost an hour
/// @param beforeEmergency how many were billed when break-glass began; absent: it is not active
/// @param policy whose recommendation led last; absent: none has yet
/// @param month what was charged in the platform's present month
/// @param lastMonth what was charged in the one before
/// @param returns what its growths brought for their money
public record Account(
    Replicas size,
    Amounts perHour,
    Optional<Replicas> beforeEmergency,
    Optional<String> policy,
    Amounts month,
    Amounts lastMonth,
    Returns returns) {
  /// Nothing was charged yet.
  static final Account NEW =
      new Account(
          Replicas.ZERO,
          Amounts.ZERO,
          Optional.empty(),
          Optional.empty(),
          Amounts.ZERO,
          Amounts.ZERO,
          Returns.NONE);

  /// What the declared min of a workload costs is asked for by its document, not by a policy.
  public static final String MIN = "min";

  /// No policy asked for it yet.
  public static final String NO_POLICY = "none";

  /// Whether it was seen before.
  private boolean known() {
    return !perHour.equals(Amounts.ZERO) || size.value() > 0;
  }

  /// With the time since the last tick charged.
  Account charged(Till.Elapsed time) {
    Amounts rate = time.estimated() ? perHour.guessed() : perHour;
    Amounts now = rate.times(time.hours());
    if (!time.newMonth()) {
      return with(perHour, month.plus(now), lastMonth);
    }
    Amounts left = month.plus(rate.times(time.hoursBefore()));
    return with(perHour, now, time.nextMonth() ? left : Amounts.ZERO);
  }

  private Account with(Amounts rate, Amounts ofMonth, Amounts ofLast) {
    return new Account(size, rate, beforeEmergency, policy, ofMonth, ofLast, returns);
  }

  /// The same, at a size that was not seen at this tick: the last known one is charged on.
  Account unseen() {
    return with(perHour.guessed(), month, lastMonth);
  }

  /// Without a price from now on.
  Account unpriced() {
    return with(Amounts.ZERO, month, lastMonth);
  }

  /// At what was seen and decided.
  ///
  /// @param billed how many replicas
  /// @param emergency whether break-glass is active: what it costs beyond the size before is its
  ///   own
  /// @param led whose recommendation led; absent: the one before counts on
  Account at(Price price, Replicas billed, boolean emergency, Optional<String> led) {
    Optional<Replicas> before =
        emergency ? Optional.of(beforeEmergency.orElse(known() ? size : billed)) : Optional.empty();
    double all = price.perHour(billed);
    double ordinary = before.isEmpty() ? all : price.perHour(billed.min(before.get()));
    return new Account(
        billed,
        new Amounts(ordinary, all - ordinary, 0),
        before,
        led.isPresent() ? led : policy,
        month,
        lastMonth,
        returns);
  }

  Account with(Returns other) {
    return new Account(size, perHour, beforeEmergency, policy, month, lastMonth, other);
  }

  /// Adds the ordinary rate to the policies that asked for it.
  void attribute(Price price, Replicas min, SortedMap<String, Double> byPolicy) {
    double least = Math.min(perHour.ordinary(), price.perHour(size.min(min)));
    byPolicy.merge(MIN, least, Double::sum);
    if (perHour.ordinary() > least) {
      byPolicy.merge(policy.orElse(NO_POLICY), perHour.ordinary() - least, Double::sum);
    }
  }
}
