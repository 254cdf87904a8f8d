package dev.surgeline.core.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// The hashes of RFC 6962, section 2.1. A leaf and a node begin with different bytes, so that
/// nobody can pass off one as the other.
///
///     MTH({})   = SHA-256()
///     MTH({d})  = SHA-256(0x00 || d)
///     MTH(D[n]) = SHA-256(0x01 || MTH(D[0:k]) || MTH(D[k:n])), k the largest power of two < n
///
/// Nothing is padded and no odd leaf is doubled. Example, three entries a, b and c: k is 2, the
/// root is `node(node(leaf(a), leaf(b)), leaf(c))`.
public final class Merkle {
  /// The root of a tree without entries, e3b0c442...b855.
  public static final Hash EMPTY = Hash.owning(sha256().digest());

  private Merkle() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  /// The hash of an entry's bytes.
  public static Hash leaf(byte[] entry) {
    MessageDigest digest = sha256();
    digest.update((byte) 0);
    digest.update(entry);
    return Hash.owning(digest.digest());
  }

  /// The hash of two neighbours.
  public static Hash node(Hash left, Hash right) {
    MessageDigest digest = sha256();
    digest.update((byte) 1);
    digest.update(left.own());
    digest.update(right.own());
    return Hash.owning(digest.digest());
  }

  /// The root over hashes of equal height, of leaves or of full tiles.
  public static Hash root(List<Hash> hashes) {
    if (hashes.size() < 2) {
      return hashes.isEmpty() ? EMPTY : hashes.getFirst();
    }
    int split = (int) split(hashes.size());
    return node(root(hashes.subList(0, split)), root(hashes.subList(split, hashes.size())));
  }

  /// The largest power of two below a number of two or more: where the RFC parts a tree.
  static long split(long size) {
    return Long.highestOneBit(size - 1);
  }
}
