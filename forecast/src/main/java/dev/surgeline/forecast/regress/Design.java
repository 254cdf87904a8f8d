package dev.surgeline.forecast.regress;

import java.util.List;

/// What is explained by what, one row for each step of a series.
///
/// Besides the columns a row has an intercept: one for each phase of a season (dummies), or a
/// single one. Intercepts are eliminated before anything is solved (Frisch and Waugh 1933), so that
/// 24 hourly dummies cost next to nothing.
///
/// @param target what is explained
/// @param columns what explains it
/// @param period of the phases, in steps, at least 1
/// @param phases how many intercepts share a period evenly, 1 to `period`
public record Design(Column target, List<Column> columns, int period, int phases) {
  /// Values that a row sees from some steps back.
  ///
  /// @param values one for each step; handed over, not copied
  /// @param lag row t has the value of step t - lag; at least 0
  @SuppressWarnings("ArrayRecordComponent")
  public record Column(double[] values, int lag) {
    public double at(int row) {
      return values[row - lag];
    }
  }

  public Design {
    columns = List.copyOf(columns);
    if (phases < 1 || phases > period) {
      throw new IllegalArgumentException("a period has 1 to " + period + " phases");
    }
  }

  /// The first row in which every column has a value.
  public int firstRow() {
    int first = target.lag();
    for (Column column : columns) {
      first = Math.max(first, column.lag());
    }
    return first;
  }

  /// Which intercept a row has, from 0.
  public int phase(int row) {
    return phases == period ? row % period : (int) ((long) (row % period) * phases / period);
  }
}
