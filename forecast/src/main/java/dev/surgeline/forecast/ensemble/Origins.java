package dev.surgeline.forecast.ensemble;

/// Where inside a history forecasts are tried: origins going back from its end by a season, or by
/// half the horizon where that is shorter; nearer to each other where there would be fewer than
/// three.
final class Origins {
  private static final int USUAL = 12;

  private static final int FEW = 3;

  /// Outcomes that are wanted at short horizons, where an origin has few.
  private static final int OUTCOMES = 96;

  private Origins() {}

  /// The ends, growing, the last of them the history's own. Half the history is always before the
  /// first.
  static int[] of(int length, int season, int horizon) {
    int half = (horizon + 1) / 2;
    int apart = season > 1 ? Math.min(season, half) : half;
    int wanted = Math.max(USUAL, OUTCOMES / horizon);
    int room = length - length / 2 - 1;
    if (room < FEW * apart) {
      apart = Math.max(1, room / FEW);
    }
    int most = room / apart;
    int count = Math.clamp(wanted, 0, Math.max(0, most));
    int[] ends = new int[count + 1];
    for (int i = 0; i <= count; i++) {
      ends[i] = length - apart * (count - i);
    }
    return ends;
  }
}
