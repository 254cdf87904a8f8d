package dev.surgeline.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A log that grows in batches has the same tiles and the same root however the batches fall.
final class TileEdgeTest {
  private static final int MOST = 70_000;
  private static final List<Hash> LEAVES =
      IntStream.range(0, MOST).mapToObj(i -> Merkle.leaf(Strict.utf8("record " + i))).toList();

  private final SortedMap<Tile, byte[]> files = new TreeMap<>();

  private byte[] read(Tile tile) {
    return Optional.ofNullable(files.get(tile)).orElseThrow(() -> new Unverified(tile.path()));
  }

  private TileEdge grow(TileEdge edge, int size) {
    int from = (int) edge.size();
    TileEdge.Grown grown = edge.grow(LEAVES.subList(from, size));
    grown.tiles().forEach((tile, hashes) -> files.put(tile, Tile.bytes(hashes)));
    assertEquals(size, grown.edge().size());
    return grown.edge();
  }

  @Test
  void batchesOfAnySizeLeadToTheSameTreeAndTiles() {
    Random random = new Random(5);
    for (List<Integer> sizes :
        List.of(
            List.of(1, 2, 254, 255, 256, 257, 511, 512, 513, 767, 769),
            List.of(257, 1000),
            List.of(256, 512, 70_000),
            List.of(65_535, 65_536, 65_537, MOST))) {
      files.clear();
      TileEdge edge = TileEdge.EMPTY;
      for (int size : sizes) {
        edge = grow(edge, size);
        Tree tree = new Tree(size, new TileSubtrees(size, this::read));
        assertEquals(Merkle.root(LEAVES.subList(0, size)), edge.root());
        assertEquals(edge.root(), tree.root());
        assertEquals(edge, TileEdge.read(size, this::read));
        int index = random.nextInt(size);
        tree.inclusion(index).verify(LEAVES.get(index), edge.root());
        int from = 1 + random.nextInt(size);
        tree.consistency(from).verify(Merkle.root(LEAVES.subList(0, from)), edge.root());
      }
    }
  }

  @Test
  void tilesOfSeventyThousandEntries() {
    grow(TileEdge.EMPTY, MOST);
    List<String> partial = files.keySet().stream().filter(Tile::partial).map(Tile::path).toList();
    assertEquals(List.of("tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"), partial);
    assertEquals(274, files.keySet().stream().filter(tile -> !tile.partial()).count());
    List<Hash> upper = new Tile(2, 0, 1).hashes(read(new Tile(2, 0, 1)));
    assertEquals(Merkle.root(LEAVES.subList(0, 65_536)), upper.getFirst());
  }

  @Test
  void aPartialTileIsNeverHashedUpward() {
    grow(TileEdge.EMPTY, 255);
    assertEquals(List.of(new Tile(0, 0, 255)), List.copyOf(files.keySet()));
    files.clear();
    TileEdge edge = grow(TileEdge.EMPTY, 256);
    assertEquals(List.of(new Tile(0, 0, 256), new Tile(1, 0, 1)), List.copyOf(files.keySet()));
    assertEquals(List.of(List.of(), List.of(edge.root())), edge.levels());
  }

  @Test
  void nothingAddedIsNothingToWrite() {
    TileEdge edge = grow(TileEdge.EMPTY, 300);
    assertEquals(new TileEdge.Grown(edge, new TreeMap<>(Map.of())), edge.grow(List.of()));
    assertEquals(TileEdge.EMPTY, TileEdge.read(0, this::read));
  }

  @Test
  void aTileThatWasCutOrExtendedIsRefused() {
    grow(TileEdge.EMPTY, 300);
    Tile tile = new Tile(0, 1, 44);
    byte[] right = read(tile);
    for (int length : List.of(0, 31, right.length - 1, right.length - 32)) {
      files.put(tile, java.util.Arrays.copyOf(right, length));
      assertThrows(Unverified.class, () -> TileEdge.read(300, this::read));
    }
    files.put(tile, java.util.Arrays.copyOf(right, right.length + 32));
    assertThrows(Unverified.class, () -> TileEdge.read(300, this::read));
    byte[] flipped = right.clone();
    flipped[100] ^= 1;
    files.put(tile, flipped);
    assertFalse(TileEdge.read(300, this::read).root().equals(Merkle.root(LEAVES.subList(0, 300))));
  }

  @Test
  void pathsAreWrittenInOneWay() {
    Map<String, Tile> paths =
        Map.of(
            "tile/0/000", new Tile(0, 0, 256),
            "tile/0/x001/x234/067", new Tile(0, 1_234_067, 256),
            "tile/1/x001/000.p/17", new Tile(1, 1000, 17),
            "tile/63/999.p/255", new Tile(63, 999, 255),
            "tile/entries/273.p/112", new Tile(Tile.ENTRIES, 273, 112));
    paths.forEach((path, tile) -> {
      assertEquals(path, tile.path());
      assertEquals(tile, Tile.parse(path));
    });
    for (String wrong :
        List.of(
            "tile/0/0",
            "tile/00/000",
            "tile/64/000",
            "tile/0/x000/001",
            "tile/0/x001",
            "tile/0/1000",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/0/000.p/",
            "tile/0/../checkpoint",
            "tile/entries/x0010/000",
            "tile/0/000/",
            "/tile/0/000",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/000",
            "tile/0/٠٠٠",
            "checkpoint")) {
      var refused = assertThrows(Unverified.class, () -> Tile.parse(wrong), wrong);
      assertTrue(("" + refused.getMessage()).contains("is not the path of a tile"), wrong);
    }
    assertThrows(Unverified.class, () -> Tile.of(0, 1, 256));
    assertEquals(new Tile(0, 1, 1), Tile.of(0, 1, 257));
  }
}
