package dev.surgeline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.Endpoint;
import dev.surgeline.core.route.Route;
import dev.surgeline.core.route.RoutingSnapshot;
import dev.surgeline.wire.Samples.Bounds;
import dev.surgeline.wire.Samples.Level;
import dev.surgeline.wire.Samples.Name;
import dev.surgeline.wire.Samples.Shape;
import dev.surgeline.wire.Samples.Tree;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static final RoutingSnapshot SNAPSHOT =
      new RoutingSnapshot(
          7,
          List.of(new Route(new WorkloadName("beds"), Optional.empty(), Optional.of("/beds"))),
          new TreeMap<>(
              Map.of(
                  new WorkloadName("beds"),
                  List.of(
                      new Endpoint(
                          new ReplicaId("beds-1"), "127.0.0.1", 4001, Endpoint.State.DRAINING)))));

  @Test
  void canonicalBytesHaveSortedKeysAndNoSpace() {
    assertEquals(
        "{\"endpoints\":{\"beds\":[{\"host\":\"127.0.0.1\",\"port\":4001,\"replica\":\"beds-1\","
            + "\"state\":\"draining\"}]},\"routes\":[{\"pathPrefix\":\"/beds\","
            + "\"workload\":\"beds\"}],\"version\":7}",
        new String(Json.canonical(SNAPSHOT), UTF_8));
  }

  @Test
  void prettyTextKeepsTheOrderOfTheComponents() {
    assertEquals(
        """
        {
          "version": 7,
          "routes": [
            {
              "workload": "beds",
              "pathPrefix": "/beds"
            }
          ],
          "endpoints": {
            "beds": [
              {
                "replica": "beds-1",
                "host": "127.0.0.1",
                "port": 4001,
                "state": "draining"
              }
            ]
          }
        }\
        """,
        Json.pretty(SNAPSHOT));
  }

  @Test
  void whatIsWrittenReadsBackEqual() {
    byte[] canonical = Json.canonical(SNAPSHOT);
    assertEquals(SNAPSHOT, Json.read(RoutingSnapshot.class, canonical, "snapshot.json"));
    byte[] pretty = Json.pretty(SNAPSHOT).getBytes(UTF_8);
    assertEquals(SNAPSHOT, Json.read(RoutingSnapshot.class, pretty, "snapshot.json"));
    assertArrayEquals(canonical, Json.canonical(Json.readNode(pretty, "snapshot.json")));
  }

  @Test
  void sealedValuesSayWhichTheyAre() {
    var group =
        new Shape.Angular.Group(
            List.of(
                new Shape.Circle(1.5),
                new Shape.Nothing(),
                new Shape.Labelled("x"),
                new Shape.Angular.Square(2)));
    String json =
        "{\"members\":[{\"radius\":1.5,\"type\":\"circle\"},{\"type\":\"nothing\"},"
            + "{\"type\":\"labelled\",\"value\":\"x\"},{\"side\":2,\"type\":\"square\"}],"
            + "\"type\":\"group\"}";
    assertEquals(json, new String(Json.canonical(Shape.class, group), UTF_8));
    assertEquals(group, Json.read(Shape.class, json.getBytes(UTF_8), "shape"));
    assertEquals("\"x\"", new String(Json.canonical(new Shape.Labelled("x")), UTF_8));
  }

  @Test
  void mapKeysAreTextSortedByCodeUnits() {
    record Maps(SortedMap<Level, Bounds> levels, SortedMap<Name, Name> names) {}
    var levels = new TreeMap<Level, Bounds>(Collections.reverseOrder());
    levels.put(new Level(9), new Bounds(1, 2));
    levels.put(new Level(10), new Bounds(3, 4));
    var maps = new Maps(new TreeMap<>(levels), new TreeMap<>());
    assertEquals(
        "{\"levels\":{\"10\":{\"max\":4,\"min\":3},\"9\":{\"max\":2,\"min\":1}},\"names\":{}}",
        new String(Json.canonical(new Maps(levels, new TreeMap<>())), UTF_8));
    assertEquals(maps, Json.read(Maps.class, Json.canonical(maps), "maps"));
  }

  @Test
  void recordsMayHoldTheirOwnKind() {
    var leaf = new Tree(new Name("leaf"), List.of());
    var tree = new Tree(new Name("root"), List.of(leaf, leaf));
    assertEquals(tree, Json.read(Tree.class, Json.canonical(tree), "tree"));
    Tree deep = leaf;
    for (int i = 0; i < 30; i++) {
      deep = new Tree(new Name("n" + i), List.of(deep));
    }
    Tree tooDeep = deep;
    assertThrows(IllegalArgumentException.class, () -> Json.canonical(tooDeep));
  }

  @Test
  void whatHasNoFormIsRefused() {
    record Unsorted(Map<String, String> map) {}
    record Real(double value) {}
    record Text(String value) {}
    record Typed(String type) implements Odd {}
    assertThrows(
        IllegalArgumentException.class, () -> Json.canonical(new Unsorted(new TreeMap<>())));
    assertThrows(IllegalArgumentException.class, () -> Json.canonical(new Real(Double.NaN)));
    assertThrows(
        IllegalArgumentException.class, () -> Json.canonical(new Real(Double.NEGATIVE_INFINITY)));
    assertThrows(IllegalArgumentException.class, () -> Json.canonical(new Text("\ud800")));
    assertThrows(IllegalArgumentException.class, () -> Json.canonical(new Text("\udc00\ud800")));
    assertEquals("\"x\"", new String(Json.canonical(new Text("x")), UTF_8));
    assertEquals("{\"type\":\"x\"}", new String(Json.canonical(new Typed("x")), UTF_8));
  }

  interface Odd {}

  @Test
  void longsBeyondWhatDoublesHoldAreText() {
    record Count(long count) {}
    for (long count :
        new long[] {
          0, -1, 9_007_199_254_740_991L, 9_007_199_254_740_992L, Long.MAX_VALUE, Long.MIN_VALUE
        }) {
      byte[] bytes = Json.canonical(new Count(count));
      assertEquals(new Count(count), Json.read(Count.class, bytes, "count"));
    }
    assertEquals(
        "{\"count\":\"9007199254740992\"}",
        new String(Json.canonical(new Count(9_007_199_254_740_992L)), UTF_8));
    for (String refused : List.of("9007199254740992", "\"1\"", "1.0", "\"09007199254740992\"")) {
      byte[] bytes = ("{\"count\":" + refused + "}").getBytes(UTF_8);
      assertThrows(DocumentException.class, () -> Json.read(Count.class, bytes, "count"));
    }
  }
}
