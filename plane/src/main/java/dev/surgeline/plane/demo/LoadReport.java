package dev.surgeline.plane.demo;

import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the load generator measured, from the line of JSON that it ends with.
///
/// @param requests scheduled
/// @param failed not answered, or answered with a failure
/// @param p50Millis from the intended start, over all streams; so are the others
/// @param streams by workload
public record LoadReport(
    long requests,
    long failed,
    double p50Millis,
    double p95Millis,
    double p99Millis,
    SortedMap<String, Stream> streams) {

  /// One stream of requests.
  public record Stream(
      long requests,
      long failed,
      double p50Millis,
      double p95Millis,
      double p99Millis,
      double objectiveMillis,
      List<Second> seconds) {

    /// Ten-second windows, times ten, in which more than `1 - quantile` of the requests that
    /// arrived were not answered within the objective.
    public long violationSeconds(double quantile) {
      long violated = 0;
      for (int start = 0; start < seconds.size(); start += 10) {
        long arrived = 0;
        long missed = 0;
        for (Second second : seconds.subList(start, Math.min(start + 10, seconds.size()))) {
          arrived += second.scheduled();
          missed += second.late() + second.scheduled() - second.answered();
        }
        if (missed > (1 - quantile) * arrived) {
          violated += 10;
        }
      }
      return violated;
    }
  }

  /// What was scheduled in one second and what came of it.
  public record Second(long scheduled, long answered, long late) {}

  /// Reads the last line of the load generator.
  ///
  /// @throws dev.surgeline.wire.DocumentException if it is not that
  static LoadReport read(String line) {
    Node node = Json.readNode(line.getBytes(StandardCharsets.UTF_8), "load report");
    Node totals = get(node, "totals");
    SortedMap<String, Stream> streams = new TreeMap<>();
    for (Node.Entry entry : mapping(get(node, "streams")).entries()) {
      streams.put(entry.key(), stream(entry.value()));
    }
    return new LoadReport(
        (long) number(totals, "scheduled"),
        (long) number(totals, "failed"),
        number(totals, "p50Millis"),
        number(totals, "p95Millis"),
        number(totals, "p99Millis"),
        streams);
  }

  private static Stream stream(Node node) {
    List<Second> seconds = new ArrayList<>();
    if (get(node, "perSecond") instanceof Node.Sequence rows) {
      for (Node row : rows.items()) {
        seconds.add(
            new Second(
                (long) number(row, "scheduled"),
                (long) number(row, "answered"),
                (long) number(row, "late")));
      }
    }
    return new Stream(
        (long) number(node, "scheduled"),
        (long) number(node, "failed"),
        number(node, "p50Millis"),
        number(node, "p95Millis"),
        number(node, "p99Millis"),
        number(node, "objectiveMillis"),
        seconds);
  }

  private static Node get(Node node, String key) {
    return mapping(node)
        .find(key)
        .orElseThrow(() -> new DemoFailure("the load report has no " + key));
  }

  private static Node.Mapping mapping(Node node) {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw new DemoFailure("the load report is not as expected at " + node.at());
  }

  private static double number(Node node, String key) {
    if (get(node, key) instanceof Node.Scalar scalar) {
      return Double.parseDouble(scalar.text());
    }
    throw new DemoFailure("the load report's " + key + " is not a number");
  }
}
