package dev.surgeline.core.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The bytes of up to 256 entries in one file (C2SP tlog-tiles): of each its length in two bytes,
/// the higher first, and itself. Example: the entries `one` and `` are `0003 6f6e65 0000`.
public final class EntryBundle {
  /// What two bytes of length can say.
  public static final int ENTRY_BYTES_MAX = 65_535;

  private EntryBundle() {}

  /// @throws IllegalArgumentException if an entry is too large, or there are none or too many
  public static byte[] bytes(List<byte[]> entries) {
    if (entries.isEmpty() || entries.size() > Tile.WIDTH) {
      throw new IllegalArgumentException("a bundle has 1 to 256 entries, not " + entries.size());
    }
    int length = 0;
    for (byte[] entry : entries) {
      check(entry);
      length += 2 + entry.length;
    }
    ByteBuffer bytes = ByteBuffer.allocate(length);
    entries.forEach(entry -> bytes.putShort((short) entry.length).put(entry));
    return bytes.array();
  }

  /// @throws IllegalArgumentException if it is larger than a bundle can hold
  public static void check(byte[] entry) {
    if (entry.length > ENTRY_BYTES_MAX) {
      throw new IllegalArgumentException(
          "an entry has at most 65,535 bytes, and this one has " + entry.length);
    }
  }

  /// The entries in a bundle's bytes, as many as its address says.
  ///
  /// @throws Unverified if they are fewer, or something follows them
  public static List<byte[]> entries(Tile tile, byte[] bytes) {
    List<byte[]> entries = new ArrayList<>(tile.width());
    int at = 0;
    for (int i = 0; i < tile.width(); i++) {
      int length = at + 2 <= bytes.length ? length(bytes, at) : -1;
      if (length < 0 || at + 2 + length > bytes.length) {
        throw new Unverified(tile.path() + " ends within its entry " + i + " of " + tile.width());
      }
      entries.add(Arrays.copyOfRange(bytes, at + 2, at + 2 + length));
      at += 2 + length;
    }
    if (at < bytes.length) {
      throw new Unverified(
          tile.path() + " has " + (bytes.length - at) + " bytes after its last entry");
    }
    return entries;
  }

  /// The bytes of a bundle's first entries alone: what a partial bundle was before it became full.
  ///
  /// @throws Unverified if there are fewer
  public static byte[] first(Tile partial, byte[] full) {
    int at = 0;
    for (int i = 0; i < partial.width(); i++) {
      if (at + 2 > full.length) {
        throw new Unverified(partial.full().path() + " ends within its entry " + i);
      }
      at += 2 + length(full, at);
    }
    if (at > full.length) {
      throw new Unverified(partial.full().path() + " ends within its entries");
    }
    return Arrays.copyOf(full, at);
  }

  private static int length(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getShort(at) & 0xffff;
  }
}
