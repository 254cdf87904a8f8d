package dev.surgeline.plane.observe;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads the Prometheus text format: as much of it as a sum per metric name needs. As with
/// Prometheus itself, a page with one line that is none of the format is no metrics page: an error
/// page that says `404 page not found`, a login form, JSON or a lone `0` must not be read as
/// numbers, nor as a page on which a metric is only missing. A metric that is asked for and not
/// found on a good page is Missing.
///
///     http_requests_total{method="GET",path="/beds"} 1027 1395066363000
///     name                labels, maybe              value time, maybe
final class PrometheusText {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:./-]*");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?");
  private static final Pattern NOT_FINITE = Pattern.compile("NaN|[-+]?Inf");

  private record Line(String name, double value) {}

  private PrometheusText() {}

  /// The sum of all series of each metric name, NaN where one of them is not finite; absent: it is
  /// no metrics page.
  static Optional<SortedMap<String, Double>> sums(String page) {
    SortedMap<String, Double> sums = new TreeMap<>();
    for (String line : page.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        Optional<Line> read = read(line);
        if (read.isEmpty()) {
          return Optional.empty();
        }
        sums.merge(read.get().name(), read.get().value(), Double::sum);
      }
    }
    return Optional.of(sums);
  }

  private static Optional<Line> read(String line) {
    int name = 0;
    while (name < line.length() && line.charAt(name) != '{' && !space(line.charAt(name))) {
      name++;
    }
    boolean labels = name < line.length() && line.charAt(name) == '{';
    int value = labels ? afterLabels(line, name) : name;
    boolean named = NAME.matcher(line.substring(0, name)).matches();
    if (!named || value < 0 || value == line.length()) {
      return Optional.empty();
    }
    String[] rest = line.substring(value).trim().split("[ \t]+", 3);
    boolean finite = NUMBER.matcher(rest[0]).matches();
    boolean ends = rest.length == 1 || rest[1].startsWith("#") || number(rest[1]);
    boolean more = rest.length == 3 && !rest[1].startsWith("#") && !rest[2].startsWith("#");
    if (!ends || more || !(finite || NOT_FINITE.matcher(rest[0]).matches())) {
      return Optional.empty();
    }
    double read = finite ? Double.parseDouble(rest[0]) : Double.NaN;
    return Optional.of(new Line(line.substring(0, name), read));
  }

  private static boolean number(String text) {
    return NUMBER.matcher(text).matches();
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

  private static boolean space(char c) {
    return c == ' ' || c == '\t';
  }
}
