package dev.surgeline.lab.plant;

import dev.surgeline.core.platform.Criticality;
import java.util.function.LongConsumer;

/// Requests that wait, a line for each class: the first of the highest class is next.
final class Lines {
  private final Line[] lines;

  Lines(Mix mix) {
    lines = mix.shares().keySet().stream().map(one -> new Line(one.ordinal())).toArray(Line[]::new);
  }

  int count() {
    int sum = 0;
    for (Line line : lines) {
      sum += line.count();
    }
    return sum;
  }

  int count(Criticality of) {
    return of(of.ordinal()).count();
  }

  /// Each that waits, by when it came.
  void forEach(LongConsumer arrivals) {
    for (Line line : lines) {
      line.forEach(arrivals);
    }
  }

  /// The line of a class that there is.
  Line of(int rank) {
    int at = 0;
    while (at < lines.length - 1 && lines[at].rank() < rank) {
      at++;
    }
    return lines[at];
  }

  /// The line whose first is next; any where nobody waits.
  Line next() {
    for (Line line : lines) {
      if (line.count() > 0) {
        return line;
      }
    }
    return lines[0];
  }

  /// The line whose first waits for longest; any where nobody waits.
  Line oldest() {
    Line oldest = lines[0];
    for (int i = 1; i < lines.length; i++) {
      oldest = lines[i].firstArrival() < oldest.firstArrival() ? lines[i] : oldest;
    }
    return oldest;
  }

  /// The line of the lowest class of which somebody waits; any where nobody does.
  Line lowest() {
    int at = lines.length - 1;
    while (at > 0 && lines[at].count() == 0) {
      at--;
    }
    return lines[at];
  }
}
