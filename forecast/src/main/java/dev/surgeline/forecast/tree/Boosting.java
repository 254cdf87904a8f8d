package dev.surgeline.forecast.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Gradient boosting on histograms (Friedman 2001; bins and sibling subtraction as in LightGBM, Ke
/// et al. 2017): each tree is grown on which way the answers so far ought to move, and its leaves
/// answer what is then best for the [Loss].
///
/// A node splits where the sum over both sides of G^2 / (n + ridge) is largest, G the sum of the
/// pulls and n the weight of a side, if that is more than it has unsplit and each side keeps
/// `leafMin`. A row weighs 1 unless said. Chance is by the [Sample]'s seed; the forest is the same
/// however many cores grow it.
///
/// Example: of the figures 1, 2, 3, 4 with targets 0, 0, 10, 10, one tree of depth 1, rate 1, ridge
/// 0 and leafMin 1 answers 0 up to 2.5 and 10 beyond.
///
/// @param trees how many, 1 to 10,000
/// @param rate how much of each tree's answer counts, above 0, at most 1
/// @param depth how often a tree splits at most, 1 to 10
/// @param leafMin weight of the rows that a leaf has at least
/// @param ridge how many rows of 0 each leaf and side counts as well
/// @param loss what is made small
/// @param sample what each tree sees
public record Boosting(
    int trees, double rate, int depth, int leafMin, double ridge, Loss loss, Sample sample) {
  /// What each tree is grown on: parts drawn anew for each, which makes trees differ and quick
  /// (Friedman 2002).
  ///
  /// @param rows part of the rows, above 0, at most 1
  /// @param figures part of the figures, above 0, at most 1
  /// @param seed of what is drawn
  public record Sample(double rows, double figures, long seed) {
    /// Each tree sees everything, and there is no chance.
    public static final Sample ALL = new Sample(1, 1, 0);

    public Sample {
      if (!(rows > 0 && rows <= 1 && figures > 0 && figures <= 1)) {
        throw new IllegalArgumentException("a tree sees a part above 0 and at most 1");
      }
    }
  }

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

  /// Each tree sees everything.
  public Boosting(int trees, double rate, int depth, int leafMin, double ridge, Loss loss) {
    this(trees, rate, depth, leafMin, ridge, loss, Sample.ALL);
  }

  /// Learns to answer targets, all rows alike.
  ///
  /// @param columns one array for each figure, with a value for each row; none NaN
  public Forest fit(double[][] columns, double[] targets) {
    double[] weights = new double[targets.length];
    Arrays.fill(weights, 1);
    return fit(Rows.of(columns), targets, weights, () -> {});
  }

  /// Learns to answer targets.
  ///
  /// @param weights what each row counts, 0 at least; with a loss that [takes][Loss#takesWeights]
  ///   them, or all 1
  /// @param grown told of each tree
  /// @throws CancellationException if interrupted; the interrupt stays set
  public Forest fit(Rows rows, double[] targets, double[] weights, Runnable grown) {
    if (!loss.takesWeights() && Arrays.stream(weights).anyMatch(weight -> weight != 1)) {
      throw new IllegalArgumentException("a pinball loss takes all rows alike");
    }
    double start = loss.best(targets, weights, 0);
    double[] residuals = new double[targets.length];
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = targets[i] - start;
    }
    List<Tree> trees = new ArrayList<>();
    Growth growth = new Growth(this, Bins.of(rows), weights);
    for (int t = 0; t < this.trees; t++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("training was interrupted");
      }
      trees.add(growth.grow(residuals));
      grown.run();
    }
    return new Forest(start, trees);
  }
}
