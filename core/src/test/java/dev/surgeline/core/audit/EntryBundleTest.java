package dev.surgeline.core.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EntryBundleTest {
  private static final Tile TWO = new Tile(Tile.ENTRIES, 0, 2);
  private static final byte[] ONE_AND_NOTHING = HexFormat.of().parseHex("00036f6e650000");

  @Test
  void entriesAreTheirLengthInTwoBytesAndThemselves() {
    List<byte[]> entries = List.of(Strict.utf8("one"), new byte[0]);
    assertArrayEquals(ONE_AND_NOTHING, EntryBundle.bytes(entries));
    List<byte[]> read = EntryBundle.entries(TWO, ONE_AND_NOTHING);
    assertEquals(2, read.size());
    assertArrayEquals(entries.get(0), read.get(0));
    assertArrayEquals(entries.get(1), read.get(1));
    Tile first = new Tile(Tile.ENTRIES, 0, 1);
    assertArrayEquals(Arrays.copyOf(ONE_AND_NOTHING, 5), EntryBundle.first(first, ONE_AND_NOTHING));
  }

  @Test
  void anEntryHasAtMostWhatTwoBytesCanSay() {
    byte[] largest = new byte[65_535];
    Arrays.fill(largest, (byte) 'x');
    byte[] bundle = EntryBundle.bytes(List.of(largest, largest));
    assertArrayEquals(largest, EntryBundle.entries(TWO, bundle).get(1));
    var refused =
        assertThrows(
            IllegalArgumentException.class, () -> EntryBundle.bytes(List.of(new byte[65_536])));
    assertEquals("an entry has at most 65,535 bytes, and this one has 65536", refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> EntryBundle.bytes(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> EntryBundle.bytes(Collections.nCopies(257, new byte[0])));
  }

  @Test
  void aBundleThatWasCutOrExtendedIsRefused() {
    for (int length = 0; length < ONE_AND_NOTHING.length; length++) {
      byte[] cut = Arrays.copyOf(ONE_AND_NOTHING, length);
      assertThrows(Unverified.class, () -> EntryBundle.entries(TWO, cut));
      assertThrows(Unverified.class, () -> EntryBundle.first(TWO, cut));
    }
    byte[] longer = Arrays.copyOf(ONE_AND_NOTHING, 8);
    var refused = assertThrows(Unverified.class, () -> EntryBundle.entries(TWO, longer));
    assertEquals("tile/entries/000.p/2 has 1 bytes after its last entry", refused.getMessage());
  }
}
