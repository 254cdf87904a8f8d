package dev.surgeline.core.platform;

import java.time.Duration;

/// Numbers as people read them, the same on every machine: no locale, no exponent.
public final class Figures {
  private Figures() {}

  /// At most two decimals, none of them a trailing zero: 95.0 is `95`, 0.4375 is `0.44`.
  public static String of(double value) {
    if (!(Math.abs(value) < 1e15)) {
      return Double.toString(value);
    }
    long hundredths = Math.round(value * 100);
    if (hundredths == 0 && value != 0) {
      return value < 0 ? "-0.01" : "0.01";
    }
    long whole = hundredths / 100;
    long rest = Math.abs(hundredths % 100);
    String sign = hundredths < 0 && whole == 0 ? "-" : "";
    if (rest == 0) {
      return Long.toString(whole);
    }
    // In one go each: a tick of 100,000 workloads says a million of them.
    return rest % 10 == 0
        ? sign + whole + "." + rest / 10
        : sign + whole + (rest < 10 ? ".0" : ".") + rest;
  }

  /// An amount of money: 3.80, 12 and, from a thousand on, 41250.
  public static String money(double amount) {
    if (Math.abs(amount) >= 1000) {
      return of((double) Math.round(amount));
    }
    String text = of(amount);
    return text.contains(".") && text.indexOf('.') == text.length() - 2 ? text + "0" : text;
  }

  /// The two largest units: 500ms, 15s, 1m30s, 5m, 2h.
  public static String of(Duration duration) {
    if (duration.isNegative()) {
      return "-" + of(duration.negated());
    }
    // Milliseconds of a broken source's year one would not fit into a long.
    long seconds = duration.toSeconds();
    if (seconds < 1) {
      return duration.toMillis() + "ms";
    }
    if (seconds < 60) {
      return of(duration.toMillis() / 1000.0) + "s";
    }
    if (seconds < 3600) {
      return seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
    }
    long minutes = seconds / 60;
    return minutes / 60 + "h" + (minutes % 60 == 0 ? "" : minutes % 60 + "m");
  }
}
