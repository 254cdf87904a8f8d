package dev.surgeline.wire;

import dev.surgeline.core.decide.slo.Bytes;
import dev.surgeline.core.decide.slo.Numbers;
import dev.surgeline.core.platform.Window;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The codecs of single values.
final class Scalars {
  /// Integers up to here are exact in a double, so every JSON reader gets them right.
  static final long SAFE_MAX = 9_007_199_254_740_991L;

  private static final int TEXT_LENGTH_MAX = 100;

  private static final Map<Class<?>, Codec> CODECS =
      Map.ofEntries(
          Map.entry(String.class, new Plain()),
          Map.entry(boolean.class, new Bool()),
          Map.entry(Boolean.class, new Bool()),
          Map.entry(int.class, new Int()),
          Map.entry(Integer.class, new Int()),
          Map.entry(long.class, new Whole()),
          Map.entry(Long.class, new Whole()),
          Map.entry(Quantity.class, new Amount()),
          Map.entry(double.class, new Real()),
          Map.entry(Double.class, new Real()),
          Map.entry(
              Duration.class,
              new Text(
                  "a duration such as 25s, 500ms or 1h30m",
                  DurationText::parse,
                  Scalars::duration)),
          Map.entry(
              Instant.class,
              new Text(
                  "an instant such as 2026-11-21T08:00:00Z", Instant::parse, Object::toString)),
          Map.entry(
              LocalDate.class,
              new Text("a date such as 2026-12-25", LocalDate::parse, Object::toString)),
          Map.entry(
              LocalTime.class,
              new Text("a time of day such as 08:30", LocalTime::parse, Object::toString)),
          Map.entry(
              ZoneId.class,
              new Text("a time zone such as Europe/London", ZoneId::of, Object::toString)),
          Map.entry(
              Window.class,
              new Text("a window such as weekdays 07:00-19:00", Window::parse, Object::toString)),
          Map.entry(Bytes.class, new Packed("bytes", Bytes::of)),
          Map.entry(Numbers.class, new Packed("numbers", Numbers::of)));

  private Scalars() {}

  static Optional<Codec> of(Class<?> type) {
    return Optional.ofNullable(CODECS.get(type));
  }

  private static String duration(Object value) {
    return DurationText.format((Duration) value);
  }

  private static boolean is(Node node, Node.Kind kind) {
    return node instanceof Node.Scalar scalar && scalar.kind() == kind;
  }

  private static String textOf(Node node) {
    return ((Node.Scalar) node).text();
  }

  private record Plain() implements Codec {
    @Override
    public void write(Object value, JsonSink out) {
      out.string((String) value);
    }

    @Override
    public Object read(Node node, Problems problems) {
      if (is(node, Node.Kind.STRING)) {
        return textOf(node);
      }
      boolean unquoted = is(node, Node.Kind.NUMBER) || is(node, Node.Kind.BOOLEAN);
      return problems.wrongType(
          node, unquoted ? "text, in quotes when it looks otherwise" : "text");
    }

    @Override
    public Optional<Node.Kind> keyKind() {
      return Optional.of(Node.Kind.STRING);
    }

    @Override
    public String keyText(Object value) {
      return (String) value;
    }
  }

  private record Bool() implements Codec {
    @Override
    public void write(Object value, JsonSink out) {
      out.ascii(value.toString());
    }

    @Override
    public Object read(Node node, Problems problems) {
      return is(node, Node.Kind.BOOLEAN)
          ? (Object) textOf(node).equals("true")
          : problems.wrongType(node, "true or false");
    }
  }

  private record Int() implements Codec {
    @Override
    public void write(Object value, JsonSink out) {
      out.number((Integer) value);
    }

    @Override
    public Object read(Node node, Problems problems) {
      if (!is(node, Node.Kind.NUMBER)) {
        return problems.wrongType(node, "a whole number");
      }
      try {
        return Integer.parseInt(textOf(node));
      } catch (NumberFormatException _) {
        return problems.wrongType(
            node, "a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE);
      }
    }

    @Override
    public Optional<Node.Kind> keyKind() {
      return Optional.of(Node.Kind.NUMBER);
    }

    @Override
    public String keyText(Object value) {
      return value.toString();
    }
  }

