package dev.surgeline.core.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.core.property.Chance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// It is to be told from a tree map by nothing but that it does not change.
@SuppressWarnings("JdkObsolete") // the maps of records are sorted ones
final class FrozenMapTest {
  @Test
  void itIsWhatATreeMapIs() {
    Chance.tries(
        2_000,
        chance -> {
          SortedMap<Integer, String> tree = new TreeMap<>();
          for (int i = chance.between(0, 20); i > 0; i--) {
            tree.put(chance.between(0, 40), "v" + i);
          }
          SortedMap<Integer, String> frozen = FrozenMap.copyOf(tree);
          same(tree, frozen);
          same(tree, FrozenMap.of(tree, new ArrayList<>(tree.values())));
          for (int key = -1; key <= 41; key++) {
            assertEquals(tree.get(key), frozen.get(key));
            assertEquals(tree.getOrDefault(key, "none"), frozen.getOrDefault(key, "none"));
            assertEquals(tree.containsKey(key), frozen.containsKey(key));
            same(tree.headMap(key), frozen.headMap(key));
            same(tree.tailMap(key), frozen.tailMap(key));
            same(tree.subMap(key, key + 5), frozen.subMap(key, key + 5));
          }
        });
  }

  private static void same(SortedMap<Integer, String> tree, SortedMap<Integer, String> frozen) {
    assertEquals(tree, frozen);
    assertEquals(frozen, tree);
    assertEquals(tree.hashCode(), frozen.hashCode());
    assertEquals(tree.toString(), frozen.toString());
    assertEquals(List.copyOf(tree.keySet()), List.copyOf(frozen.keySet()));
    assertEquals(List.copyOf(tree.values()), List.copyOf(frozen.values()));
    List<String> walked = new ArrayList<>();
    frozen.forEach((key, value) -> walked.add(key + value));
    List<String> expected = new ArrayList<>();
    tree.forEach((key, value) -> expected.add(key + value));
    assertEquals(expected, walked);
    if (tree.isEmpty()) {
      assertThrows(NoSuchElementException.class, frozen::firstKey);
      assertThrows(NoSuchElementException.class, frozen::lastKey);
    } else {
      assertEquals(tree.firstKey(), frozen.firstKey());
      assertEquals(tree.lastKey(), frozen.lastKey());
    }
  }

  @Test
  void itsCopyIsItself() {
    SortedMap<Integer, String> map = FrozenMap.copyOf(new TreeMap<>(Map.of(1, "a")));
    assertSame(map, FrozenMap.copyOf(map));
    assertNull(map.comparator());
  }

  @Test
  void itChangesInNoWay() {
    SortedMap<Integer, String> source = new TreeMap<>(Map.of(1, "a", 2, "b"));
    SortedMap<Integer, String> map = FrozenMap.copyOf(source);
    source.put(3, "c");
    assertEquals(2, map.size());
    assertThrows(UnsupportedOperationException.class, () -> map.put(1, "x"));
    assertThrows(UnsupportedOperationException.class, () -> map.remove(1));
    assertThrows(UnsupportedOperationException.class, map::clear);
    assertThrows(UnsupportedOperationException.class, () -> map.keySet().remove(1));
    assertThrows(UnsupportedOperationException.class, () -> map.replaceAll((_, _) -> "x"));
    for (Map.Entry<Integer, String> entry : map.entrySet()) {
      assertThrows(UnsupportedOperationException.class, () -> entry.setValue("x"));
    }
  }

  @Test
  void anotherValueMakesAnotherMap() {
    FrozenMap<Integer, String> map = FrozenMap.copyOf(new TreeMap<>(Map.of(1, "a", 2, "b")));
    assertEquals(Map.of(1, "a", 2, "c"), map.with(2, "c"));
    assertEquals(Map.of(1, "a", 2, "b"), map);
    assertThrows(IllegalArgumentException.class, () -> map.with(3, "c"));
  }

  @Test
  void anotherOrderIsPutRight() {
    SortedMap<Integer, String> reversed = new TreeMap<>(Comparator.<Integer>reverseOrder());
    reversed.putAll(Map.of(1, "a", 2, "b", 3, "c"));
    assertEquals(List.of(1, 2, 3), List.copyOf(FrozenMap.copyOf(reversed).keySet()));
    assertEquals(
        Map.of(1, "A", 2, "B", 3, "C"),
        FrozenMap.mapped(
            reversed, (_, value) -> value.replace("a", "A").replace("b", "B").replace("c", "C")));
    assertThrows(IllegalArgumentException.class, () -> FrozenMap.of(reversed, List.of("a", "b")));
  }
}
