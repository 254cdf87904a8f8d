package dev.surgeline.core.control;

import dev.surgeline.core.platform.WorkloadName;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Looks names up in a map by going along with them: names that come in order need one walk through
/// the map together, where each look-up of its own would descend it anew.
final class Alongside<V> {
  private final Iterator<Map.Entry<WorkloadName, V>> entries;
  private Optional<Map.Entry<WorkloadName, V>> next; // tidy: owned window

  Alongside(SortedMap<WorkloadName, V> map) {
    this.entries = map.entrySet().iterator();
    this.next = following();
  }

  /// What the map holds under a name, if anything.
  ///
  /// @param name after all that were asked for before
  Optional<V> at(WorkloadName name) {
    while (next.isPresent()) {
      Map.Entry<WorkloadName, V> entry = next.get();
      int order = entry.getKey().compareTo(name);
      if (order > 0) {
        return Optional.empty();
      }
      next = following();
      if (order == 0) {
        return Optional.of(entry.getValue());
      }
    }
    return Optional.empty();
  }

  private Optional<Map.Entry<WorkloadName, V>> following() {
    return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
  }
}
