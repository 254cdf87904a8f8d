package dev.surgeline.forecast.tree;

import java.util.Arrays;
import java.util.List;

/// Trees whose answers add up.
///
/// @param start what is answered before any tree
public record Forest(double start, List<Tree> trees) {
  public Forest {
    trees = List.copyOf(trees);
  }

  /// The answer for one row of figures, in the order of the columns that were learned from.
  public double answer(double[] row) {
    double sum = start;
    for (Tree tree : trees) {
      sum += tree.answer(row);
    }
    return sum;
  }

  /// The answers for several rows; quicker than one by one, for a tree is at hand for all of them.
  public double[] answers(double[][] rows) {
    double[] sums = new double[rows.length];
    Arrays.fill(sums, start);
    for (Tree tree : trees) {
      for (int i = 0; i < rows.length; i++) {
        sums[i] += tree.answer(rows[i]);
      }
    }
    return sums;
  }
}
