package dev.surgeline.forecast.ensemble;

/// Student's distribution with six degrees of freedom: the shape of forecast errors beside the
/// width that past errors promised.
///
/// With a = atan(t / sqrt 6): F(t) = 1/2 + sin a / 2 x (1 + cos^2 a / 2 + 3 cos^4 a / 8)
/// (Abramowitz and Stegun 26.7.4).
///
/// Example: the quantile of 0.975 is 2.4469.
final class StudentT {
  private static final double FAR = 1e4;

  private StudentT() {}

  static double quantile(double level) {
    double low = -FAR;
    double high = FAR;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (below(middle) < level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double below(double t) {
    double angle = Math.atan(t / Math.sqrt(6));
    double square = Math.cos(angle) * Math.cos(angle);
    return 0.5 + Math.sin(angle) / 2 * (1 + square / 2 + 3 * square * square / 8);
  }
}
