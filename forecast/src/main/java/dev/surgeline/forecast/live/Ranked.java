package dev.surgeline.forecast.live;

/// The last numbers that came in, in order of size.
final class Ranked {
  private final double[] came;
  private final double[] sorted;
  private long count;

  /// @param most how many are kept, at least 1
  Ranked(int most) {
    came = new double[most];
    sorted = new double[most];
  }

  /// How many are kept now.
  int size() {
    return (int) Math.min(count, came.length);
  }

  /// The i-th smallest, from 0.
  double at(int i) {
    return sorted[i];
  }

  /// Adds one, and forgets the oldest where there is no room. By moving what lies between the two
  /// places: to sort anew each time would cost more than all the rest of learning.
  void add(double value) {
    int held = size();
    int slot = (int) (count % came.length);
    int to = place(value, held);
    if (held < came.length) {
      System.arraycopy(sorted, to, sorted, to + 1, held - to);
    } else {
      int from = place(came[slot], held);
      if (to > from) {
        to--;
        System.arraycopy(sorted, from + 1, sorted, from, to - from);
      } else {
        System.arraycopy(sorted, to, sorted, to + 1, from - to);
      }
    }
    sorted[to] = value;
    came[slot] = value;
    count++;
  }

  /// How many are smaller.
  int below(double value) {
    return place(value, size());
  }

  /// The place of the first that is no smaller; of many that are equal too.
  private int place(double value, int held) {
    int low = 0;
    int high = held;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
