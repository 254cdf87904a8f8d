package dev.surgeline.wire;

/// Where in a text something stands.
///
/// @param source the file's name, or what else tells a reader which text is meant
/// @param line from 1
/// @param column from 1, in characters
public record Position(String source, int line, int column) implements Comparable<Position> {
  @Override
  public int compareTo(Position other) {
    int bySource = source.compareTo(other.source);
    int byLine = bySource != 0 ? bySource : Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  @Override
  public String toString() {
    return source + ":" + line + ":" + column;
  }
}
