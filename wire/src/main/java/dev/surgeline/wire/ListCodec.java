package dev.surgeline.wire;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/// Values in order, as an array.
record ListCodec(Codec item, Shape shape) implements Codec {
  /// What holds the values in Java.
  enum Shape {
    LIST,
    SORTED_SET
  }

  @Override
  public void write(Object value, JsonSink out) {
    out.open('[');
    for (Object element : (Collection<?>) value) {
      out.item();
      item.write(element, out);
    }
    out.close(']');
  }

  @Override
  public Object read(Node node, Problems problems) {
    if (!(node instanceof Node.Sequence sequence)) {
      return problems.wrongType(node, "a list");
    }
    List<Object> values = new ArrayList<>(sequence.items().size());
    boolean failed = false;
    for (int i = 0; i < sequence.items().size(); i++) {
      problems.enter(i);
      Object value = item.read(sequence.items().get(i), problems);
      problems.leave();
      failed |= Problems.isFailed(value);
      values.add(value);
    }
    if (failed) {
      return Problems.FAILED;
    }
    return switch (shape) {
      case LIST -> Collections.unmodifiableList(values);
      case SORTED_SET -> sortedSet(node, values, problems);
    };
  }

  private static Object sortedSet(Node node, List<Object> values, Problems problems) {
    var set = new TreeSet<>(values);
    return set.size() == values.size()
        ? Collections.unmodifiableNavigableSet(set)
        : problems.add(node.at(), "holds a value twice");
  }
}
