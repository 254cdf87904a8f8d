package dev.surgeline.plane.observe;

import java.util.SortedMap;
import java.util.TreeMap;

/// Reads the Prometheus text format: as much of it as a sum per metric name needs. A line that is
/// not understood is passed over, for a page holds much that nobody asked for; a metric that is
/// asked for and not found is Missing.
final class PrometheusText {
  private PrometheusText() {}

  /// The sum of all series of each metric name.
  static SortedMap<String, Double> sums(String page) {
    SortedMap<String, Double> sums = new TreeMap<>();
    for (String line : page.split("\n")) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int brace = line.indexOf('{');
      int space = brace < 0 ? line.indexOf(' ') : line.indexOf(' ', line.lastIndexOf('}'));
      if (space < 0) {
        continue;
      }
      String name = line.substring(0, brace < 0 ? space : brace);
      String[] rest = line.substring(space + 1).trim().split(" ");
      try {
        sums.merge(name, Double.parseDouble(rest[0]), Double::sum);
      } catch (NumberFormatException notANumber) {
        sums.put(name, Double.NaN);
      }
    }
    return sums;
  }
}
