package dev.surgeline.forecast.tree;

import java.util.Arrays;

/// Grows the trees of one [Boosting], one after the other, in the same memory.
final class Growth {
  private final Boosting boosting;
  private final Bins[] bins;
  private final int[] rows;
  private final int[] held;
  private final double[] pulls;

  /// Sums of pulls and counts of rows, by node, feature and bin.
  private final double[][] sums;

  private final int[][] counts;

  /// Whose sums are counted for the tree that is growing.
  private final boolean[] counted;

  Growth(Boosting boosting, Bins[] bins, int length) {
    this.boosting = boosting;
    this.bins = bins;
    this.rows = new int[length];
    this.held = new int[length];
    this.pulls = new double[length];
    int nodes = (1 << boosting.depth()) - 1;
    this.sums = new double[nodes][bins.length * Bins.MOST];
    this.counts = new int[nodes][bins.length * Bins.MOST];
    this.counted = new boolean[nodes];
  }

  /// One tree, whose answers are taken off the residuals.
  Tree grow(double[] residuals) {
    int inner = (1 << boosting.depth()) - 1;
    int[] features = new int[inner];
    double[] edges = new double[inner];
    double[] leaves = new double[inner + 1];
    // Where a node's rows begin; they end where the next one's begin.
    int[] from = new int[2 * inner + 2];
    int[] to = new int[2 * inner + 2];
    to[0] = rows.length;
    Arrays.fill(counted, false);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
      pulls[i] = boosting.loss().pull(residuals[i]);
    }
    for (int node = 0; node < inner; node++) {
      features[node] = -1;
      int split = to[node];
      if (to[node] - from[node] >= 2 * boosting.leafMin()) {
        histogram(node, from, to);
        int best = best(node, to[node] - from[node]);
        if (best >= 0) {
          features[node] = best / Bins.MOST;
          edges[node] = bins[features[node]].edges()[best % Bins.MOST];
          split = part(from[node], to[node], features[node], best % Bins.MOST);
        }
      }
      from[2 * node + 1] = from[node];
      to[2 * node + 1] = split;
      from[2 * node + 2] = split;
      to[2 * node + 2] = to[node];
    }
    for (int leaf = 0; leaf <= inner; leaf++) {
      leaves[leaf] = leaf(from[inner + leaf], to[inner + leaf], residuals);
    }
    return new Tree(features, edges, leaves);
  }

  private double leaf(int from, int to, double[] residuals) {
    if (from == to) {
      return 0;
    }
    double[] own = new double[to - from];
    for (int i = 0; i < own.length; i++) {
      own[i] = residuals[rows[from + i]];
    }
    double answer = boosting.rate() * boosting.loss().best(own, boosting.ridge());
    for (int i = from; i < to; i++) {
      residuals[rows[i]] -= answer;
    }
    return answer;
  }

  /// Fills the sums of a node: of the one of two siblings that has more rows by what the parent has
  /// beyond the other, which is counted.
  private void histogram(int node, int[] from, int[] to) {
    int sibling = node % 2 == 1 ? node + 1 : node - 1;
    boolean whole = node == 0 || to[node] - from[node] <= to[sibling] - from[sibling];
    int least = whole ? node : sibling;
    if (!counted[least]) {
      count(least, from[least], to[least]);
      counted[least] = true;
    }
    if (!whole) {
      int parent = (node - 1) / 2;
      for (int k = 0; k < sums[node].length; k++) {
        sums[node][k] = sums[parent][k] - sums[sibling][k];
        counts[node][k] = counts[parent][k] - counts[sibling][k];
      }
    }
  }

  private void count(int node, int from, int to) {
    double[] sum = sums[node];
    int[] count = counts[node];
    Arrays.fill(sum, 0);
    Arrays.fill(count, 0);
    for (int f = 0; f < bins.length; f++) {
      byte[] column = bins[f].rows();
      int base = f * Bins.MOST;
      for (int i = from; i < to; i++) {
        int row = rows[i];
        sum[base + column[row]] += pulls[row];
        count[base + column[row]]++;
      }
    }
  }

  /// The best split as feature x 64 + the last bin on the left; -1 if none is any good.
  private int best(int node, int length) {
    double total = 0;
    for (int b = 0; b < Bins.MOST; b++) {
      total += sums[node][b];
    }
    double ridge = boosting.ridge();
    double most = total * total / (length + ridge) * (1 + 1e-9) + 1e-12;
    int best = -1;
    for (int f = 0; f < bins.length; f++) {
      double left = 0;
      int count = 0;
      for (int b = 0; b < bins[f].edges().length; b++) {
        left += sums[node][f * Bins.MOST + b];
        count += counts[node][f * Bins.MOST + b];
        double right = total - left;
        double worth = left * left / (count + ridge) + right * right / (length - count + ridge);
        boolean large = count >= boosting.leafMin() && length - count >= boosting.leafMin();
        if (large && worth > most) {
          most = worth;
          best = f * Bins.MOST + b;
        }
      }
    }
    return best;
  }

  /// Puts the rows of a node in order: left of a split first, as they were among themselves.
  private int part(int from, int to, int feature, int last) {
    byte[] column = bins[feature].rows();
    int left = from;
    int right = 0;
    for (int i = from; i < to; i++) {
      if (column[rows[i]] <= last) {
        rows[left++] = rows[i];
      } else {
        held[right++] = rows[i];
      }
    }
    System.arraycopy(held, 0, rows, left, right);
    return left;
  }
}
