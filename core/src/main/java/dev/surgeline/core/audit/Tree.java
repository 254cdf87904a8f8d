package dev.surgeline.core.audit;

import java.util.ArrayList;
import java.util.List;

/// A log's tree as of a size, and what it can prove; RFC 6962, sections 2.1.1 and 2.1.2.
///
/// Every hash that a proof needs is one of a perfect subtree, or made from a few of them at the
/// right edge. Example, seven entries: the root is over (0..3) and (4..6), the latter over (4..5)
/// and 6. That entry 6 is in it is proved by (4..5), then (0..3); that the tree of three entries
/// grew into it, by 2, 3, (0..1) and (4..6).
///
/// @param size entries, from 0 on
/// @param subtrees of this tree, or of one that it grew into
public record Tree(long size, Subtrees subtrees) {
  public Tree {
    if (size < 0) {
      throw new IllegalArgumentException("a tree has 0 entries or more, not " + size);
    }
  }

  public Hash root() {
    return size == 0 ? Merkle.EMPTY : over(0, size);
  }

  /// That the entry at an index is in the tree.
  ///
  /// @throws IllegalArgumentException if the tree has no such entry
  public Inclusion inclusion(long index) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("there is no entry " + index + " among " + size);
    }
    List<Hash> path = new ArrayList<>();
    include(index, 0, size, path);
    return new Inclusion(index, size, path);
  }

  private void include(long index, long from, long to, List<Hash> path) {
    if (to - from == 1) {
      return;
    }
    long middle = from + Merkle.split(to - from);
    if (index < middle) {
      include(index, from, middle, path);
      path.add(over(middle, to));
    } else {
      include(index, middle, to, path);
      path.add(over(from, middle));
    }
  }

  /// That the tree of the first `from` entries grew into this one.
  ///
  /// @throws IllegalArgumentException if this tree is smaller
  public Consistency consistency(long from) {
    if (from < 0 || from > size) {
      throw new IllegalArgumentException("a tree of " + size + " did not grow out of " + from);
    }
    List<Hash> path = new ArrayList<>();
    if (from > 0 && from < size) {
      grow(from, 0, size, true, path);
    }
    return new Consistency(from, size, path);
  }

  /// The RFC's SUBPROOF.
  ///
  /// @param old the end of the old tree
  /// @param known whether the old tree is all of this part: who checks has its root then
  private void grow(long old, long from, long to, boolean known, List<Hash> path) {
    if (old == to) {
      if (!known) {
        path.add(over(from, to));
      }
      return;
    }
    long middle = from + Merkle.split(to - from);
    if (old <= middle) {
      grow(old, from, middle, known, path);
      path.add(over(middle, to));
    } else {
      grow(old, middle, to, false, path);
      path.add(over(from, middle));
    }
  }

  /// The hash over a part that the RFC's parting leads to: the place of a perfect one is a multiple
  /// of its size.
  private Hash over(long from, long to) {
    long count = to - from;
    if (Long.bitCount(count) == 1) {
      return subtrees.at(Long.numberOfTrailingZeros(count), from / count);
    }
    long middle = from + Merkle.split(count);
    return Merkle.node(over(from, middle), over(middle, to));
  }
}
