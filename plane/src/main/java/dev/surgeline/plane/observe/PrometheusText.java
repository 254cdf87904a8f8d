package dev.surgeline.plane.observe;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the Prometheus text format: as much of it as a sum per metric name needs. A line that is
/// not understood is passed over, for a page holds much that nobody asked for; a metric that is
/// asked for and not found is Missing.
///
///     http_requests_total{method="GET",path="/beds"} 1027 1395066363000
///     name                labels, maybe              value time, maybe
final class PrometheusText {
  private record Line(String name, double value) {}

  private PrometheusText() {}

  /// The sum of all series of each metric name; NaN where one of them is no number.
  static SortedMap<String, Double> sums(String page) {
    SortedMap<String, Double> sums = new TreeMap<>();
    page.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line ->
            read(line).ifPresent(read -> sums.merge(read.name(), read.value(), Double::sum)));
    return sums;
  }

  private static Optional<Line> read(String line) {
    int name = 0;
    while (name < line.length() && line.charAt(name) != '{' && !space(line.charAt(name))) {
      name++;
    }
    boolean labels = name < line.length() && line.charAt(name) == '{';
    int value = labels ? afterLabels(line, name) : name;
    if (name == 0 || value < 0 || value == line.length()) {
      return Optional.empty();
    }
    String[] rest = line.substring(value).trim().split("[ \t]+", 2);
    return Optional.of(new Line(line.substring(0, name), number(rest[0])));
  }

  /// The place behind the closing brace, which may also stand within a label's value; -1: there is
  /// none.
  private static int afterLabels(String line, int brace) {
    boolean quoted = false;
    for (int i = brace + 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && quoted) {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '}' && !quoted) {
        return i + 1;
      }
    }
    return -1;
  }

  private static double number(String text) {
    // Java takes `5d` and `5f` for numbers; nobody else does.
    boolean suffixed = text.endsWith("d") || text.endsWith("f");
    try {
      return suffixed ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }

  private static boolean space(char c) {
    return c == ' ' || c == '\t';
  }
}
