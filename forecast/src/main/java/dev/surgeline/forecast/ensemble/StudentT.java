package dev.surgeline.forecast.ensemble;

/// Student's distribution with eight degrees of freedom: the shape of forecast errors beside the
/// width that past errors promised.
///
/// With a = atan(t / sqrt 8): F(t) = 1/2 + sin a / 2 x (1 + cos^2 a / 2 + 3 cos^4 a / 8 + 5 cos^6 a
/// / 16) (Abramowitz and Stegun 26.7.4).
///
/// Example: the quantile of 0.975 is 2.3060.
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
    double angle = Math.atan(t / Math.sqrt(8));
    double square = Math.cos(angle) * Math.cos(angle);
    double series = 1 + square / 2 * (1 + square * (3.0 / 4 + square * 5 / 8));
    return 0.5 + Math.sin(angle) / 2 * series;
  }
}
