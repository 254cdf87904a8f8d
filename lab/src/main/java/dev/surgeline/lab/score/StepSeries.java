package dev.surgeline.lab.score;

import java.util.List;

/// A value that holds from its time until the next: replicas there, or replicas needed.
///
/// @param points in order of time, at least two; the last time is the end of what is judged
public record StepSeries(List<Point> points) {
  /// @param time in any one unit, finite
  /// @param value not negative
  public record Point(double time, double value) {}

  public StepSeries {
    points = List.copyOf(points);
    if (points.size() < 2) {
      throw new IllegalArgumentException("a series of steps has a beginning and an end");
    }
    double before = Double.NEGATIVE_INFINITY;
    for (Point point : points) {
      if (!(point.time() > before && Double.isFinite(point.time()))) {
        throw new IllegalArgumentException("the times of a series of steps grow");
      }
      if (!(point.value() >= 0 && Double.isFinite(point.value()))) {
        throw new IllegalArgumentException("a value is finite and not negative");
      }
      before = point.time();
    }
  }

  double begin() {
    return points.getFirst().time();
  }

  double end() {
    return points.getLast().time();
  }

  /// The value at a time, not before the beginning.
  double at(double time) {
    int low = 0;
    int high = points.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (points.get(middle).time() <= time) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return points.get(low).value();
  }

  /// The sum of all changes, each by its size.
  double changes() {
    double sum = 0;
    for (int i = 1; i < points.size(); i++) {
      sum += Math.abs(points.get(i).value() - points.get(i - 1).value());
    }
    return sum;
  }
}
