package dev.surgeline.plane.console;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// The kept pictures as the lines of charts, thinned to what a screen can show.
///
/// @param run names this run of the control plane
/// @param through the sequence of the last picture in it
/// @param workloads the points of each, in order of time
/// @param decisions from the oldest to the latest
record History(
    String run,
    long through,
    SortedMap<String, List<Point>> workloads,
    List<DecisionLine> decisions) {
  /// Points over all workloads that a page gets unless it asks for another number.
  static final int POINTS_TOTAL = 24_000;

  static final int POINTS_MIN = 60;

  /// One workload at one time.
  ///
  /// @param at milliseconds since 1970, because a page gets thousands of them
  record Point(
      long at,
      OptionalDouble demand,
      OptionalDouble capacity,
      int desired,
      int ready,
      OptionalDouble latency,
      OptionalDouble objective) {
    static Point of(long at, WorkloadPicture workload) {
      return new Point(
          at,
          workload.requestsPerSecond(),
          workload.capacityPerSecond(),
          workload.desired(),
          workload.ready(),
          workload.latencyMillis(),
          workload.objectiveMillis());
    }

    /// How far beyond what it should be: 1 is at the objective, or at capacity.
    double strain() {
      return Math.max(ratio(latency, objective), ratio(demand, capacity));
    }

    private static double ratio(OptionalDouble figure, OptionalDouble limit) {
      boolean known = figure.isPresent() && limit.isPresent() && limit.getAsDouble() > 0;
      return known ? figure.getAsDouble() / limit.getAsDouble() : 0;
    }
  }

  static History of(String run, Broadcast.Memory memory) {
    int workloads =
        memory.pictures().isEmpty() ? 0 : memory.pictures().getLast().workloads().size();
    int each = POINTS_TOTAL / Math.max(1, workloads);
    return of(run, memory, Math.clamp(each, POINTS_MIN, Broadcast.PICTURES_MAX));
  }

  /// @param pointsMax of each workload
  static History of(String run, Broadcast.Memory memory, int pointsMax) {
    var lines = new TreeMap<String, List<Point>>();
    for (Picture picture : memory.pictures()) {
      long at = picture.at().toEpochMilli();
      for (WorkloadPicture workload : picture.workloads()) {
        lines.computeIfAbsent(workload.name(), _ -> new ArrayList<>()).add(Point.of(at, workload));
      }
    }
    lines.replaceAll((_, points) -> thinned(points, pointsMax));
    return new History(run, memory.sequence(), lines, memory.decisions());
  }

  /// Of each group of neighbours the one under the most strain: an average would hide a short
  /// breach, and every point left is one that really was. Of neighbours alike, the last.
  static List<Point> thinned(List<Point> points, int most) {
    if (points.size() <= most) {
      return points;
    }
    var kept = new ArrayList<Point>(most);
    for (int group = 0; group < most; group++) {
      int from = (int) ((long) group * points.size() / most);
      int to = (int) ((long) (group + 1) * points.size() / most);
      Point worst = points.get(from);
      for (Point point : points.subList(from, to)) {
        worst = point.strain() >= worst.strain() ? point : worst;
      }
      kept.add(worst);
    }
    return kept;
  }
}
