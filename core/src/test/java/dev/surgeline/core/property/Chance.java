package dev.surgeline.core.property;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// Random choices from one seed.
public final class Chance {
  private static final long FIRST = 20_261_121;

  private final SplittableRandom random;

  public Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /// Tries something with as many seeds, or with the one that is asked for; who fails names it.
  public static void tries(int times, Consumer<Chance> something) {
    Long asked = Long.getLong("property.seed");
    long from = asked == null ? FIRST : asked;
    long to = asked == null ? FIRST + times : asked + 1;
    for (long seed = from; seed < to; seed++) {
      try {
        something.accept(new Chance(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("with -Dproperty.seed=" + seed + ": " + e, e);
      }
    }
  }

  /// True once in so many times.
  public boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /// Both ends inclusive.
  public int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  public long between(long least, long most) {
    return random.nextLong(least, most);
  }

  public double share() {
    return random.nextDouble();
  }

  public <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  public final <T> T of(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
