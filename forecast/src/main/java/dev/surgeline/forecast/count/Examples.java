package dev.surgeline.forecast.count;

/// Forecasts that were made of steps the seasonal rates had not seen, and what came: a ring of the
/// latest.
final class Examples implements PoissonRidge.Rows {
  private final LevelResponse.Decay decay;
  private final int others;
  private final float[] features;
  private final int[] aheads;
  private final double[] counts;
  private final double[] expected;
  private int next;
  private int size;

  /// @param most how many are kept
  /// @param others how many rates there are beside the first
  Examples(int most, int others, LevelResponse.Decay decay) {
    this.decay = decay;
    this.others = others;
    this.features = new float[most * (Stretch.WINDOWS + others)];
    this.aheads = new int[most];
    this.counts = new double[most];
    this.expected = new double[most];
  }

  void add(double[] levels, double[] otherRates, int ahead, double mean, double count) {
    int first = next * (Stretch.WINDOWS + others);
    for (int i = 0; i < Stretch.WINDOWS; i++) {
      features[first + i] = (float) levels[i];
    }
    for (int i = 0; i < others; i++) {
      features[first + Stretch.WINDOWS + i] = (float) otherRates[i];
    }
    aheads[next] = ahead;
    expected[next] = mean;
    counts[next] = count;
    next = (next + 1) % counts.length;
    size = Math.min(size + 1, counts.length);
  }

  /// What a response makes of an example.
  double mean(int index, LevelResponse response) {
    double[] levels = new double[Stretch.WINDOWS];
    double[] otherRates = new double[others];
    int first = index * (Stretch.WINDOWS + others);
    for (int i = 0; i < Stretch.WINDOWS; i++) {
      levels[i] = features[first + i];
    }
    for (int i = 0; i < others; i++) {
      otherRates[i] = features[first + Stretch.WINDOWS + i];
    }
    return expected[index] * Math.exp(response.shift(levels, otherRates, aheads[index]));
  }

  @Override
  public int count() {
    return size;
  }

  @Override
  public int row(int index, int[] at, double[] x) {
    double near = decay.near(aheads[index]);
    double far = decay.far(aheads[index]);
    int first = index * (Stretch.WINDOWS + others);
    int n = 0;
    for (int i = 0; i < Stretch.WINDOWS; i++) {
      double level = features[first + i];
      x[n++] = level * near;
      x[n++] = level * far;
      x[n++] = level;
    }
    for (int i = 0; i < others; i++) {
      x[n++] = features[first + Stretch.WINDOWS + i];
    }
    for (int i = 0; i < n; i++) {
      at[i] = i;
    }
    return n;
  }

  @Override
  public double weight(int index) {
    return 1;
  }

  @Override
  public double count(int index) {
    return counts[index];
  }

  @Override
  public double exposure(int index) {
    return expected[index];
  }
}
