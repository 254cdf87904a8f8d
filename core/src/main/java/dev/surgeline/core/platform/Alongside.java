package dev.surgeline.core.platform;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Looks keys up in a map by going along with them: keys that come in order need one walk through
/// the map together, where each look-up of its own would search it anew.
///
/// @param <K> in their natural order
public final class Alongside<K extends Comparable<? super K>, V> {
  private final Iterator<Map.Entry<K, V>> entries;
  private Optional<Map.Entry<K, V>> next; // tidy: owned window

  public Alongside(SortedMap<K, V> map) {
    this.entries = map.entrySet().iterator();
    this.next = following();
  }

  /// What the map holds under a key, if anything.
  ///
  /// @param key after all that were asked for before
  public Optional<V> at(K key) {
    while (next.isPresent()) {
      Map.Entry<K, V> entry = next.get();
      int order = entry.getKey().compareTo(key);
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

  private Optional<Map.Entry<K, V>> following() {
    return entries.hasNext() ? Optional.of(entries.next()) : Optional.empty();
  }
}
