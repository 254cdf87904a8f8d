package dev.surgeline.forecast.tree;

import java.util.ArrayList;
import java.util.List;

/// Gradient boosting on histograms (Friedman 2001; bins and sibling subtraction as in LightGBM, Ke
/// et al. 2017): each tree is grown on which way the answers so far ought to move, and its leaves
/// answer what is then best for the [Loss].
///
/// A node splits where the sum over both sides of G^2 / (n + ridge) is largest, G the sum of the
/// pulls and n the rows of a side, if that is more than it has unsplit and each side keeps
/// `leafMin` rows. There is no chance in it: same columns, same forest.
///
/// Example: of the figures 1, 2, 3, 4 with targets 0, 0, 10, 10, one tree of depth 1, rate 1, ridge
/// 0 and leafMin 1 answers 0 up to 2.5 and 10 beyond.
///
/// @param trees how many, 1 to 10,000
/// @param rate how much of each tree's answer counts, above 0, at most 1
/// @param depth how often a tree splits at most, 1 to 10
/// @param leafMin rows that a leaf has at least
/// @param ridge how many rows of 0 each leaf and side counts as well
/// @param loss what is made small
public record Boosting(int trees, double rate, int depth, int leafMin, double ridge, Loss loss) {
  public Boosting {
    if (trees < 1 || trees > 10_000) {
      throw new IllegalArgumentException("boosting grows 1 to 10000 trees");
    }
    if (!(rate > 0 && rate <= 1)) {
      throw new IllegalArgumentException("a boosting rate is above 0 and at most 1");
    }
    if (depth < 1 || depth > 10) {
      throw new IllegalArgumentException("a tree's depth is 1 to 10");
    }
  }

  /// Learns to answer targets.
  ///
  /// @param columns one array for each figure, with a value for each row; none NaN
  public Forest fit(double[][] columns, double[] targets) {
    Bins[] bins = new Bins[columns.length];
    for (int f = 0; f < bins.length; f++) {
      bins[f] = Bins.of(columns[f]);
    }
    double start = loss.best(targets, 0);
    double[] residuals = new double[targets.length];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = targets[i] - start;
    }
    List<Tree> grown = new ArrayList<>();
    Growth growth = new Growth(this, bins, residuals.length);
    for (int t = 0; t < trees; t++) {
      grown.add(growth.grow(residuals));
    }
    return new Forest(start, grown);
  }
}
