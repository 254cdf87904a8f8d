package dev.surgeline.wire;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A sealed family of records as objects that say under `type` which they are: the record's simple
/// name from a small letter on. Families inside families are one flat family.
final class SealedCodec implements Codec {
  private final Map<String, RecordCodec> byName = new TreeMap<>();
  private final Map<Class<?>, RecordCodec> byClass = new HashMap<>();

  private SealedCodec() {}

  static SealedCodec of(Class<?> family, List<Type> making) {
    var codec = new SealedCodec();
    codec.collect(family, making);
    return codec;
  }

  private void collect(Class<?> family, List<Type> making) {
    for (Class<?> permitted : family.getPermittedSubclasses()) {
      if (permitted.isSealed() && permitted.isInterface()) {
        collect(permitted, making);
      } else if (!permitted.isRecord()) {
        throw new IllegalArgumentException(
            permitted.getName() + " is no record: its family has no form in JSON");
      } else if (!byClass.containsKey(permitted)) {
        String name = nameOf(permitted);
        RecordCodec made = RecordCodec.tagged(permitted, name, making);
        byClass.put(permitted, made);
        if (byName.putIfAbsent(name, made) != null) {
          throw new IllegalArgumentException(family.getName() + " has two records named " + name);
        }
      }
    }
  }

  private static String nameOf(Class<?> type) {
    String simple = type.getSimpleName();
    return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
  }

  @Override
  public void write(Object value, JsonSink out) {
    RecordCodec codec = byClass.get(value.getClass());
    if (codec == null) {
      throw new IllegalArgumentException(value.getClass().getName() + " is not of the family");
    }
    codec.write(value, out);
  }

  @Override
  public Object read(Node node, Problems problems) {
    if (!(node instanceof Node.Mapping mapping)) {
      return problems.wrongType(node, "a mapping with a type");
    }
    Optional<Node> type = mapping.find(Member.TYPE);
    if (type.isEmpty()) {
      String known = Problems.suggestion("type", "", byName.keySet());
      return problems.addAtKey(mapping.at(), Member.TYPE, "is missing; " + known);
    }
    problems.enter(Member.TYPE);
    Optional<RecordCodec> codec = named(type.get(), problems);
    problems.leave();
    return codec.isPresent() ? codec.get().read(node, problems) : Problems.FAILED;
  }

  private Optional<RecordCodec> named(Node type, Problems problems) {
    if (!(type instanceof Node.Scalar name) || name.kind() != Node.Kind.STRING) {
      problems.wrongType(type, "one of " + String.join(", ", byName.keySet()));
      return Optional.empty();
    }
    RecordCodec codec = byName.get(name.text());
    if (codec == null) {
      problems.unknownWord(name.at(), "type", name.text(), byName.keySet());
    }
    return Optional.ofNullable(codec);
  }
}
