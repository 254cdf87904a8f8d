package dev.surgeline.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A sorted map as an object; its keys are values with a form as text.
record MapCodec(Codec key, Node.Kind kind, Codec value) implements Codec {
  /// An entry with its key as text.
  private record Named(String name, Object value) {}

  @Override
  public void write(Object map, JsonSink out) {
    List<Named> entries = new ArrayList<>();
    ((Map<?, ?>) map).forEach((k, v) -> entries.add(new Named(key.keyText(k), v)));
    if (!out.pretty()) {
      entries.sort(Comparator.comparing(Named::name));
    }
    out.open('{');
    for (Named entry : entries) {
      out.key(entry.name());
      value.write(entry.value(), out);
    }
    out.close('}');
  }

  @Override
  public Object read(Node node, Problems problems) {
    if (!(node instanceof Node.Mapping mapping)) {
      return problems.wrongType(node, "a mapping");
    }
    var map = new TreeMap<Object, Object>();
    boolean failed = false;
    for (Node.Entry entry : mapping.entries()) {
      problems.enter(entry.key());
      Object k = key.read(new Node.Scalar(entry.key(), kind, entry.keyAt()), problems);
      Object v = value.read(entry.value(), problems);
      if (Problems.isFailed(k) || Problems.isFailed(v)) {
        failed = true;
      } else if (map.putIfAbsent(k, v) != null) {
        problems.add(entry.keyAt(), "stands for the same key as another");
        failed = true;
      }
      problems.leave();
    }
    return failed ? Problems.FAILED : Collections.unmodifiableNavigableMap(map);
  }
}
