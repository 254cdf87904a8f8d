package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.Effort;
import java.util.List;

/// Who is to be in a pool.
interface Roster {
  /// @param seasons growing; the first and the last count
  /// @param logs whether the series has logarithms
  /// @param rows how long the history is
  /// @param horizon steps ahead
  List<Member> members(Effort effort, List<Integer> seasons, boolean logs, int rows, int horizon);
}
