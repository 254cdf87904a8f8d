package dev.surgeline.core.property;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/// Random choices from one seed.
public final class Chance {
  private static final long FIRST = 20_261_121;

  private final SplittableRandom random;

  public Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /// Tries something with as many seeds, several at a time, or with the one that is asked for; who
  /// fails names it.
  public static void tries(int times, Consumer<Chance> something) {
    Long asked = Long.getLong("property.seed");
    LongStream seeds =
        asked == null ? LongStream.range(FIRST, FIRST + times) : LongStream.of(asked);
    seeds.parallel().forEach(seed -> attempt(seed, something));
  }

  private static void attempt(long seed, Consumer<Chance> something) {
    try {
      something.accept(new Chance(seed));
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("with -Dproperty.seed=" + seed + ": " + e, e);
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
