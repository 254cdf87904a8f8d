package dev.surgeline.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;

/// Records of every shape that can be written.
final class Samples {
  private Samples() {}

  enum Colour {
    RED,
    DARK_BLUE
  }

  record Name(String value) implements Comparable<Name> {
    Name {
      if (value.isEmpty()) {
        throw new IllegalArgumentException("a name has at least one character");
      }
    }

    @Override
    public int compareTo(Name other) {
      return value.compareTo(other.value);
    }
  }

  record Level(int value) implements Comparable<Level> {
    @Override
    public int compareTo(Level other) {
      return Integer.compare(value, other.value);
    }
  }

  record Bounds(int min, int max) {
    Bounds {
      if (min > max) {
        throw new IllegalArgumentException("min " + min + " is above max " + max);
      }
    }
  }

  sealed interface Shape {
    record Circle(double radius) implements Shape {}

    record Nothing() implements Shape {}

    record Labelled(String value) implements Shape {}

    sealed interface Angular extends Shape {
      record Square(double side) implements Angular {}

      record Group(List<Shape> members) implements Angular {}
    }
  }

  record Times(Duration duration, Instant instant, LocalDate date, LocalTime time, ZoneId zone) {}

  record Perhaps(Optional<String> text, OptionalInt whole, OptionalLong big, OptionalDouble real) {}

  record Everything(
      String zebra,
      boolean yes,
      int whole,
      long big,
      double real,
      Name name,
      Colour colour,
      Times times,
      Perhaps perhaps,
      List<Shape> shapes,
      SortedMap<Name, List<Integer>> byName,
      SortedMap<Level, Bounds> byLevel,
      SortedSet<Colour> colours) {}

  record Tree(Name name, List<Tree> children) {}
}
