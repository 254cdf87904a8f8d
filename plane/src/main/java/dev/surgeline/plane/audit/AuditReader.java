package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.EntryBundle;
import dev.surgeline.core.audit.Hash;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.TileEdge;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads a log's entries, and does not take them for granted: all of them must lead to the root
/// that the checkpoint has. Whose checkpoint it is, [LogCheck] finds out.
public final class AuditReader {
  private AuditReader() {}

  /// All entries of a log, oldest first.
  ///
  /// @throws IOException as [#scan(PublishedLog, Consumer)]
  public static List<AuditLine> read(PublishedLog log) throws IOException {
    List<AuditLine> lines = new ArrayList<>();
    scan(log, lines::add);
    return lines;
  }

  /// The entries that the log's checkpoint covers, oldest first, one at a time: a log grows for
  /// years. One that is being written may be read.
  ///
  /// @return how many there are
  /// @throws IOException if it can not be read, or an entry was changed, removed or added; that may
  ///   only be known when all were given
  /// @throws dev.surgeline.wire.DocumentException if something is no entry
  public static long scan(PublishedLog log, Consumer<AuditLine> each) throws IOException {
    return bytes(
        log, (index, entry) -> each.accept(line(log.where() + " entry " + index, index, entry)));
  }

  /// What an entry's bytes say.
  ///
  /// @param where for messages
  /// @throws Unverified if it says that it is another one
  /// @throws dev.surgeline.wire.DocumentException if it is no entry
  public static AuditLine line(String where, long index, byte[] entry) {
    AuditLine line = Json.read(AuditLine.class, entry, where);
    if (line.index() != index) {
      throw new Unverified("entry " + index + " says that it is " + line.index());
    }
    return line;
  }

  /// One entry's bytes and its place.
  @FunctionalInterface
  interface Each {
    void accept(long index, byte[] entry);
  }

  /// As [#scan(PublishedLog, Consumer)], each entry's bytes as they stand.
  static long bytes(PublishedLog log, Each each) throws IOException {
    try {
      Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(log.checkpoint()).text());
      TileEdge edge = TileEdge.EMPTY;
      for (long at = 0; at < checkpoint.size(); at = edge.size()) {
        List<byte[]> entries = bundle(log, at / Tile.WIDTH, checkpoint.size());
        List<Hash> leaves = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
          leaves.add(Merkle.leaf(entries.get(i)));
          each.accept(at + i, entries.get(i));
        }
        edge = edge.grow(leaves).edge();
      }
      if (!edge.root().equals(checkpoint.root())) {
        throw new Unverified(
            "its entries do not lead to its checkpoint's root: an entry was changed, removed or"
                + " added; surge audit fsck says where");
      }
      return checkpoint.size();
    } catch (Unverified wrong) {
      throw new IOException(log.where() + ": " + wrong.getMessage(), wrong);
    } catch (UncheckedIOException failed) {
      throw new IOException(log.where() + ": " + failed.getMessage(), failed);
    }
  }

  /// The entries of a bundle in a log of this size.
  ///
  /// @throws Unverified if they are not there or malformed
  public static List<byte[]> bundle(PublishedLog log, long number, long size) {
    Tile tile = Tile.of(Tile.ENTRIES, number, size);
    return EntryBundle.entries(tile, log.read(tile));
  }
}
