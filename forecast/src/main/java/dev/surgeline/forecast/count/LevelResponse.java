package dev.surgeline.forecast.count;

/// How the levels of late carry on, and which of the seasonal rates is the better. To the log of
/// the first rate's expectation, h steps ahead, is added
///
///     sum over w of f_w (a1 e^(-h/3) + a2 e^(-h/14) + a3)  +  sum over the other rates of b d
///
/// with h in hours (in steps where these are longer), f_w from [Stretch], and d how far the log of
/// another rate's expectation lies above the first's: b = 1 would take the other's. The
/// coefficients are a Poisson regression, with the log of the first expectation as offset, on
/// forecasts of steps that the rates had not seen.
final class LevelResponse {
  private static final int BASES = 3;
  private static final double RIDGE = 10;

  private final double[] coefficients;
  private final Decay decay;

  /// How the weight of levels falls with the distance.
  ///
  /// @param hours that a step lasts, at most 1
  record Decay(double hours) {
    private static final double NEAR = 3;
    private static final double FAR = 14;

    double near(int ahead) {
      return Math.exp(-ahead * hours / NEAR);
    }

    double far(int ahead) {
      return Math.exp(-ahead * hours / FAR);
    }
  }

  private LevelResponse(double[] coefficients, Decay decay) {
    this.coefficients = coefficients;
    this.decay = decay;
  }

  /// @param others how many rates there are beside the first
  static LevelResponse fit(Examples examples, int others, Decay decay) {
    int columns = BASES * Stretch.WINDOWS + others;
    var regression =
        new PoissonRidge(new int[] {0, columns}, new double[] {RIDGE}, new double[columns]);
    regression.fit(examples);
    return new LevelResponse(regression.coefficients(), decay);
  }

  /// What is added to the log of the expectation so many steps ahead, from 1.
  double shift(double[] levels, double[] others, int ahead) {
    double near = decay.near(ahead);
    double far = decay.far(ahead);
    double sum = 0;
    for (int i = 0; i < levels.length; i++) {
      int at = BASES * i;
      sum +=
          levels[i] * (coefficients[at] * near + coefficients[at + 1] * far + coefficients[at + 2]);
    }
    for (int i = 0; i < others.length; i++) {
      sum += others[i] * coefficients[BASES * levels.length + i];
    }
    return sum;
  }
}
