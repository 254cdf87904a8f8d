package dev.surgeline.lab.plant;

import static dev.surgeline.lab.plant.Plants.nanos;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Capacity.Distribution;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The oracle against all that could have been done, on cases small enough to try all.
final class ClairvoyanceTest {
  private static final long STEP = 15 * Plants.SECOND;

  /// Of all sizes that have what is needed in time, none costs less. A replica serves in a step if
  /// it was there in this one and the L before it: what goes is always the youngest.
  @Test
  void noSizesThatHaveWhatIsNeededCostLess() {
    var random = new SplittableRandom(1);
    for (int trial = 0; trial < 300; trial++) {
      int startup = random.nextInt(4);
      int[] needs = random.ints(7, 0, 4).toArray();
      int least = Integer.MAX_VALUE;
      for (int code = 0; code < 1 << 14; code++) {
        int[] sizes = digits(code, 7, 2);
        boolean enough = true;
        for (int k = 0; k < 7 && enough; k++) {
          int ready = sizes[k];
          for (int j = Math.max(0, k - startup); j < k; j++) {
            ready = Math.min(ready, sizes[j]);
          }
          enough = ready >= needs[k];
        }
        least = enough ? Math.min(least, Arrays.stream(sizes).sum()) : least;
      }
      int[] found = Clairvoyance.sizes(needs, startup);
      assertEquals(least, Arrays.stream(found).sum(), () -> Arrays.toString(needs));
    }
  }

  private static int[] digits(int code, int count, int bits) {
    int[] digits = new int[count];
    for (int i = 0; i < count; i++) {
      digits[i] = (code >>> (bits * i)) & ((1 << bits) - 1);
    }
    return digits;
  }

  /// A pause of the start-up time is kept through, a longer one is not.
  @Test
  void whatIsNotNeededForAWhileIsKeptOrStartedAgain() {
    assertArrayEquals(
        new int[] {3, 3, 3, 3, 3, 1},
        Clairvoyance.sizes(new int[] {3, 1, 1, 3, 3, 1}, 2),
        "two steps are kept through");
    assertArrayEquals(
        new int[] {3, 1, 3, 3, 3, 1},
        Clairvoyance.sizes(new int[] {3, 1, 1, 1, 3, 1}, 2),
        "of three one is saved");
  }

  /// Replica-time and violated seconds of sizes, by the plant itself.
  private record Outcome(double billed, long violated) {}

  private static Outcome played(PlantSettings settings, double[] counts, long seed, int[] sizes) {
    var arrivals = new Arrivals(counts, 2 * STEP, ~seed);
    var plant = new RequestPlant(settings, arrivals, seed);
    plant.begin(sizes[0]);
    for (int i = 1; i < sizes.length; i++) {
      plant.advance(i * STEP);
      plant.scaleTo(sizes[i]);
    }
    plant.advance(sizes.length * STEP);
    double billed = Plants.seconds(plant.billed());
    plant.advance(sizes.length * STEP + nanos(60));
    long end = sizes.length * STEP;
    return new Outcome(billed, plant.ledger().violated(0, end, settings.quantile()));
  }

  /// Every size at every step is tried on the plant. Nobody violates less, and who violates as
  /// little saves at most a sixth: that is what looking at one step after the other costs with one
  /// to four replicas, where each is a quarter of all.
  @Test
  void nobodyKeepsTheObjectiveWithFewer() {
    int steps = 6;
    double cheaper = 0;
    int compared = 0;
    for (long seed = 1; seed <= 12; seed++) {
      PlantSettings settings =
          Plants.settings(1, 0.5, Distribution.LOGNORMAL, seed % 2 == 0 ? 15 : 0);
      var random = new SplittableRandom(seed);
      double[] counts = random.doubles(3, 5, 80).toArray();
      int[] needs =
          Clairvoyance.needs(
              settings,
              new Arrivals(counts, 2 * STEP, ~seed),
              seed,
              new ReplicaBounds(new Replicas(1), new Replicas(4)),
              STEP,
              steps);
      int[] own = Clairvoyance.sizes(needs, seed % 2 == 0 ? 1 : 0);
      Outcome found = played(settings, counts, seed, own);
      double least = Double.MAX_VALUE;
      long fewest = Long.MAX_VALUE;
      for (int code = 0; code < 1 << (2 * steps); code++) {
        int[] sizes = Arrays.stream(digits(code, steps, 2)).map(size -> size + 1).toArray();
        Outcome other = played(settings, counts, seed, sizes);
        if (other.violated() < fewest) {
          fewest = other.violated();
          least = Double.MAX_VALUE;
        }
        least = other.violated() == fewest ? Math.min(least, other.billed()) : least;
      }
      assertTrue(found.violated() <= fewest, "seed " + seed + ": " + found + ", " + fewest);
      cheaper += least / found.billed();
      compared++;
    }
    double share = cheaper / compared;
    assertTrue(share > 0.82, "the best needs " + share + " of what the oracle does");
  }
}
