package dev.surgeline.forecast.ensemble;

/// Where inside a history forecasts are tried: origins going back from its end by a season, or by
/// half the horizon where that is shorter.
final class Origins {
  private static final int USUAL = 12;

  /// Outcomes that are wanted at short horizons, where an origin has few.
  private static final int OUTCOMES = 96;

  private Origins() {}

  /// The ends, growing, the last of them the history's own. Half the history is always before the
  /// first.
  static int[] of(int length, int season, int horizon) {
    int half = (horizon + 1) / 2;
    int apart = season > 1 ? Math.min(season, half) : half;
    int wanted = Math.max(USUAL, OUTCOMES / horizon);
    int most = (length - length / 2 - 1) / apart;
    int count = Math.clamp(wanted, 0, Math.max(0, most));
    int[] ends = new int[count + 1];
    for (int i = 0; i <= count; i++) {
      ends[i] = length - apart * (count - i);
    }
    return ends;
  }
}
