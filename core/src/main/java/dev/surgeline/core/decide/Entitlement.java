package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Milli;
import java.util.Arrays;
import java.util.List;

/// Who shall have how much of what the platform has, as if all who act could change at once.
///
/// Two questions are kept apart.
///
/// - **What is due to each** goes by the order of [Scarcity] among all, those included that can not
///   be told to change now: what they hold beyond what is due to them takes nothing from a more
///   critical one that runs, and nothing from one of their own class.
/// - **Who grows** goes by the same order, as far as there is room when what can not change now
///   keeps what it holds and the less critical yield down to their mins. Then those yield what that
///   takes, and nothing is yielded for growth that there is no room for anyway.
///
/// So where something can not change now, all together may hold more than there is until it can;
/// they did so before, and nobody grows then.
///
/// Example: a quota of 60 replicas; `beds` (life-safety) has 30 and asks for 40, `labs` (standard)
/// has 20, `reports` (deferrable) is not seen and had 20. `labs` yields its 20, and `beds` grows to
/// 40. Had `reports` 30 or more, `beds` could not grow whoever yields: both keep what they have.
final class Entitlement {
  private static final long PLENTY = Long.MAX_VALUE / 2;

  private final Claims claims;
  private final List<int[]> everyone;
  private final List<int[]> acting;

  /// What there is, as if all could yield, and what is due to each of it.
  private final Filling due;

  private final int[] dues;

  /// What each shall have; of what can not change now what it holds.
  private final int[] shall;

  /// What that leaves, less than nothing where all hold more than there is.
  private final long[] room;

  /// By resource, whether one more critical grows into it.
  private final boolean[] squeezed;

  private Entitlement(Claims claims, List<int[]> acting) {
    this.claims = claims;
    this.acting = acting;
    everyone = claims.classes(_ -> true);
    due = new Filling(claims.needs, claims.limits, claims.weights);
    dues = new int[claims.wants.length];
    for (int[] members : everyone) {
      due.fill(members, dues, claims.mins, claims.mins);
    }
    shall = claims.held.clone();
    for (int[] members : acting) {
      for (int one : members) {
        shall[one] = Math.min(claims.runs[one], dues[one]);
      }
    }
    room = claims.left(shall);
    squeezed = new boolean[room.length];
  }

  /// @param acting those of each class whose decisions are carried out
  /// @return by who asks; of what can not change now what it holds
  static int[] of(Claims claims, List<int[]> acting) {
    var entitlement = new Entitlement(claims, acting);
    for (int rank = 0; rank < acting.size(); rank++) {
      entitlement.keep(rank);
      entitlement.grow(rank);
    }
    return entitlement.shall;
  }

  /// What a class runs and is still asked for.
  private void keep(int rank) {
    due.fill(everyone.get(rank), dues, keepable(rank), claims.wants);
    for (int one : acting.get(rank)) {
      raise(one, Math.min(claims.runs[one], dues[one]));
    }
  }

  /// What a class may keep at most: all that it runs, but for what the growth of the more critical
  /// leaves no room for.
  private int[] keepable(int rank) {
    long[] left = new long[room.length];
    boolean any = false;
    for (int resource = 0; resource < left.length; resource++) {
      left[resource] = squeezed[resource] ? Math.max(0, room[resource]) : PLENTY;
      any |= squeezed[resource];
    }
    if (!any) {
      return claims.runs;
    }
    var filling = new Filling(claims.needs, left, claims.weights);
    reserveMins(filling, rank);
    int[] keepable = shall.clone();
    filling.fill(acting.get(rank), keepable, claims.runs, claims.wants);
    return keepable;
  }

  /// The growth of a class, first to the mins.
  private void grow(int rank) {
    int[] members = acting.get(rank);
    if (Arrays.stream(members).allMatch(one -> shall[one] >= claims.wants[one])) {
      return;
    }
    long[] left = room.clone();
    for (int resource = 0; resource < left.length; resource++) {
      left[resource] = Math.max(0, left[resource]);
    }
    int[] grown = shall.clone();
    var there = new Filling(claims.needs, left, claims.weights);
    there.fill(members, grown, dues, dues);
    reserveMins(there, rank + 1);
    long[] both = there.left();
    long[] dueLeft = due.left();
    for (int resource = 0; resource < both.length; resource++) {
      both[resource] = Math.min(both[resource], dueLeft[resource]);
    }
    new Filling(claims.needs, both, claims.weights)
        .fill(members, grown, claims.wants, claims.wants);
    for (int one : members) {
      if (grown[one] > dues[one]) {
        due.take(one, grown[one] - dues[one]);
        dues[one] = grown[one];
      }
      for (int resource = 0; resource < room.length; resource++) {
        squeezed[resource] |= grown[one] > shall[one] && claims.needs[resource][one] > 0;
      }
      raise(one, grown[one]);
    }
  }

  /// Takes out what the mins of a class and of the less critical still need.
  private void reserveMins(Filling filling, int rank) {
    int[] reserved = shall.clone();
    for (int[] members : acting.subList(rank, acting.size())) {
      filling.fill(members, reserved, dues, dues);
    }
  }

  private void raise(int one, int to) {
    int more = to - shall[one];
    for (int resource = 0; resource < room.length; resource++) {
      room[resource] -= Milli.times(claims.needs[resource][one], more);
    }
    shall[one] = to;
  }
}
