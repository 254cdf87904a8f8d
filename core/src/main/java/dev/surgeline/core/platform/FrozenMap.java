package dev.surgeline.core.platform;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/// A sorted map that never changes. To a sorted map it is what [List#copyOf][List] gives is to a
/// list: its copy is itself, so records can hand one on from stage to stage at no cost. Entries lie
/// in one array, which is walked and searched in a fraction of the time that a tree takes.
///
/// @param <K> in their natural order
@SuppressWarnings("JdkObsolete") // what goes through records is a SortedMap, no NavigableMap
public final class FrozenMap<K extends Comparable<? super K>, V> extends AbstractMap<K, V>
    implements SortedMap<K, V> {
  private static final FrozenMap<?, ?> EMPTY = new FrozenMap<>(FrozenMap.<String, Object>room(0));

  private final Map.Entry<K, V>[] entries;

  private FrozenMap(Map.Entry<K, V>[] entries) {
    this.entries = entries;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of generic entries can not be made
  private static <K, V> Map.Entry<K, V>[] room(int size) {
    return new Map.Entry[size];
  }

  /// Nothing.
  @SuppressWarnings("unchecked") // of nothing, every type is right
  public static <K extends Comparable<? super K>, V> FrozenMap<K, V> empty() {
    return (FrozenMap<K, V>) EMPTY;
  }

  /// The same entries.
  ///
  /// @param map in natural order; no null in it
  public static <K extends Comparable<? super K>, V> FrozenMap<K, V> copyOf(SortedMap<K, V> map) {
    if (map instanceof FrozenMap<K, V> frozen) {
      return frozen;
    }
    return map.isEmpty() ? empty() : mapped(map, (_, value) -> value);
  }

  /// These entries.
  ///
  /// @throws IllegalArgumentException if their keys do not grow
  public static <K extends Comparable<? super K>, V> FrozenMap<K, V> of(
      List<Map.Entry<K, V>> ascending) {
    Map.Entry<K, V>[] entries = ascending.toArray(FrozenMap.<K, V>room(0));
    for (int i = 1; i < entries.length; i++) {
      if (entries[i - 1].getKey().compareTo(entries[i].getKey()) >= 0) {
        throw new IllegalArgumentException("entries come in ascending order");
      }
    }
    return new FrozenMap<>(entries);
  }

  /// The same keys with other values.
  public static <K extends Comparable<? super K>, V, W> FrozenMap<K, W> mapped(
      SortedMap<K, V> map, BiFunction<? super K, ? super V, ? extends W> value) {
    Map.Entry<K, W>[] entries = room(map.size());
    int size = 0;
    for (Map.Entry<K, V> entry : natural(map).entrySet()) {
      K key = entry.getKey();
      entries[size++] = Map.entry(key, value.apply(key, entry.getValue()));
    }
    return new FrozenMap<>(entries);
  }

  private static <K extends Comparable<? super K>, V> SortedMap<K, V> natural(SortedMap<K, V> map) {
    if (map.comparator() == null) {
      return map;
    }
    SortedMap<K, V> sorted = new TreeMap<>(Comparator.naturalOrder());
    sorted.putAll(map);
    return sorted;
  }

  /// The place of a key; if it is not there, of the first after it, negated and less one.
  private int place(K key) {
    int low = 0;
    int high = entries.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = entries[middle].getKey().compareTo(key);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }

  @Override
  @SuppressWarnings({"unchecked", "NullAway"}) // a map says by null that there is no such key
  public V get(Object key) {
    int place = place((K) key);
    return place < 0 ? null : entries[place].getValue();
  }

  @Override
  @SuppressWarnings("unchecked") // as every sorted map, it is asked for keys of its own type
  public V getOrDefault(Object key, V otherwise) {
    int place = place((K) key);
    return place < 0 ? otherwise : entries[place].getValue();
  }

  @Override
  @SuppressWarnings("unchecked") // as above
  public boolean containsKey(Object key) {
    return place((K) key) >= 0;
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    for (Map.Entry<K, V> entry : entries) {
      action.accept(entry.getKey(), entry.getValue());
    }
  }

  @Override
  public int size() {
    return entries.length;
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        return Arrays.asList(entries).iterator();
      }

      @Override
      public int size() {
        return entries.length;
      }
    };
  }

  @Override
  @SuppressWarnings("NullAway") // as sorted maps say that their order is the natural one
  public Comparator<? super K> comparator() {
    return null;
  }

  @Override
  public SortedMap<K, V> subMap(K from, K to) {
    return between(at(from), at(to));
  }

  @Override
  public SortedMap<K, V> headMap(K to) {
    return between(0, at(to));
  }

  @Override
  public SortedMap<K, V> tailMap(K from) {
    return between(at(from), entries.length);
  }

  private int at(K key) {
    int place = place(key);
    return place < 0 ? -place - 1 : place;
  }

  private SortedMap<K, V> between(int from, int to) {
    return new FrozenMap<>(Arrays.copyOfRange(entries, from, to));
  }

  @Override
  public K firstKey() {
    return entry(0).getKey();
  }

  @Override
  public K lastKey() {
    return entry(entries.length - 1).getKey();
  }

  private Map.Entry<K, V> entry(int place) {
    if (entries.length == 0) {
      throw new NoSuchElementException("an empty map has neither a first key nor a last");
    }
    return entries[place];
  }
}
