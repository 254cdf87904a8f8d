package dev.surgeline.core.audit;

import java.util.List;

/// The proof that an entry is in a tree: the neighbours on the way from its leaf to the root.
///
/// Checked as RFC 9162, section 2.1.3.2 says. Example, entry 6 of 7 with the path (4..5), (0..3):
/// `node((4..5), leaf)` is the hash of (4..6), and `node((0..3), that)` must be the root.
///
/// @param index of the entry, from 0 on
/// @param size of the tree
/// @param path the leaf's neighbour first, the root's child last
public record Inclusion(long index, long size, List<Hash> path) {
  /// A tree below 2^63 entries needs no more.
  static final int PATH_MAX = 63;

  public Inclusion {
    path = List.copyOf(path);
    if (index < 0 || index >= size) {
      throw new Unverified("there is no entry " + index + " in a tree of " + size);
    }
    if (path.size() > PATH_MAX) {
      throw new Unverified("a proof has at most 63 hashes, not " + path.size());
    }
  }

  /// The root that the proof leads to from this leaf.
  ///
  /// @throws Unverified if the path has another length than the place in the tree asks for
  public Hash root(Hash leaf) {
    long place = index;
    long last = size - 1;
    Hash root = leaf;
    for (Hash neighbour : path) {
      if (last == 0) {
        throw new Unverified("the inclusion proof is too long");
      }
      if ((place & 1) == 1 || place == last) {
        root = Merkle.node(neighbour, root);
        // A right edge without a neighbour climbs until it has one.
        int climb = place == 0 ? 0 : Long.numberOfTrailingZeros(place);
        place >>= climb;
        last >>= climb;
      } else {
        root = Merkle.node(root, neighbour);
      }
      place >>= 1;
      last >>= 1;
    }
    if (last != 0) {
      throw new Unverified("the inclusion proof is too short");
    }
    return root;
  }

  /// @throws Unverified if the entry is not at this place of the tree with this root
  public void verify(Hash leaf, Hash root) {
    if (!root(leaf).equals(root)) {
      throw new Unverified(
          "entry " + index + " is not in the tree of " + size + " entries with root " + root);
    }
  }
}
