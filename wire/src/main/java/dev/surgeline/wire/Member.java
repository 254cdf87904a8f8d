package dev.surgeline.wire;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One component of a record, or the `type` that a record of a sealed family carries.
///
/// @param get from the record to the component, both as Object
@SuppressWarnings("ArrayRecordComponent") // members are never compared
record Member(String name, byte[] quoted, MethodHandle get, Presence presence, Codec codec) {
  /// The key that names which of a sealed family a record is.
  static final String TYPE = "type";

  /// How a component says that it is not there.
  enum Presence {
    ALWAYS {
      @Override
      Optional<?> unwrap(Object component) {
        return Optional.of(component);
      }

      @Override
      Object wrap(Optional<Object> value) {
        return value.orElseThrow();
      }
    },
    OPTIONAL {
      @Override
      Optional<?> unwrap(Object component) {
        return (Optional<?>) component;
      }

      @Override
      Object wrap(Optional<Object> value) {
        return value;
      }
    },
    OPTIONAL_INT {
      @Override
      Optional<?> unwrap(Object component) {
        var optional = (OptionalInt) component;
        return optional.isPresent() ? Optional.of(optional.getAsInt()) : Optional.empty();
      }

      @Override
      Object wrap(Optional<Object> value) {
        return value.map(v -> OptionalInt.of((Integer) v)).orElseGet(OptionalInt::empty);
      }
    },
    OPTIONAL_LONG {
      @Override
      Optional<?> unwrap(Object component) {
        var optional = (OptionalLong) component;
        return optional.isPresent() ? Optional.of(optional.getAsLong()) : Optional.empty();
      }

      @Override
      Object wrap(Optional<Object> value) {
        return value.map(v -> OptionalLong.of((Long) v)).orElseGet(OptionalLong::empty);
      }
    },
    OPTIONAL_DOUBLE {
      @Override
      Optional<?> unwrap(Object component) {
        var optional = (OptionalDouble) component;
        return optional.isPresent() ? Optional.of(optional.getAsDouble()) : Optional.empty();
      }

      @Override
      Object wrap(Optional<Object> value) {
        return value.map(v -> OptionalDouble.of((Double) v)).orElseGet(OptionalDouble::empty);
      }
    };

    /// The value of a component, if it has one.
    abstract Optional<?> unwrap(Object component);

    /// The component for a value.
    abstract Object wrap(Optional<Object> value);
  }

  static Member of(RecordComponent component, List<Type> making) {
    Presence presence = presence(component.getType());
    Type type =
        switch (presence) {
          case ALWAYS -> component.getGenericType();
          case OPTIONAL -> optionalOf(component);
          case OPTIONAL_INT -> int.class;
          case OPTIONAL_LONG -> long.class;
          case OPTIONAL_DOUBLE -> double.class;
        };
    return named(component.getName(), getter(component), presence, Codecs.of(type, making));
  }

  static Member type(String name) {
    MethodHandle constant = MethodHandles.constant(Object.class, name);
    MethodHandle get = MethodHandles.dropArguments(constant, 0, Object.class);
    return named(TYPE, get, Presence.ALWAYS, Codecs.of(String.class));
  }

  void write(Object record, JsonSink out) {
    Optional<?> value = presence.unwrap(component(record));
    if (value.isPresent()) {
      out.key(quoted);
      codec.write(value.get(), out);
    }
  }

  Object component(Object record) {
    Object component = Handles.call(get, record);
    if (component == null) {
      throw new IllegalArgumentException(
          record.getClass().getSimpleName() + "." + name + " is null");
    }
    return component;
  }

  private static Member named(String name, MethodHandle get, Presence presence, Codec codec) {
    var out = new JsonSink(false);
    out.string(name);
    return new Member(name, out.toBytes(), get, presence, codec);
  }

  private static Presence presence(Class<?> type) {
    return type == Optional.class
        ? Presence.OPTIONAL
        : type == OptionalInt.class
            ? Presence.OPTIONAL_INT
            : type == OptionalLong.class
                ? Presence.OPTIONAL_LONG
                : type == OptionalDouble.class ? Presence.OPTIONAL_DOUBLE : Presence.ALWAYS;
  }

  private static Type optionalOf(RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[0]
        : component.getGenericType();
  }

  private static MethodHandle getter(RecordComponent component) {
    Method accessor = component.getAccessor();
    return Handles.getter(accessor);
  }
}
