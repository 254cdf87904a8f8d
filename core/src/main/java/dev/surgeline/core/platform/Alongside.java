package dev.surgeline.core.platform;

import java.util.Optional;
import java.util.SortedMap;

/// Looks keys up in a map by going along with them: keys that come in order need one walk through
/// the map together, where each look-up of its own would search it anew.
///
/// @param <K> in their natural order
public final class Alongside<K extends Comparable<? super K>, V> {
  private final FrozenMap<K, V> map;
  private int next; // tidy: owned window

  public Alongside(SortedMap<K, V> map) {
    this.map = FrozenMap.copyOf(map);
  }

  /// What the map holds under a key, if anything.
  ///
  /// @param key after all that were asked for before
  public Optional<V> at(K key) {
    while (next < map.size()) {
      int order = order(map.key(next), key);
      if (order > 0) {
        return Optional.empty();
      }
      next++;
      if (order == 0) {
        return Optional.of(map.value(next - 1));
      }
    }
    return Optional.empty();
  }

  /// Maps of a tick mostly have the very same keys, and to see that saves fetching their texts.
  @SuppressWarnings("ReferenceEquality") // equal ones that are not the same are compared
  private static <K extends Comparable<? super K>> int order(K one, K other) {
    return one == other ? 0 : one.compareTo(other);
  }
}
