package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.ResourceName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/// What the platform has is not enough for all that is asked for. Then it goes to
///
/// 1. the min of each, the more critical first where not even those fit;
/// 2. class by class, the more critical first: what runs and is still asked for, then growth.
///
/// Within a class whoever has the smallest part of what it asks for comes next, and one that misses
/// its objective now counts as if it had half of that ([Filling]). So a class yields what it runs
/// to a more critical one that grows, and to nobody of its own.
///
/// Who shall have how much is [Entitlement]'s question; how much of it can be had now is asked
/// here. Growth goes only into room that is free already; who has to yield does so now, and its
/// room is given out from the next tick on, once its own change has begun. What is not observed
/// keeps what it had when it was last seen, and is in the way of growth alone.
///
/// Example: a quota of 60 replicas, `beds` (life-safety) with 30 asks for 33, `labs` (standard) has
/// the other 30. At this tick `labs` yields 3; at the next `beds` grows by 3.
final class Scarcity {
  private final Claims claims;
  private final List<int[]> acting;
  private final int[] entitled;
  private final int[] given;

  private Scarcity(Claims claims) {
    this.claims = claims;
    acting = claims.classes(claims::acts);
    entitled = Entitlement.of(claims, acting);
    given = claims.from.clone();
  }

  static List<Deliberation> pass(List<Deliberation> open, List<Unseen> unseen) {
    if (open.isEmpty()) {
      return open;
    }
    SortedMap<ResourceName, Double> quota =
        open.getFirst().situation().surroundings().platform().quota();
    if (quota.isEmpty() || Claims.fit(open, unseen, quota)) {
      return open;
    }
    var scarcity = new Scarcity(new Claims(open, unseen, quota));
    scarcity.give();
    return scarcity.guarded();
  }

  /// Who can have how much now: less at once, more as far as there is room.
  private void give() {
    long[] free = claims.left(claims.held);
    for (int resource = 0; resource < free.length; resource++) {
      free[resource] = Math.max(0, free[resource]);
    }
    var filling = new Filling(claims.needs, free, claims.weights);
    for (int i = 0; i < given.length; i++) {
      // What it gave back in this very moment it may have again, where there is room for it.
      int again = claims.exceeded(i) ? given[i] : Math.min(claims.held[i], entitled[i]);
      given[i] = Math.max(given[i], again);
    }
    for (int[] members : acting) {
      filling.fill(members, given, entitled, claims.asked);
    }
    for (int i = 0; i < given.length; i++) {
      if (claims.acts(i)) {
        given[i] = Math.min(given[i], entitled[i]);
      }
    }
    // What is only a recommendation takes no room; it shows what would be left for it.
    for (int[] members : claims.classes(one -> claims.seen(one) && !claims.acts(one))) {
      filling.fill(members, given, claims.asked, claims.asked);
    }
    for (int i = 0; i < given.length; i++) {
      given[i] = Math.min(given[i], claims.asked[i]);
    }
  }

  private List<Deliberation> guarded() {
    var text = new ScarcityText(claims, entitled);
    List<Deliberation> left = new ArrayList<>(claims.open.size());
    for (int i = 0; i < claims.open.size(); i++) {
      Deliberation one = claims.open.get(i);
      left.add(
          given[i] == claims.asked[i]
              ? one
              : one.limited(new Replicas(given[i]), text.code(i, given[i]), text.why(i, given[i])));
    }
    return left;
  }
}
