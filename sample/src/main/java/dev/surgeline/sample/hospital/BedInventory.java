package dev.surgeline.sample.hospital;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/// A replica's own copy of the beds: which are free, which fits best, and who holds one for how
/// long.
///
/// An assignment lapses after a few seconds, so that the inventory never runs dry under load. Safe
/// for many threads: a bed goes to exactly one of those who ask at once.
public final class BedInventory {
  /// What a search asks for.
  ///
  /// @param ward only beds of this ward, if given
  /// @param acuity the least a bed must be equipped for, 1 to 5
  /// @param near rank by distance from here, if given
  public record Query(Optional<Ward> ward, int acuity, Optional<Ward> near) {
    public Query {
      if (acuity < 1 || acuity > Bed.MAX_ACUITY) {
        throw new IllegalArgumentException("acuity must be from 1 to 5");
      }
    }
  }

  /// What a search found: how many are free, and the best of them, best first.
  public record Found(int free, List<Bed> best) {
    public Found {
      best = List.copyOf(best);
    }
  }

  public static final int BEDS = 2_000;

  private static final long FREE = 0;
  private static final double OCCUPIED_SHARE = 0.6;

  /// Out of a hundred beds, how many are equipped for at most acuity 1, 2, 3 and 4.
  private static final int[] ACUITY_PERCENTILES = {35, 62, 80, 91};

  private final List<Bed> beds;
  private final AtomicLongArray heldUntilMillis;
  private final long holdMillis;

  public BedInventory(long seed, Duration hold) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Bed> made = new ArrayList<>(BEDS);
    heldUntilMillis = new AtomicLongArray(BEDS);
    holdMillis = hold.toMillis();
    for (int i = 0; i < BEDS; i++) {
      made.add(new Bed(i, new Ward(1 + i % Ward.COUNT), acuity(random.nextInt(100))));
      if (random.nextDouble() < OCCUPIED_SHARE) {
        heldUntilMillis.set(i, Long.MAX_VALUE);
      }
    }
    beds = List.copyOf(made);
  }

  /// The free beds that fit, at most `limit` of them, the best first.
  public Found search(Query query, int limit, long nowMillis) {
    long[] best = new long[limit];
    int kept = 0;
    int free = 0;
    for (Bed bed : beds) {
      if (!fits(bed, query) || heldUntilMillis.get(bed.number()) > nowMillis) {
        continue;
      }
      free++;
      // Score above, bed number below: one comparison ranks, and ties go to the lower number.
      long ranked = (long) score(bed, query) << 32 | bed.number();
      if (kept == limit && (limit == 0 || ranked >= best[kept - 1])) {
        continue;
      }
      int at = kept == limit ? kept - 1 : kept++;
      while (at > 0 && best[at - 1] > ranked) {
        best[at] = best[at - 1];
        at--;
      }
      best[at] = ranked;
    }
    List<Bed> ordered = new ArrayList<>(kept);
    for (int i = 0; i < kept; i++) {
      ordered.add(beds.get((int) best[i]));
    }
    return new Found(free, ordered);
  }

  /// Takes the best free bed, if there is one.
  public Optional<Bed> assign(Query query, long nowMillis) {
    while (true) {
      Found found = search(query, 4, nowMillis);
      for (Bed bed : found.best()) {
        long held = heldUntilMillis.get(bed.number());
        if (held <= nowMillis
            && heldUntilMillis.compareAndSet(bed.number(), held, nowMillis + holdMillis)) {
          return Optional.of(bed);
        }
      }
      if (found.free() == 0) {
        return Optional.empty();
      }
    }
  }

  /// Gives an assigned bed back; false when this inventory had not assigned it.
  public boolean release(String name, long nowMillis) {
    for (Bed bed : beds) {
      if (bed.name().equals(name)) {
        long held = heldUntilMillis.get(bed.number());
        return held > nowMillis
            && held != Long.MAX_VALUE
            && heldUntilMillis.compareAndSet(bed.number(), held, FREE);
      }
    }
    return false;
  }

  private static int acuity(int percent) {
    int acuity = 1;
    while (acuity <= ACUITY_PERCENTILES.length && percent >= ACUITY_PERCENTILES[acuity - 1]) {
      acuity++;
    }
    return acuity;
  }

  private static boolean fits(Bed bed, Query query) {
    return bed.acuity() >= query.acuity()
        && (query.ward().isEmpty() || query.ward().get().equals(bed.ward()));
  }

  /// Near beats far; among equals, the least over-equipped bed, to keep intensive care free.
  private static int score(Bed bed, Query query) {
    int distance = query.near().isEmpty() ? 0 : query.near().get().distance(bed.ward());
    return distance * 10 + (bed.acuity() - query.acuity()) * 4;
  }
}
