package dev.surgeline.wire;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An enum's constants in lower case with `-` for `_`: `LIFE_SAFETY` is `life-safety`.
///
/// @param constants by their text
/// @param texts by constant, in the order of their declaration
record EnumCodec(Map<String, Object> constants, Map<Object, String> texts) implements Codec {
  /// An enum whose words are someone else's, such as Kubernetes'.
  interface Spelled {
    String spelling();
  }

  static EnumCodec of(Class<?> type) {
    var constants = new TreeMap<String, Object>();
    var texts = new LinkedHashMap<Object, String>();
    for (Object constant : type.getEnumConstants()) {
      String text = constant instanceof Spelled spelled ? spelled.spelling() : kebab(constant);
      texts.put(constant, text);
      constants.put(text, constant);
    }
    return new EnumCodec(constants, texts);
  }

  private static String kebab(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public void write(Object value, JsonSink out) {
    out.string(keyText(value));
  }

  @Override
  public Object read(Node node, Problems problems) {
    if (!(node instanceof Node.Scalar scalar) || scalar.kind() != Node.Kind.STRING) {
      return problems.wrongType(node, "one of " + String.join(", ", texts.values()));
    }
    Object constant = constants.get(scalar.text());
    return constant != null
        ? constant
        : problems.unknownWord(node.at(), "value", scalar.text(), constants.keySet());
  }

  @Override
  public Optional<Node.Kind> keyKind() {
    return Optional.of(Node.Kind.STRING);
  }

  @Override
  public String keyText(Object value) {
    return texts.getOrDefault(value, "");
  }
}
