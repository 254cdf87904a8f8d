package dev.surgeline.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/// Finds the codec of a type, made once from the type's declaration.
final class Codecs {
  private static final Map<Type, Codec> KNOWN = new ConcurrentHashMap<>();

  private Codecs() {}

  /// @throws IllegalArgumentException if the type has a part that has no form in JSON
  static Codec of(Type type) {
    Codec known = KNOWN.get(type);
    return known != null ? known : of(type, new ArrayList<>());
  }

  /// @param making the types around this one; one met again inside itself is looked up when used
  static Codec of(Type type, List<Type> making) {
    Codec known = KNOWN.get(type);
    if (known != null) {
      return known;
    }
    if (making.contains(type)) {
      return new Later(type);
    }
    making.addLast(type);
    Codec made = make(type, making);
    making.removeLast();
    if (making.isEmpty()) {
      KNOWN.put(type, made);
    }
    return made;
  }

  private static Codec make(Type type, List<Type> making) {
    if (type instanceof ParameterizedType generic) {
      return makeGeneric(generic, making);
    }
    if (!(type instanceof Class<?> plain)) {
      throw unsupported(type);
    }
    var scalar = Scalars.of(plain);
    if (scalar.isPresent()) {
      return scalar.get();
    }
    if (plain == FollowDocument.class) {
      return new FollowDocument.Form(of(FollowDocument.Lead.class, making));
    }
    if (plain == CapacityDocument.ServiceTime.class) {
      return new CapacityDocument.Form(
          of(Duration.class, making), of(CapacityDocument.Spread.class, making));
    }
    if (plain.isEnum()) {
      return EnumCodec.of(plain);
    }
    if (plain.isRecord()) {
      return RecordCodec.of(plain, making);
    }
    if (plain.isSealed() && plain.isInterface()) {
      return SealedCodec.of(plain, making);
    }
    throw unsupported(type);
  }

  private static Codec makeGeneric(ParameterizedType type, List<Type> making) {
    Type[] arguments = type.getActualTypeArguments();
    Class<?> raw = (Class<?>) type.getRawType();
    if (raw == List.class) {
      return new ListCodec(of(arguments[0], making), ListCodec.Shape.LIST);
    }
    if (raw == SortedSet.class || raw == NavigableSet.class) {
      return new ListCodec(of(arguments[0], making), ListCodec.Shape.SORTED_SET);
    }
    if (raw == SortedMap.class || raw == NavigableMap.class) {
      Codec key = of(arguments[0], making);
      var kind = key.keyKind();
      if (kind.isEmpty()) {
        throw new IllegalArgumentException("the keys of " + type + " have no form as text");
      }
      return new MapCodec(key, kind.get(), of(arguments[1], making));
    }
    throw unsupported(type);
  }

  private static IllegalArgumentException unsupported(Type type) {
    return new IllegalArgumentException(
        type.getTypeName()
            + " has no form in JSON here; records, sealed interfaces of records, enums, List,"
            + " SortedSet, SortedMap, Optional components and scalars have");
  }

  private record Later(Type type) implements Codec {
    @Override
    public void write(Object value, JsonSink out) {
      of(type).write(value, out);
    }

    @Override
    public Object read(Node node, Problems problems) {
      return of(type).read(node, problems);
    }
  }
}
