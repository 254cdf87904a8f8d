package dev.surgeline.sample.hospital;

import java.util.List;

/// A bill to be judged: its lines and nothing about anybody.
///
/// @param lines 1 to 50
public record Claim(List<Line> lines) {
  public static final int MAX_LINES = 50;

  /// One billed procedure.
  ///
  /// @param code made-up procedure code, 10000 to 99999
  /// @param units how often, 1 to 999
  /// @param cents what is asked for all units, from 0
  public record Line(int code, int units, long cents) {
    public Line {
      if (code < 10_000 || code > 99_999) {
        throw new IllegalArgumentException("code must be from 10000 to 99999");
      }
      if (units < 1 || units > 999) {
        throw new IllegalArgumentException("units must be from 1 to 999");
      }
      if (cents < 0 || cents > 100_000_000) {
        throw new IllegalArgumentException("cents must be from 0 to 100000000");
      }
    }
  }

  public Claim {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.size() > MAX_LINES) {
      throw new IllegalArgumentException("a claim has 1 to " + MAX_LINES + " lines");
    }
  }
}
