package dev.surgeline.core.platform;

import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the platform's replicas may cost, all amounts in one currency.
///
/// @param currency an ISO 4217 code, such as `GBP`
/// @param perHour the most that an hour may cost; absent: no limit
/// @param perDay the most that a day of the platform's time zone may cost; absent: no limit
/// @param perMonth the most that a month may cost; absent: no limit
/// @param emergencyAllowance what break-glass may spend beyond them in a month; absent: nothing
public record Budget(
    String currency,
    OptionalDouble perHour,
    OptionalDouble perDay,
    OptionalDouble perMonth,
    OptionalDouble emergencyAllowance) {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final double MOST = 1e12;

  public Budget {
    if (!CURRENCY.matcher(currency).matches()) {
      throw new IllegalArgumentException("currency is three letters, such as GBP");
    }
    Stream.of(perHour, perDay, perMonth, emergencyAllowance)
        .filter(OptionalDouble::isPresent)
        .forEach(amount -> {
          if (!(amount.getAsDouble() >= 0 && amount.getAsDouble() <= MOST)) {
            throw new IllegalArgumentException("an amount of a budget is 0 to 1000000000000");
          }
        });
  }
}
