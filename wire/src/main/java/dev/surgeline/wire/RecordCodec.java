package dev.surgeline.wire;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A record as an object with its components as keys, or as its bare value when it has only one
/// component named `value`.
final class RecordCodec implements Codec {
  private static final String BARE = "value";

  private final boolean bare;
  private final MethodHandle make;
  private final Member[] components;
  private final Member[] declared;
  private final Member[] sorted;
  private final Map<String, Integer> places = new HashMap<>();

  private RecordCodec(Class<?> type, Optional<String> tag, List<Type> making) {
    RecordComponent[] parts = type.getRecordComponents();
    this.components = new Member[parts.length];
    List<Member> members = new ArrayList<>();
    tag.ifPresent(name -> {
      members.add(Member.type(name));
      places.put(Member.TYPE, -1);
    });
    for (int i = 0; i < parts.length; i++) {
      components[i] = Member.of(parts[i], making);
      members.add(components[i]);
      if (places.putIfAbsent(parts[i].getName(), i) != null) {
        throw new IllegalArgumentException(type.getName() + " may have no component `type`");
      }
    }
    this.bare = tag.isEmpty() && parts.length == 1 && parts[0].getName().equals(BARE);
    if (bare && components[0].presence() != Member.Presence.ALWAYS) {
      throw new IllegalArgumentException(type.getName() + ": a sole `value` is not optional");
    }
    this.make = Handles.maker(constructor(type, parts));
    this.declared = members.toArray(Member[]::new);
    this.sorted = declared.clone();
    Arrays.sort(sorted, Comparator.comparing(Member::name));
  }

  static RecordCodec of(Class<?> type, List<Type> making) {
    return new RecordCodec(type, Optional.empty(), making);
  }

  /// @param tag what `type` says of this record in its sealed family
  static RecordCodec tagged(Class<?> type, String tag, List<Type> making) {
    return new RecordCodec(type, Optional.of(tag), making);
  }

  @Override
  public void write(Object value, JsonSink out) {
    if (bare) {
      components[0].codec().write(components[0].component(value), out);
      return;
    }
    out.open('{');
    for (Member member : out.pretty() ? declared : sorted) {
      member.write(value, out);
    }
    out.close('}');
  }

  @Override
  public Object read(Node node, Problems problems) {
    if (bare) {
      Object value = components[0].codec().read(node, problems);
      return Problems.isFailed(value) ? value : make(new Object[] {value}, node, problems);
    }
    if (!(node instanceof Node.Mapping mapping)) {
      return problems.wrongType(node, "a mapping");
    }
    var values = new Object[components.length];
    boolean read = readEntries(mapping, values, problems);
    boolean filled = fill(mapping, values, problems);
    return read && filled ? make(values, node, problems) : Problems.FAILED;
  }

  @Override
  public Optional<Node.Kind> keyKind() {
    return bare ? components[0].codec().keyKind() : Optional.empty();
  }

  @Override
  public String keyText(Object value) {
    return components[0].codec().keyText(components[0].component(value));
  }

  private boolean readEntries(Node.Mapping mapping, Object[] values, Problems problems) {
    boolean complete = true;
    for (Node.Entry entry : mapping.entries()) {
      int place = places.getOrDefault(entry.key(), Integer.MIN_VALUE);
      if (place >= 0) {
        problems.enter(entry.key());
        Object value = components[place].codec().read(entry.value(), problems);
        problems.leave();
        complete &= !Problems.isFailed(value);
        values[place] =
            Problems.isFailed(value)
                ? value
                : components[place].presence().wrap(Optional.of(value));
      } else if (place == Integer.MIN_VALUE) {
        problems.unknownKey(entry, places.keySet());
      }
    }
    return complete;
  }

  private boolean fill(Node.Mapping mapping, Object[] values, Problems problems) {
    boolean complete = true;
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && components[i].presence() == Member.Presence.ALWAYS) {
        problems.addAtKey(mapping.at(), components[i].name(), "is missing");
        complete = false;
      } else if (values[i] == null) {
        values[i] = components[i].presence().wrap(Optional.empty());
      }
    }
    return complete;
  }

  /// What the record's own constructor refuses is a rule that the text breaks.
  private Object make(Object[] values, Node node, Problems problems) {
    try {
      return Handles.make(make, values);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      return problems.add(node.at(), Problems.rule(e));
    }
  }

  private static Constructor<?> constructor(Class<?> type, RecordComponent[] parts) {
    try {
      return type.getDeclaredConstructor(
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record has a constructor of its components", e);
    }
  }
}
