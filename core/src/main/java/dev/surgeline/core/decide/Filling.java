package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Milli;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Gives out what there is, one replica at a time, always to the one that has the least part of
/// what it asks for, as water fills a vessel from its lowest place. All in whole numbers: the order
/// of those who ask changes nothing, and ties go by it only where all else is equal.
///
/// It does not count replica by replica: the highest level that all can be filled to is found by
/// halving, and only what is left above it, less than a replica for each, is given out singly. Who
/// comes next and does not fit into a resource ends it for all of this round that need it, so that
/// nobody who has more is served instead.
///
/// Example: 10 replicas are there for `beds`, which asks for 12, and `labs`, which asks for 4. At
/// 7/12 `beds` has 7 and `labs` 2.33, given as 3; that is all, and nobody can be filled higher.
final class Filling {
  /// More than twice the most replicas that may be asked for: a step of the level adds at most one.
  private static final long LEVELS = 1L << 20;

  private final long[][] needs;
  private final long[] room;
  private final int[] weights;

  /// Of one round.
  private static final class Round {
    private final int[] given;
    private final int[] most;
    private final int[] whole;

    Round(int[] given, int[] most, int[] whole) {
      this.given = given;
      this.most = most;
      this.whole = whole;
    }
  }

  /// @param needs by resource and by who asks: what a replica takes, in thousandths; 0: nothing
  /// @param room by resource: what there is, in thousandths
  /// @param weights by who asks: as how many times as far from its whole it counts, 1 or 2
  Filling(long[][] needs, long[] room, int[] weights) {
    this.needs = needs.clone();
    this.room = room.clone();
    this.weights = weights.clone();
  }

  /// What is left of the room, by resource, in thousandths.
  long[] left() {
    return room.clone();
  }

  /// Gives to some of those who ask, up to a number of replicas each.
  ///
  /// @param members who, in the order that decides ties
  /// @param given what each has already, taken from the room; it grows
  /// @param most how many each may have
  /// @param whole how many are all that it asks for; at least `most`
  void fill(int[] members, int[] given, int[] most, int[] whole) {
    var round = new Round(given, most, whole);
    List<Integer> open = new ArrayList<>();
    for (int one : members) {
      if (given[one] < most[one]) {
        open.add(one);
      }
    }
    while (!open.isEmpty()) {
      long level = highest(open, round);
      for (int one : open) {
        take(one, target(one, level, round) - given[one], given);
      }
      if (level == LEVELS) {
        return;
      }
      int exhausted = giveSingly(open, level, round);
      open.removeIf(one -> needs[exhausted][one] > 0 || given[one] >= most[one]);
    }
  }

  /// The highest level that there is room for.
  private long highest(List<Integer> open, Round round) {
    if (fits(open, LEVELS, round)) {
      return LEVELS;
    }
    long low = 0;
    long high = LEVELS;
    while (high - low > 1) {
      long middle = (low + high) / 2;
      if (fits(open, middle, round)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean fits(List<Integer> open, long level, Round round) {
    for (int resource = 0; resource < room.length; resource++) {
      long left = room[resource];
      for (int one : open) {
        int more = target(one, level, round) - round.given[one];
        left -= Milli.times(needs[resource][one], more);
      }
      if (left < 0) {
        return false;
      }
    }
    return true;
  }

  /// How many replicas one has at a level; at the highest all that it may have.
  private int target(int one, long level, Round round) {
    if (level == LEVELS) {
      return round.most[one];
    }
    long share = (level * round.whole[one] * weights[one] + LEVELS - 1) / LEVELS;
    return (int) Math.max(round.given[one], Math.min(round.most[one], share));
  }

  /// One each to those below the next level, the lowest first.
  ///
  /// @return the resource that someone found exhausted
  private int giveSingly(List<Integer> open, long level, Round round) {
    List<Integer> next = new ArrayList<>();
    for (int one : open) {
      if (target(one, level + 1, round) > round.given[one]) {
        next.add(one);
      }
    }
    next.sort(lowestFirst(round));
    for (int one : next) {
      for (int resource = 0; resource < room.length; resource++) {
        if (needs[resource][one] > room[resource]) {
          return resource;
        }
      }
      take(one, 1, round.given);
    }
    throw new IllegalStateException("the next level fits, and is above the highest that does");
  }

  private Comparator<Integer> lowestFirst(Round round) {
    int[] given = round.given;
    int[] whole = round.whole;
    return (one, other) ->
        Long.compare(
            (long) given[one] * whole[other] * weights[other],
            (long) given[other] * whole[one] * weights[one]);
  }

  private void take(int one, int replicas, int[] given) {
    given[one] += replicas;
    take(one, replicas);
  }

  /// Takes what so many replicas of one need out of the room, where it is known that it fits.
  void take(int one, int replicas) {
    for (int resource = 0; resource < room.length; resource++) {
      room[resource] -= Milli.times(needs[resource][one], replicas);
    }
  }
}
