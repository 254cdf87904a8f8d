package dev.surgeline.core.audit;

/// Where the hashes of a log's perfect subtrees come from.
@FunctionalInterface
public interface Subtrees {
  /// The hash over the entries `index * 2^height` up to and without `(index + 1) * 2^height`, all
  /// of which the tree has.
  ///
  /// @throws Unverified if what should hold it is malformed
  Hash at(int height, long index);
}
