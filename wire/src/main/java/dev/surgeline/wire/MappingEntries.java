package dev.surgeline.wire;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The entries of a mapping while it is read; a key that comes twice is a problem.
final class MappingEntries {
  private final List<Node.Entry> entries = new ArrayList<>();
  private final Map<String, Position> places = new HashMap<>();

  void add(String key, Position keyAt, Node value, Problems problems) {
    Position first = places.putIfAbsent(key, keyAt);
    if (first != null) {
      problems.addAtKey(keyAt, key, "duplicate key; it is at line " + first.line() + " already");
      return;
    }
    entries.add(new Node.Entry(key, keyAt, value));
  }

  List<Node.Entry> entries() {
    return entries;
  }
}
