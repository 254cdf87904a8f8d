package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Figures;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Numbers and months of a plan as people read them.
final class PlanWords {
  private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private PlanWords() {}

  /// Three digits and noughts, for no projection knows more: 3904367 is `3,900,000`, 54.19 `54.2`.
  static String count(double value) {
    double size = value > 0 ? Math.pow(10, 2 - Math.floor(Math.log10(value))) : 1;
    double rounded = Math.round(value * size) / size;
    return rounded < 1000 ? Figures.of(rounded) : String.format(Locale.ROOT, "%,.0f", rounded);
  }

  static String month(LocalDate first) {
    return YearMonth.from(first).toString();
  }

  /// `January and July`.
  static String names(List<Month> months) {
    List<String> names =
        months.stream().map(one -> one.getDisplayName(TextStyle.FULL, Locale.ENGLISH)).toList();
    return names.size() < 2
        ? String.join("", names)
        : names.subList(0, names.size() - 1).stream().collect(Collectors.joining(", "))
            + " and "
            + names.getLast();
  }

  /// `24%`, of 1.24 or 0.76.
  static String percent(double ratio) {
    return Figures.of(Math.round(Math.abs(ratio - 1) * 1000) / 10.0) + "%";
  }

  /// `1.95 TB`.
  static String bytes(double bytes) {
    int unit = 0;
    double value = bytes;
    while (value >= 1000 && unit + 1 < BYTES.length) {
      value /= 1000;
      unit++;
    }
    return count(value) + " " + BYTES[unit];
  }
}
