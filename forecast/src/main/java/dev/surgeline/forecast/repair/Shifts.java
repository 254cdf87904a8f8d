package dev.surgeline.forecast.repair;

import dev.surgeline.forecast.repair.Gaps.Gap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds steps in the level: a second hospital that joins, a client that leaves.
///
/// The history is taken without its season, by logarithms where all of it is above zero, and cut
/// into blocks of the shortest season (or forty altogether). Between two blocks the level shifts if
/// the medians of up to seven blocks on either side are apart by D so that
///
/// - every block before is on the one side of the middle and every block after on the other, three
///   blocks at least on each: it was steady before and it lasted. The block in which it happens is
///   on neither;
/// - the blocks next to that are apart by 0.7 D at least: a step, not a slope;
/// - D is at least 4 spreads of the blocks around their medians, and a factor of 1.3 (where there
///   are no logarithms: 3 spreads of single values).
///
/// The widest goes first; what was before it is brought to its level and the search begins again,
/// up to five times. Example: sixty days around 100 and then thirty around 200 are one shift, by
/// the factor 2, after which the first sixty are around 200 as well.
final class Shifts {
  private static final int SIDE_MIN = 3;
  private static final int SIDE_MAX = 7;
  private static final int BLOCKS = 40;
  private static final int BLOCK_MIN = 8;
  private static final double ABRUPT = 0.7;
  private static final double SPREADS_MIN = 4;
  private static final double FACTOR_MIN = 1.3;
  private static final double SINGLES_MIN = 3;
  private static final int SHIFTS_MAX = 5;

  /// One step in the level.
  ///
  /// @param index the first step of the new level
  /// @param quotient whether `size` multiplies what was before it; if not it is added to it
  record Shift(int index, boolean quotient, double size) {}

  private final boolean logs;
  private final double[] plain;
  private final int block;

  private Shifts(double[] values, Profile profile, int season) {
    boolean above = true;
    for (double value : values) {
      above &= value > 0;
    }
    this.logs = above && (profile.quotients() || profile.figures().length == 1);
    this.plain = profile.without(values);
    for (int i = 0; i < plain.length && logs; i++) {
      plain[i] = Math.log(plain[i]);
    }
    this.block = season > 1 ? season : Math.max(BLOCK_MIN, values.length / BLOCKS);
  }

  /// The shifts of a history without gaps, the first in time first.
  ///
  /// @param season the shortest; 1 if there is none
  static List<Shift> find(double[] values, Profile profile, int season) {
    Shifts search = new Shifts(values, profile, season);
    List<Shift> found = new ArrayList<>();
    for (int round = 0; round < SHIFTS_MAX; round++) {
      Gap edge = search.widest();
      if (edge.from() == edge.to()) {
        break;
      }
      found.add(search.level(edge));
    }
    found.sort((a, b) -> Integer.compare(a.index(), b.index()));
    return found;
  }

  /// The block in which the widest shift is; from = to if there is none.
  private Gap widest() {
    double[] medians = new double[plain.length / block];
    int first = plain.length - medians.length * block;
    for (int i = 0; i < medians.length; i++) {
      int from = first + i * block;
      medians[i] = Robust.median(Arrays.copyOfRange(plain, from, from + block));
    }
    double least = logs ? Math.log(FACTOR_MIN) : SINGLES_MIN * Robust.sigma(differences(plain));
    Gap widest = new Gap(0, 0);
    double width = 0;
    for (int i = SIDE_MIN; i + 1 + SIDE_MIN <= medians.length; i++) {
      double distance = Math.abs(distance(medians, i));
      if (distance > width && distance >= least) {
        width = distance;
        widest = new Gap(first + i * block, first + (i + 1) * block);
      }
    }
    return widest;
  }

  /// By how much the level differs after a block, with its sign; 0 if that is not a shift.
  private static double distance(double[] medians, int edge) {
    double[] left = Arrays.copyOfRange(medians, Math.max(0, edge - SIDE_MAX), edge);
    int next = edge + 1;
    double[] right = Arrays.copyOfRange(medians, next, Math.min(medians.length, next + SIDE_MAX));
    double low = Robust.median(left);
    double high = Robust.median(right);
    double distance = high - low;
    double middle = (low + high) / 2;
    double spread = 0;
    for (double each : left) {
      if ((each - middle) * distance >= 0) {
        return 0;
      }
      spread += Math.abs(each - low);
    }
    for (double each : right) {
      if ((each - middle) * distance <= 0) {
        return 0;
      }
      spread += Math.abs(each - high);
    }
    boolean abrupt = (medians[next] - medians[edge - 1]) / distance >= ABRUPT;
    spread /= left.length + right.length;
    return abrupt && Math.abs(distance) >= SPREADS_MIN * spread ? distance : 0;
  }

  /// Finds the step at which the level changed, in a block or next to it, by the least sum of
  /// distances, and brings what was before to the level after.
  private Shift level(Gap edge) {
    int reach = SIDE_MAX * block;
    int from = edge.from() - block;
    int end = Math.min(plain.length, edge.to() + block);
    double low =
        Robust.median(Arrays.copyOfRange(plain, Math.max(0, edge.from() - reach), edge.from()));
    double high =
        Robust.median(
            Arrays.copyOfRange(plain, edge.to(), Math.min(plain.length, edge.to() + reach)));
    int index = from;
    double sum = 0;
    double least = 0;
    for (int i = from; i < end; i++) {
      sum += Math.abs(plain[i] - low) - Math.abs(plain[i] - high);
      if (sum < least) {
        least = sum;
        index = i + 1;
      }
    }
    double size = high - low;
    for (int i = 0; i < index; i++) {
      plain[i] += size;
    }
    return new Shift(index, logs, logs ? Math.exp(size) : size);
  }

  private static double[] differences(double[] values) {
    double[] differences = new double[Math.max(1, values.length - 1)];
    for (int i = 1; i < values.length; i++) {
      differences[i - 1] = (values[i] - values[i - 1]) / Math.sqrt(2);
    }
    return differences;
  }
}
