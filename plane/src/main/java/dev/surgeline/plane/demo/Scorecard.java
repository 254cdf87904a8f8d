package dev.surgeline.plane.demo;

import java.util.List;
import java.util.Locale;

/// How the demo went, in figures that were all measured in this run.
///
/// @param summary the whole, as `--json` prints it
/// @param staticPeakReplicaHours the peak size of each workload, kept for the whole run
/// @param workloads each by itself
public record Scorecard(Summary summary, double staticPeakReplicaHours, List<Row> workloads) {
  private static final String HEAD = "%-8s %9s %7s %8s %8s %8s   %-16s %s";

  /// The whole run.
  ///
  /// @param requests scheduled by the load generator
  /// @param failed not answered, or answered with a failure
  /// @param p50Millis from the intended start to the end of the answer; so are the others
  /// @param violationSeconds ten-second windows, times ten, in which a workload's objective was
  ///   missed, over all workloads
  /// @param peakReplicas the most that were wanted at one time, over all workloads
  /// @param replicaHours from the request for a replica to its release
  /// @param decisions actions that were decided during the run
  /// @param auditLog where they are written down
  /// @param wallSeconds of the whole demo
  public record Summary(
      long requests,
      long failed,
      double p50Millis,
      double p95Millis,
      double p99Millis,
      long violationSeconds,
      int peakReplicas,
      double replicaHours,
      long decisions,
      String auditLog,
      double wallSeconds) {}

  /// One workload.
  ///
  /// @param replicasOverTime the sizes it had, each with the second of the load from which on it
  ///   was wanted
  public record Row(
      String name,
      long requests,
      long failed,
      double p50Millis,
      double p95Millis,
      double p99Millis,
      double objectiveQuantile,
      double objectiveMillis,
      long violationSeconds,
      int peakReplicas,
      String replicasOverTime) {}

  /// As people read it.
  public String text() {
    var text = new StringBuilder();
    line(
        text,
        HEAD,
        "workload",
        "requests",
        "failed",
        "p50",
        "p95",
        "p99",
        "objective",
        "out of it");
    workloads.forEach(row -> row(text, row, objective(row)));
    row(text, whole(), "");
    text.append('\n');
    for (Row row : workloads) {
      line(text, "replicas of %-8s %s", row.name() + ":", row.replicasOverTime());
    }
    line(text, "replicas at once at most: %d", summary.peakReplicas());
    line(
        text,
        "%nreplica-hours %.3f; at static peak the same trace needs %.3f (%.1f times as many)",
        summary.replicaHours(),
        staticPeakReplicaHours,
        summary.replicaHours() == 0 ? 0 : staticPeakReplicaHours / summary.replicaHours());
    line(text, "decisions that changed something: %d", summary.decisions());
    return text.toString();
  }

  /// What the exit code judges, and what it does not.
  public String verdict() {
    String judged =
        summary.failed() == 0
            ? "No request failed: exit code 0."
            : String.format(Locale.ROOT, "%d requests failed: exit code 1.", summary.failed());
    return judged
        + "\nSeconds out of objective are not judged: a surge costs some until replicas are up.";
  }

  private Row whole() {
    return new Row(
        "all",
        summary.requests(),
        summary.failed(),
        summary.p50Millis(),
        summary.p95Millis(),
        summary.p99Millis(),
        0,
        0,
        summary.violationSeconds(),
        summary.peakReplicas(),
        "");
  }

  private static void row(StringBuilder text, Row row, String objective) {
    line(
        text,
        "%-8s %9d %7d %6.0fms %6.0fms %6.0fms   %-16s %ds",
        row.name(),
        row.requests(),
        row.failed(),
        row.p50Millis(),
        row.p95Millis(),
        row.p99Millis(),
        objective,
        row.violationSeconds());
  }

  private static String objective(Row row) {
    return String.format(
        Locale.ROOT, "p%.0f < %.0fms", row.objectiveQuantile() * 100, row.objectiveMillis());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
