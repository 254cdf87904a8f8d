package dev.surgeline.plane.cli;

import dev.surgeline.forecast.plan.Storage;
import java.time.Period;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `--event-size 2kB --retention 6y`.
final class StorageOption {
  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?) ?(B|kB|MB|GB|KiB|MiB|GiB)");
  private static final Pattern KEPT = Pattern.compile("(\\d{1,5})(d|w|y)");
  private static final int DAYS_MAX = 36_525;

  private StorageOption() {}

  /// Absent if neither is given.
  static Optional<Storage> of(Optional<String> size, Optional<String> kept) {
    if (size.isEmpty() && kept.isEmpty()) {
      return Optional.empty();
    }
    if (size.isEmpty() || kept.isEmpty()) {
      throw new WrongInput("--event-size and --retention are given together, or neither");
    }
    return Optional.of(new Storage(bytes(size.get()), period(kept.get())));
  }

  private static double bytes(String text) {
    Matcher size = SIZE.matcher(text);
    double bytes = size.matches() ? Double.parseDouble(size.group(1)) * unit(size.group(2)) : 0;
    if (!(bytes > 0)) {
      throw new WrongInput(
          "--event-size is a size above zero such as 512B, 2kB or 1.5MiB, not '" + text + "'");
    }
    return bytes;
  }

  private static double unit(String unit) {
    double base = unit.endsWith("iB") ? 1024 : 1000;
    int power = "bkmg".indexOf(unit.toLowerCase(Locale.ROOT).charAt(0));
    return Math.pow(base, power);
  }

  private static Period period(String text) {
    Matcher kept = KEPT.matcher(text);
    if (kept.matches()) {
      int count = Integer.parseInt(kept.group(1));
      String unit = kept.group(2);
      Period period =
          unit.equals("y")
              ? Period.ofYears(count)
              : Period.ofDays(unit.equals("w") ? 7 * count : count);
      int days = period.getYears() * 365 + period.getDays();
      if (days > 0 && days <= DAYS_MAX) {
        return period;
      }
    }
    throw new WrongInput(
        "--retention is how long events are kept, 1d to 100y, such as 90d, 26w or 6y, not '"
            + text
            + "'");
  }
}