  /// A long beyond [#SAFE_MAX] is text, and only there: each value has one form.
  private record Whole() implements Codec {
    @Override
    public void write(Object value, JsonSink out) {
      long number = (Long) value;
      if (isSafe(number)) {
        out.number(number);
      } else {
        out.string(Long.toString(number));
      }
    }

    @Override
    public Object read(Node node, Problems problems) {
      String wanted = "a whole number up to " + SAFE_MAX + ", or beyond it one in quotes";
      if (!is(node, Node.Kind.NUMBER) && !is(node, Node.Kind.STRING)) {
        return problems.wrongType(node, "a whole number");
      }
      try {
        long number = Long.parseLong(textOf(node));
        boolean canonical = Long.toString(number).equals(textOf(node));
        if (is(node, Node.Kind.NUMBER) ? isSafe(number) : canonical && !isSafe(number)) {
          return number;
        }
      } catch (NumberFormatException _) {
        return problems.wrongType(node, wanted);
      }
      return problems.wrongType(node, wanted);
    }

    private static boolean isSafe(long number) {
      return -SAFE_MAX <= number && number <= SAFE_MAX;
    }
  }

  private record Real() implements Codec {
    @Override
    public void write(Object value, JsonSink out) {
      out.number((double) (Double) value);
    }

    @Override
    public Object read(Node node, Problems problems) {
      return is(node, Node.Kind.NUMBER)
          ? (Object) Double.parseDouble(textOf(node))
          : problems.wrongType(node, "a number");
    }
  }

  /// A quantity, as a number when it is a whole one, else as text.
  private record Amount() implements Codec {
    @Override
    public void write(Object value, JsonSink out) {
      var quantity = (Quantity) value;
      if (quantity.isWhole()) {
        out.ascii(quantity.toString());
      } else {
        out.string(quantity.toString());
      }
    }

    @Override
    public Object read(Node node, Problems problems) {
      if (!is(node, Node.Kind.NUMBER) && !is(node, Node.Kind.STRING)) {
        return problems.wrongType(node, "a quantity such as 500m, 0.5, 2Gi or 1e3");
      }
      try {
        return Quantity.parse(textOf(node));
      } catch (IllegalArgumentException e) {
        return problems.add(node.at(), Problems.rule(e));
      }
    }
  }

  /// A value with a text form of its own.
  private record Text(
      String wanted, Function<String, Object> parse, Function<Object, String> format)
      implements Codec {
    @Override
    public void write(Object value, JsonSink out) {
      out.string(format.apply(value));
    }

    @Override
    public Object read(Node node, Problems problems) {
      if (!is(node, Node.Kind.STRING) || textOf(node).length() > TEXT_LENGTH_MAX) {
        return problems.wrongType(node, wanted);
      }
      try {
        return parse.apply(textOf(node));
      } catch (DateTimeException _) {
        return problems.wrongType(node, wanted);
      } catch (IllegalArgumentException e) {
        return problems.add(node.at(), Problems.rule(e));
      }
    }

    @Override
    public Optional<Node.Kind> keyKind() {
      return Optional.of(Node.Kind.STRING);
    }

    @Override
    public String keyText(Object value) {
      return format.apply(value);
    }
  }

  /// Many values in one text, which no person writes.
  private record Packed(String what, Function<String, Object> parse) implements Codec {
    @Override
    public void write(Object value, JsonSink out) {
      out.string(value.toString());
    }

    @Override
    public Object read(Node node, Problems problems) {
      if (!is(node, Node.Kind.STRING)) {
        return problems.wrongType(node, what + " in base64");
      }
      try {
        return parse.apply(textOf(node));
      } catch (IllegalArgumentException _) {
        return problems.add(node.at(), "must be " + what + " in base64");
      }
    }
  }
}
