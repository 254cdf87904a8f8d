package dev.surgeline.lab.plant;

/// The chance in a window of a fluid, where a share of what came is late: so many requests as came,
/// each late with that chance, are more than may be in one draw and fewer in another.
///
/// Worked example: of 2 requests 3% are late in the fluid, more than 1% may be; of two real ones in
/// 6% of all windows.
///
/// @param seed of the run; the same for who scales in another way
record WindowChance(long seed) implements Ledger.Verdict {
  /// Terms that are summed; where more are allowed, the normal distribution is near.
  private static final double TERMS = 256;

  private static final double NEARLY = 1e-9;

  @Override
  public boolean violated(int window, double missed, double arrived, double share) {
    if (missed <= NEARLY || arrived <= 0) {
      return missed > NEARLY;
    }
    double count = Math.max(1, Math.rint(arrived));
    double late = Math.min(1, missed / arrived);
    double allowed = Math.floor(share * count + NEARLY);
    double drawn = Luck.of(window, seed, 0);
    double mean = count * late;
    double variance = mean * (1 - late);
    // Cantelli's inequality settles most windows.
    double above = allowed + 1 - mean;
    if (above > 0 && drawn < above * above / (variance + above * above)) {
      return false;
    }
    double below = mean - allowed;
    if (below > 0 && drawn >= variance / (variance + below * below)) {
      return true;
    }
    return allowed <= TERMS
        ? drawn >= atMost(allowed, count, late)
        : Quantiles.normal(drawn) >= (allowed + 0.5 - mean) / StrictMath.sqrt(variance);
  }

  /// The chance of at most so many late ones.
  private static double atMost(double most, double count, double late) {
    double term = StrictMath.exp(count * StrictMath.log1p(-late));
    double sum = term;
    for (int k = 1; k <= most; k++) {
      term *= (count - k + 1) / k * late / (1 - late);
      sum += term;
    }
    return sum;
  }
}
