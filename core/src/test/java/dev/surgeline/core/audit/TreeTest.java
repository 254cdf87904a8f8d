package dev.surgeline.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every tree, however it was grown, against the RFC's recursion written down as it stands there;
/// and no proof that was altered anywhere is believed.
final class TreeTest {
  /// The eight entries that the makers of Certificate Transparency test with, and their roots.
  private static final List<String> ENTRIES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  private static List<Hash> leaves(int count) {
    return IntStream.range(0, count).mapToObj(i -> Merkle.leaf(new byte[] {(byte) i, 7})).toList();
  }

  /// The RFC's MTH.
  private static Hash plain(List<Hash> leaves) {
    int n = leaves.size();
    if (n == 0) {
      return Merkle.EMPTY;
    }
    if (n == 1) {
      return leaves.getFirst();
    }
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return Merkle.node(plain(leaves.subList(0, k)), plain(leaves.subList(k, n)));
  }

  /// A tree whose subtrees are hashed anew each time.
  private static Tree tree(List<Hash> leaves) {
    return new Tree(
        leaves.size(),
        (height, index) ->
            plain(leaves.subList((int) (index << height), (int) ((index + 1) << height))));
  }

  @Test
  void theEightEntriesHaveThePublishedRoots() {
    TileEdge edge = TileEdge.EMPTY;
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", edge.root().hex());
    List<Hash> leaves = new ArrayList<>();
    for (int i = 0; i < ENTRIES.size(); i++) {
      leaves.add(Merkle.leaf(HexFormat.of().parseHex(ENTRIES.get(i))));
      edge = edge.grow(List.of(leaves.getLast())).edge();
      assertEquals(ROOTS.get(i), edge.root().hex());
      assertEquals(ROOTS.get(i), tree(leaves).root().hex());
    }
  }

  @Test
  void aLeafIsNoNode() {
    Hash a = Merkle.leaf(new byte[] {1});
    byte[] both = new byte[64];
    System.arraycopy(a.bytes(), 0, both, 0, 32);
    System.arraycopy(a.bytes(), 0, both, 32, 32);
    assertTrue(!Merkle.leaf(both).equals(Merkle.node(a, a)));
  }

  @Test
  void everyInclusionHoldsAndNoneElsewhere() {
    for (int size = 1; size <= 40; size++) {
      List<Hash> leaves = leaves(size);
      Hash root = plain(leaves);
      for (int index = 0; index < size; index++) {
        Inclusion proof = tree(leaves).inclusion(index);
        proof.verify(leaves.get(index), root);
        Hash leaf = leaves.get(index);
        altered(proof.path())
            .forEach(path -> refused(new Inclusion(proof.index(), proof.size(), path), leaf, root));
        for (int other = 0; other < size; other++) {
          if (other != index) {
            refused(new Inclusion(other, size, proof.path()), leaf, root);
            refused(proof, leaves.get(other), root);
          }
        }
        refused(proof, leaf, plain(leaves.subList(0, size - 1)));
      }
    }
  }

  private static void refused(Inclusion proof, Hash leaf, Hash root) {
    assertThrows(Unverified.class, () -> proof.verify(leaf, root), proof::toString);
  }

  /// The same path with a bit flipped, a hash missing, one more, or two in the other order.
  private static Stream<List<Hash>> altered(List<Hash> path) {
    List<List<Hash>> altered = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      byte[] bytes = path.get(i).bytes();
      bytes[i % 32] ^= 4;
      altered.add(with(path, i, Hash.of(bytes)));
      List<Hash> shorter = new ArrayList<>(path);
      shorter.remove(i);
      altered.add(shorter);
      if (i > 0) {
        List<Hash> swapped = new ArrayList<>(path);
        Collections.swap(swapped, i - 1, i);
        altered.add(swapped);
      }
    }
    List<Hash> longer = new ArrayList<>(path);
    longer.add(Merkle.EMPTY);
    altered.add(longer);
    return altered.stream();
  }

  private static List<Hash> with(List<Hash> path, int place, Hash other) {
    List<Hash> changed = new ArrayList<>(path);
    changed.set(place, other);
    return changed;
  }

  @Test
  void everyGrowthIsConsistentAndNoOther() {
    for (int to = 1; to <= 40; to++) {
      List<Hash> leaves = leaves(to);
      Hash root = plain(leaves);
      for (int from = 0; from <= to; from++) {
        Consistency proof = tree(leaves).consistency(from);
        Hash old = plain(leaves.subList(0, from));
        proof.verify(old, root);
        int before = from;
        int after = to;
        Hash wrong = Merkle.leaf(new byte[] {1, 2, 3});
        refused(before, after, proof.path(), wrong, root);
        if (from > 0) {
          refused(before, after, proof.path(), old, wrong);
          altered(proof.path()).forEach(path -> refused(before, after, path, old, root));
        }
        if (from > 1 && from < to) {
          refused(before - 1, after, proof.path(), old, root);
        }
      }
    }
  }

  private static void refused(int from, int to, List<Hash> path, Hash old, Hash root) {
    assertThrows(
        Unverified.class,
        () -> new Consistency(from, to, path).verify(old, root),
        () -> from + " to " + to + " by " + path);
  }

  @Test
  void whatATreeHasNotItCanNotProve() {
    Tree tree = tree(leaves(3));
    assertThrows(IllegalArgumentException.class, () -> tree.inclusion(3));
    assertThrows(IllegalArgumentException.class, () -> tree.inclusion(-1));
    assertThrows(IllegalArgumentException.class, () -> tree.consistency(4));
    assertThrows(Unverified.class, () -> new Inclusion(3, 3, List.of()));
    assertThrows(Unverified.class, () -> new Consistency(4, 3, List.of()));
    assertThrows(
        Unverified.class, () -> new Inclusion(0, 9, Collections.nCopies(64, Merkle.EMPTY)));
  }
}
