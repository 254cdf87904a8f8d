package dev.surgeline.wire;

import dev.surgeline.core.decide.slo.Bytes;
import dev.surgeline.core.decide.slo.Numbers;
import dev.surgeline.core.platform.Window;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Random values of any type that has a form in JSON. Values that a record refuses are drawn again.
final class RandomRecords {
  private static final int TRIES = 500;
  private static final String[] TEXTS = {
    "beds",
    "claims-1",
    "a",
    "UK",
    "GBP",
    "/x/y",
    "{port}",
    "\u00e9\u20ac\ud83d\ude00",
    "\u0000\n\t\"\\",
    "null"
  };
  private static final double[] REALS = {0, 1, 0.5, 0.99, -1.25, 1e-7, 1e21, 123.456, 4.9e-324};
  private static final String[] WINDOWS = {
    "weekdays 07:00-19:00 except holidays", "October to March", "*/30 8-18 * * MON-FRI for 10m"
  };
  private static final long[] WHOLES = {0, 1, 2, 60, -1, 1_000_000, Long.MAX_VALUE, Long.MIN_VALUE};

  private final Random random;
  private int depth;

  RandomRecords(long seed) {
    this.random = new Random(seed);
  }

  <T> T next(Class<T> type) {
    return type.cast(any(type));
  }

  private Object any(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return pick(plain.getEnumConstants());
    }
    if (plain.isRecord()) {
      return record(plain);
    }
    if (plain.isSealed() && plain.isInterface()) {
      return any(pick(plain.getPermittedSubclasses()));
    }
    return scalar(plain);
  }

  private Object scalar(Class<?> type) {
    boolean odd = random.nextInt(4) == 0;
    return switch (type.getSimpleName()) {
      case "String" -> pick(TEXTS);
      case "boolean", "Boolean" -> random.nextBoolean();
      case "int", "Integer" -> odd ? random.nextInt() : random.nextInt(100);
      case "long", "Long" -> odd ? WHOLES[random.nextInt(WHOLES.length)] : random.nextLong(1000);
      case "double", "Double" -> odd ? real() : REALS[random.nextInt(REALS.length)];
      case "Duration" ->
          odd
              ? Duration.ofSeconds(random.nextLong(), random.nextInt(1_000_000_000))
              : Duration.ofSeconds(random.nextInt(1, 100));
      case "Instant" -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
      case "LocalDate" -> LocalDate.ofEpochDay(random.nextInt(40_000));
      case "LocalTime" -> LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L));
      case "ZoneId" -> ZoneId.of(random.nextBoolean() ? "Europe/London" : "Z");
      case "OptionalInt" -> odd ? OptionalInt.empty() : OptionalInt.of(random.nextInt(100));
      case "OptionalLong" -> odd ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
      case "OptionalDouble" ->
          odd ? OptionalDouble.empty() : OptionalDouble.of(REALS[random.nextInt(REALS.length)]);
      case "Bytes" -> Bytes.filled(random.nextInt(2) * 1440, (byte) random.nextInt(256));
      case "Numbers" -> Numbers.copyOf(real(), random.nextBoolean() ? Double.NaN : real());
      case "Window" -> Window.parse(pick(WINDOWS));
      default -> throw new IllegalArgumentException("no random " + type);
    };
  }

  /// Minus zero has no form of its own in canonical JSON.
  private double real() {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) && value != 0 ? value : 7;
  }

  private Object generic(ParameterizedType type) {
    Type[] of = type.getActualTypeArguments();
    Class<?> raw = (Class<?>) type.getRawType();
    if (raw == Optional.class) {
      return random.nextBoolean() ? Optional.empty() : Optional.of(any(of[0]));
    }
    int size = depth > 6 ? 0 : random.nextInt(4);
    List<Object> values = new ArrayList<>();
    IntStream.range(0, size).forEach(_ -> values.add(any(of[of.length - 1])));
    if (raw == List.class) {
      return values;
    }
    if (raw == SortedSet.class) {
      return new TreeSet<>(values);
    }
    if (raw == SortedMap.class) {
      var map = new TreeMap<Object, Object>();
      values.forEach(value -> map.put(any(of[0]), value));
      return map;
    }
    throw new IllegalArgumentException("no random " + type);
  }

  private Object record(Class<?> type) {
    depth++;
    try {
      RecordComponent[] parts = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      for (int i = 0; i < TRIES; i++) {
        try {
          return constructor.newInstance(
              Arrays.stream(parts).map(part -> any(part.getGenericType())).toArray());
        } catch (InvocationTargetException e) {
          if (!(e.getCause() instanceof IllegalArgumentException)) {
            throw e;
          }
        }
      }
      throw new IllegalArgumentException("no " + type + " found in " + TRIES + " tries");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    } finally {
      depth--;
    }
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }
}
