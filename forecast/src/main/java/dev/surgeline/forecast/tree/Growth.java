package dev.surgeline.forecast.tree;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Grows the trees of one [Boosting], one after the other, in the same memory.
///
/// A tree grows level by level. A level's histograms are counted figure by figure, on several cores
/// where there is enough to count; of two siblings the lighter one is counted, the other is what
/// the parent has beyond it.
final class Growth {
  /// Additions to histograms above which several cores count.
  private static final long MANY = 500_000;

  /// Rows above which several cores answer.
  private static final int MANY_ROWS = 50_000;

  /// A bin's pulls and its weight.
  private static final int WIDTH = 2 * Bins.MOST;

  private final Boosting boosting;
  private final Bins[] bins;
  private final double[] weights;
  private final SplittableRandom random;

  /// The sampled rows in the order of the nodes, and what each pulls and weighs, in that order.
  private final int[] rows;

  private final int[] held;
  private final double[] pulls;
  private final double[] masses;

  /// By node, figure and bin: the sum of the pulls, then of the weights.
  private final double[][] sums;

  /// Where a node's rows begin and end.
  private final int[] from;

  private final int[] to;

  /// The tree that is growing: the figure that a node asks for, -1 where it does not split, and the
  /// last bin on the left.
  private final int[] features;

  private final int[] lasts;

  /// What each row is off yet, by how much of it the sampled ones pull; and the figures drawn.
  private final double[] pull;

  private int[] drawn;

  Growth(Boosting boosting, Bins[] bins, double[] weights) {
    this.boosting = boosting;
    this.bins = bins;
    this.weights = weights;
    this.random = new SplittableRandom(boosting.sample().seed());
    int length = weights.length;
    this.rows = new int[length];
    this.held = new int[length];
    this.pulls = new double[length];
    this.masses = new double[length];
    this.pull = new double[length];
    int inner = (1 << boosting.depth()) - 1;
    this.sums = new double[inner][bins.length * WIDTH];
    this.from = new int[2 * inner + 1];
    this.to = new int[2 * inner + 1];
    this.features = new int[inner];
    this.lasts = new int[inner];
    this.drawn = new int[0];
  }

  /// One tree, whose answers are taken off the residuals.
  Tree grow(double[] residuals) {
    this.drawn = drawFigures();
    int sampled = drawRows();
    for (int i = 0; i < sampled; i++) {
      pull[rows[i]] = weights[rows[i]] * boosting.loss().pull(residuals[rows[i]]);
    }
    from[0] = 0;
    to[0] = sampled;
    for (int level = 0; level < boosting.depth(); level++) {
      grow(level);
    }
    int inner = features.length;
    double[] leaves = new double[inner + 1];
    for (int leaf = 0; leaf <= inner; leaf++) {
      leaves[leaf] = leaf(from[inner + leaf], to[inner + leaf], residuals);
    }
    takeOff(leaves, residuals);
    double[] edges = new double[inner];
    for (int node = 0; node < inner; node++) {
      edges[node] = features[node] < 0 ? 0 : bins[features[node]].edges()[lasts[node]];
    }
    return new Tree(features.clone(), edges, leaves);
  }

  /// Growing; all where the sample is of all.
  private int[] drawFigures() {
    int[] all = IntStream.range(0, bins.length).toArray();
    int wanted = (int) Math.ceil(boosting.sample().figures() * all.length);
    for (int i = 0; i < wanted && wanted < all.length; i++) {
      int other = i + random.nextInt(all.length - i);
      int held = all[i];
      all[i] = all[other];
      all[other] = held;
    }
    int[] drawn = Arrays.copyOf(all, wanted);
    Arrays.sort(drawn);
    return drawn;
  }

  private int drawRows() {
    double part = boosting.sample().rows();
    int sampled = 0;
    for (int i = 0; i < rows.length; i++) {
      if (part == 1 || random.nextDouble() < part) {
        rows[sampled++] = i;
      }
    }
    return sampled;
  }

