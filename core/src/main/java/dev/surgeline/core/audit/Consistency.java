package dev.surgeline.core.audit;

import java.util.List;

/// The proof that one tree grew into another: that its entries are the first of the other's, all of
/// them, in the same order.
///
/// Checked as RFC 9162, section 2.1.4.2 says: the same path must lead to both roots. Example, 3 to
/// 7 with the path 2, 3, (0..1), (4..6): `node((0..1), 2)` must be the old root, and
/// `node(node((0..1), node(2, 3)), (4..6))` the new one.
///
/// @param from entries of the old tree
/// @param to entries of the new tree
/// @param path empty when either tree is empty or both are of one size
public record Consistency(long from, long to, List<Hash> path) {
  public Consistency {
    path = List.copyOf(path);
    if (from < 0 || from > to) {
      throw new Unverified("a tree of " + to + " entries did not grow out of one of " + from);
    }
    if (path.size() > Inclusion.PATH_MAX) {
      throw new Unverified("a proof has at most 63 hashes, not " + path.size());
    }
    if (path.isEmpty() != (from == 0 || from == to)) {
      throw new Unverified(
          "a consistency proof from " + from + " to " + to + " has not " + path.size() + " hashes");
    }
  }

  /// @throws Unverified if the tree with the old root did not grow into the one with the new root
  public void verify(Hash oldRoot, Hash newRoot) {
    if (from == 0) {
      require(oldRoot.equals(Merkle.EMPTY));
    } else if (from == to) {
      require(oldRoot.equals(newRoot));
    } else {
      climb(oldRoot, newRoot);
    }
  }

  private void climb(Hash oldRoot, Hash newRoot) {
    // An old tree that is a perfect subtree is its own beginning, which the path leaves out.
    boolean perfect = Long.bitCount(from) == 1;
    int skip = Long.numberOfTrailingZeros(from);
    long place = (from - 1) >> skip;
    long last = (to - 1) >> skip;
    Hash old = perfect ? oldRoot : path.getFirst();
    Hash grown = old;
    for (Hash neighbour : path.subList(perfect ? 0 : 1, path.size())) {
      require(last != 0);
      if ((place & 1) == 1 || place == last) {
        old = Merkle.node(neighbour, old);
        grown = Merkle.node(neighbour, grown);
        int climb = place == 0 ? 0 : Long.numberOfTrailingZeros(place);
        place >>= climb;
        last >>= climb;
      } else {
        grown = Merkle.node(grown, neighbour);
      }
      place >>= 1;
      last >>= 1;
    }
    require(last == 0 && old.equals(oldRoot) && grown.equals(newRoot));
  }

  private void require(boolean holds) {
    if (!holds) {
      throw new Unverified("the tree of " + to + " entries did not grow out of the one of " + from);
    }
  }
}
