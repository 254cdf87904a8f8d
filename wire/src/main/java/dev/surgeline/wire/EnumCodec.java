package dev.surgeline.wire;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An enum's constants in lower case with `-` for `_`: `LIFE_SAFETY` is `life-safety`.
///
/// @param constants by their text
/// @param texts by ordinal
record EnumCodec(Map<String, Object> constants, String[] texts) implements Codec {
  /// An enum whose words are someone else's, such as Kubernetes'.
  interface Spelled {
    String spelling();
  }

  static EnumCodec of(Class<?> type) {
    Object[] all = type.getEnumConstants();
    var constants = new TreeMap<String, Object>();
    var texts = new String[all.length];
    for (Object constant : all) {
      String text =
          constant instanceof Spelled spelled
              ? spelled.spelling()
              : ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
      texts[((Enum<?>) constant).ordinal()] = text;
      constants.put(text, constant);
    }
    return new EnumCodec(constants, texts);
  }

  @Override
  public void write(Object value, JsonSink out) {
    out.string(keyText(value));
  }

  @Override
  public Object read(Node node, Problems problems) {
    if (!(node instanceof Node.Scalar scalar) || scalar.kind() != Node.Kind.STRING) {
      return problems.wrongType(node, "one of " + String.join(", ", texts));
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
    return texts[((Enum<?>) value).ordinal()];
  }
}
