package dev.surgeline.core.property;

import java.util.List;
import java.util.Optional;
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

  /// Tries something with as many seeds, several at a time, or with the one that is asked for. The
  /// failure of the least seed is thrown, and names it: thrown in a thread of the pool, it would
  /// come out without its message.
  public static void tries(int times, Consumer<Chance> something) {
    Long asked = Long.getLong("property.seed");
    LongStream seeds =
        asked == null ? LongStream.range(FIRST, FIRST + times) : LongStream.of(asked);
    Optional<AssertionError> failure =
        seeds
            .parallel()
            .mapToObj(seed -> attempt(seed, something))
            .flatMap(Optional::stream)
            .findFirst();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private static Optional<AssertionError> attempt(long seed, Consumer<Chance> something) {
    try {
      something.accept(new Chance(seed));
      return Optional.empty();
    } catch (AssertionError | RuntimeException e) {
      return Optional.of(new AssertionError("with -Dproperty.seed=" + seed + ": " + e, e));
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
