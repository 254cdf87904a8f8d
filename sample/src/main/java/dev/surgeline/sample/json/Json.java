package dev.surgeline.sample.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A JSON value. `toString()` is its JSON text, without spaces.
public sealed interface Json {
  /// Fields keep their order.
  record Obj(Map<String, Json> fields) implements Json {
    public Obj {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /// The text under a key, if it is there and a text.
    public Optional<String> text(String key) {
      return fields.get(key) instanceof Text(String value) ? Optional.of(value) : Optional.empty();
    }

    /// The whole number under a key, if it is there and one.
    public OptionalLong whole(String key) {
      return fields.get(key) instanceof Num(double value)
              && value == Math.rint(value)
              && Math.abs(value) < 1e15
          ? OptionalLong.of((long) value)
          : OptionalLong.empty();
    }

    /// The list under a key, if it is there and one.
    public Optional<List<Json>> list(String key) {
      return fields.get(key) instanceof Arr(List<Json> items)
          ? Optional.of(items)
          : Optional.empty();
    }

    @Override
    public String toString() {
      StringBuilder out = new StringBuilder("{");
      for (Map.Entry<String, Json> field : fields.entrySet()) {
        out.append(out.length() > 1 ? "," : "").append(quote(field.getKey())).append(':');
        out.append(field.getValue());
      }
      return out.append('}').toString();
    }
  }

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }

    @Override
    public String toString() {
      StringBuilder out = new StringBuilder("[");
      for (Json item : items) {
        out.append(out.length() > 1 ? "," : "").append(item);
      }
      return out.append(']').toString();
    }
  }

  record Text(String value) implements Json {
    @Override
    public String toString() {
      return quote(value);
    }
  }

  /// A finite number; a whole one is written without a fraction.
  record Num(double value) implements Json {
    public Num {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a JSON number is finite");
      }
    }

    @Override
    public String toString() {
      boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
      return whole ? Long.toString((long) value) : Double.toString(value);
    }
  }

  record Bool(boolean value) implements Json {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  record Nothing() implements Json {
    @Override
    public String toString() {
      return "null";
    }
  }

  /// Reads one JSON document of at most 16 levels.
  ///
  /// @throws IllegalArgumentException with a sentence that names the position
  static Json read(String text) {
    return new JsonReader(text).document();
  }

  /// An object from keys and values in turn; values are texts, numbers, booleans or JSON.
  static Obj obj(Object... keysAndValues) {
    Map<String, Json> fields = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      fields.put((String) keysAndValues[i], of(keysAndValues[i + 1]));
    }
    return new Obj(fields);
  }

  private static Json of(Object value) {
    if (value instanceof Json json) {
      return json;
    } else if (value instanceof Number number) {
      return new Num(number.doubleValue());
    } else if (value instanceof Boolean bool) {
      return new Bool(bool);
    }
    return new Text(value.toString());
  }

  private static String quote(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