  /// Splits the nodes of one level.
  private void grow(int level) {
    int first = (1 << level) - 1;
    int beyond = 2 * first + 1;
    int end = 0;
    for (int node = first; node < beyond; node++) {
      end = Math.max(end, to[node]);
    }
    for (int i = 0; i < end; i++) {
      pulls[i] = pull[rows[i]];
      masses[i] = weights[rows[i]];
    }
    boolean many = (long) end * drawn.length > MANY;
    IntStream figures = Arrays.stream(drawn);
    (many ? figures.parallel() : figures).forEach(f -> histograms(f, first, beyond));
    for (int node = first; node < beyond; node++) {
      int best = to[node] > from[node] ? best(node) : -1;
      features[node] = best < 0 ? -1 : best / Bins.MOST;
      lasts[node] = best < 0 ? 0 : best % Bins.MOST;
      int split = best < 0 ? to[node] : part(node);
      from[2 * node + 1] = from[node];
      to[2 * node + 1] = split;
      from[2 * node + 2] = split;
      to[2 * node + 2] = to[node];
    }
  }

  /// One figure's histograms of the nodes of a level.
  private void histograms(int figure, int first, int beyond) {
    if (first == 0) {
      count(figure, 0);
      return;
    }
    for (int left = first; left < beyond; left += 2) {
      int right = left + 1;
      boolean lighter = to[left] - from[left] <= to[right] - from[right];
      int least = lighter ? left : right;
      count(figure, least);
      double[] parent = sums[(left - 1) / 2];
      double[] counted = sums[least];
      double[] rest = sums[lighter ? right : left];
      for (int k = figure * WIDTH; k < (figure + 1) * WIDTH; k++) {
        rest[k] = parent[k] - counted[k];
      }
    }
  }

  private void count(int figure, int node) {
    double[] sum = sums[node];
    int base = figure * WIDTH;
    Arrays.fill(sum, base, base + WIDTH, 0);
    byte[] column = bins[figure].rows();
    for (int i = from[node]; i < to[node]; i++) {
      int at = base + 2 * column[rows[i]];
      sum[at] += pulls[i];
      sum[at + 1] += masses[i];
    }
  }

  /// The best split as figure x 64 + the last bin on the left; -1 if none is any good.
  private int best(int node) {
    double[] sum = sums[node];
    double total = 0;
    double mass = 0;
    for (int k = drawn[0] * WIDTH; k < (drawn[0] + 1) * WIDTH; k += 2) {
      total += sum[k];
      mass += sum[k + 1];
    }
    double ridge = boosting.ridge();
    int leafMin = boosting.leafMin();
    double most = total * total / (mass + ridge) * (1 + 1e-9) + 1e-12;
    int best = -1;
    for (int figure : drawn) {
      double left = 0;
      double lefts = 0;
      int edges = bins[figure].edges().length;
      for (int b = 0; b < edges; b++) {
        left += sum[figure * WIDTH + 2 * b];
        lefts += sum[figure * WIDTH + 2 * b + 1];
        double right = total - left;
        double rights = mass - lefts;
        double worth = left * left / (lefts + ridge) + right * right / (rights + ridge);
        if (lefts >= leafMin && rights >= leafMin && worth > most) {
          most = worth;
          best = figure * Bins.MOST + b;
        }
      }
    }
    return best;
  }

  /// Puts the rows of a node in order: left of its split first, as they were among themselves.
  ///
  /// @return where the right ones begin
  private int part(int node) {
    byte[] column = bins[features[node]].rows();
    int last = lasts[node];
    int left = from[node];
    int right = 0;
    for (int i = from[node]; i < to[node]; i++) {
      if (column[rows[i]] <= last) {
        rows[left++] = rows[i];
      } else {
        held[right++] = rows[i];
      }
    }
    System.arraycopy(held, 0, rows, left, right);
    return left;
  }

  private double leaf(int from, int to, double[] residuals) {
    if (from == to) {
      return 0;
    }
    double[] own = new double[to - from];
    double[] mass = new double[own.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = residuals[rows[from + i]];
      mass[i] = weights[rows[from + i]];
    }
    return boosting.rate() * boosting.loss().best(own, mass, boosting.ridge());
  }

  /// Takes the answers off all residuals, sampled or not.
  private void takeOff(double[] leaves, double[] residuals) {
    IntStream all = IntStream.range(0, residuals.length);
    (residuals.length > MANY_ROWS ? all.parallel() : all)
        .forEach(row -> {
          int node = 0;
          while (node < features.length) {
            int feature = features[node];
            boolean right = feature >= 0 && bins[feature].rows()[row] > lasts[node];
            node = 2 * node + (right ? 2 : 1);
          }
          residuals[row] -= leaves[node - features.length];
        });
  }
}
