package dev.surgeline.core.platform;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/// A sorted map that never changes. To a sorted map it is what [List#copyOf][List] gives is to a
/// list: its copy is itself, so records can hand one on from stage to stage at no cost. Keys and
/// values lie in one array each, which are walked and searched in a fraction of the time that a
/// tree takes, and maps of the same keys share them.
///
/// @param <K> in their natural order
@SuppressWarnings("JdkObsolete") // what goes through records is a SortedMap, no NavigableMap
public final class FrozenMap<K extends Comparable<? super K>, V> extends AbstractMap<K, V>
    implements SortedMap<K, V> {
  private static final FrozenMap<?, ?> EMPTY = FrozenMap.<String, Object>room(0);

  private final K[] keys;
  private final V[] values;

  private FrozenMap(K[] keys, V[] values) {
    this.keys = keys;
    this.values = values;
  }

  private static <K extends Comparable<? super K>, V> FrozenMap<K, V> room(int size) {
    return new FrozenMap<>(keys(size), values(size));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a type variable can not be made
  private static <K extends Comparable<? super K>> K[] keys(int size) {
    return (K[]) new Comparable[size];
  }

  @SuppressWarnings("unchecked") // as above
  private static <V> V[] values(int size) {
    return (V[]) new Object[size];
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
    if (map.isEmpty()) {
      return empty();
    }
    FrozenMap<K, V> copy = room(map.size());
    int size = 0;
    for (Map.Entry<K, V> entry : natural(map).entrySet()) {
      copy.keys[size] = Objects.requireNonNull(entry.getKey());
      copy.values[size++] = Objects.requireNonNull(entry.getValue());
    }
    return copy;
  }

  /// The same keys with these values, one for each in their order.
  ///
  /// @throws IllegalArgumentException if there are not as many
  public static <K extends Comparable<? super K>, V> FrozenMap<K, V> of(
      SortedMap<K, ?> map, List<V> values) {
    if (values.size() != map.size()) {
      throw new IllegalArgumentException("there are as many values as keys");
    }
    return new FrozenMap<>(copyOf(map).keys, values.toArray(FrozenMap.<V>values(0)));
  }

  /// The same keys with other values.
  public static <K extends Comparable<? super K>, V, W> FrozenMap<K, W> mapped(
      SortedMap<K, V> map, BiFunction<? super K, ? super V, ? extends W> value) {
    FrozenMap<K, V> from = copyOf(map);
    W[] values = values(from.keys.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = Objects.requireNonNull(value.apply(from.keys[i], from.values[i]));
    }
    return new FrozenMap<>(from.keys, values);
  }

  /// The same with another value under a key that is there.
  public FrozenMap<K, V> with(K key, V value) {
    int place = place(key);
    if (place < 0) {
      throw new IllegalArgumentException("there is nothing under " + key);
    }
    V[] changed = values.clone();
    changed[place] = Objects.requireNonNull(value);
    return new FrozenMap<>(keys, changed);
  }

  private static <K extends Comparable<? super K>, V> SortedMap<K, V> natural(SortedMap<K, V> map) {
    if (map.comparator() == null) {
      return map;
    }
    SortedMap<K, V> sorted = new TreeMap<>(Comparator.naturalOrder());
    sorted.putAll(map);
    return sorted;
  }

  /// The key at a place, from 0.
  K key(int place) {
    return keys[place];
  }

  /// The value at a place, from 0.
  V value(int place) {
    return values[place];
  }

  /// The place of a key; if it is not there, of the first after it, negated and less one.
  private int place(K key) {
    int low = 0;
    int high = keys.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = keys[middle].compareTo(key);
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
    return place < 0 ? null : values[place];
  }

  @Override
  @SuppressWarnings("unchecked") // as every sorted map, it is asked for keys of its own type
  public V getOrDefault(Object key, V otherwise) {
    int place = place((K) key);
    return place < 0 ? otherwise : values[place];
  }

  @Override
  @SuppressWarnings("unchecked") // as above
  public boolean containsKey(Object key) {
    return place((K) key) >= 0;
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    for (int i = 0; i < keys.length; i++) {
      action.accept(keys[i], values[i]);
    }
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public Collection<V> values() {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  @Override
  public Set<Map.Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<K, V>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        return keys.length;
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<K, V>> {
    private int next; // tidy: owned window

    @Override
    public boolean hasNext() {
      return next < keys.length;
    }

    @Override
    public Map.Entry<K, V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("there are no more entries");
      }
      return Map.entry(keys[next], values[next++]);
    }
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
    return between(at(from), keys.length);
  }

  private int at(K key) {
    int place = place(key);
    return place < 0 ? -place - 1 : place;
  }

  private SortedMap<K, V> between(int from, int to) {
    return new FrozenMap<>(
        Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(values, from, to));
  }

  @Override
  public K firstKey() {
    return existing(0);
  }

  @Override
  public K lastKey() {
    return existing(keys.length - 1);
  }

  private K existing(int place) {
    if (keys.length == 0) {
      throw new NoSuchElementException("an empty map has neither a first key nor a last");
    }
    return keys[place];
  }
}
