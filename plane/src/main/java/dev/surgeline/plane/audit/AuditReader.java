package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.EntryBundle;
import dev.surgeline.core.audit.Hash;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.TileEdge;
import dev.surgeline.core.audit.TileSubtrees;
import dev.surgeline.core.audit.Tree;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Reads a log's entries, and does not take them for granted: all of them must lead to the root of
/// one checkpoint, whose signature was checked ([LogCheck#checkpoint]). It is handed over, and not
/// asked for again: a server could answer with another.
public final class AuditReader {
  private AuditReader() {}

  /// All entries of one's own log, oldest first.
  ///
  /// @throws IOException as [#scan(LogFolder, Consumer)]
  public static List<AuditLine> read(LogFolder own) throws IOException {
    List<AuditLine> lines = new ArrayList<>();
    scan(own, lines::add);
    return lines;
  }

  /// The entries of one's own log, whose signature is looked at by its writer alone ([LogWriter]).
  ///
  /// @return how many there are
  /// @throws IOException as [#scan(PublishedLog, Checkpoint, Consumer)]
  public static long scan(LogFolder own, Consumer<AuditLine> each) throws IOException {
    return scan(own, unsigned(own), each);
  }

  /// The entries that a checkpoint covers, oldest first, one at a time: a log grows for years. One
  /// that is being written may be read.
  ///
  /// @param verified the log's checkpoint
  /// @return how many there are
  /// @throws IOException if it can not be read, or an entry was changed, removed or added; that may
  ///   only be known when all were given
  /// @throws dev.surgeline.wire.DocumentException if something is no entry
  public static long scan(PublishedLog log, Checkpoint verified, Consumer<AuditLine> each)
      throws IOException {
    return bytes(
        log,
        verified,
        (index, entry) -> each.accept(line(log.where() + " entry " + index, index, entry)));
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

  /// As [#scan(LogFolder, Consumer)], each entry's bytes as they stand.
  static long bytes(LogFolder own, Each each) throws IOException {
    return bytes(own, unsigned(own), each);
  }

  private static Checkpoint unsigned(LogFolder own) throws IOException {
    try {
      return Checkpoint.parse(SignedNote.parse(own.checkpoint()).text());
    } catch (Unverified wrong) {
      throw new IOException(own.where() + ": " + wrong.getMessage(), wrong);
    }
  }

  /// As [#scan(PublishedLog, Checkpoint, Consumer)], each entry's bytes as they stand.
  static long bytes(PublishedLog log, Checkpoint checkpoint, Each each) throws IOException {
    try {
      TileEdge edge = TileEdge.EMPTY;
      for (long at = 0; at < checkpoint.size(); at = edge.size()) {
        List<byte[]> entries = bundle(log, at / Tile.WIDTH, checkpoint.size());
        List<Hash> leaves = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
          leaves.add(Merkle.leaf(entries.get(i)));
          accept(each, log, checkpoint, at + i, entries.get(i));
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

  /// What can not be read may have been changed, which is another matter.
  private static void accept(
      Each each, PublishedLog log, Checkpoint checkpoint, long index, byte[] entry) {
    try {
      each.accept(index, entry);
    } catch (DocumentException broken) {
      var _ = proved(log, checkpoint, index / Tile.WIDTH);
      throw broken;
    }
  }

  /// The entries of a bundle, proved to be under a checkpoint's root.
  ///
  /// @param verified the log's checkpoint
  /// @throws Unverified if they are not, not there, or malformed
  public static List<byte[]> proved(PublishedLog log, Checkpoint verified, long number) {
    List<byte[]> entries = bundle(log, number, verified.size());
    List<Hash> leaves = entries.stream().map(Merkle::leaf).toList();
    Tile tile = Tile.of(0, number, verified.size());
    long first = number * Tile.WIDTH;
    if (!tile.hashes(log.read(tile)).equals(leaves)) {
      throw new Unverified(
          "the entries from "
              + first
              + " on are not what their tile says; surge audit fsck says"
              + " which");
    }
    new Tree(verified.size(), new TileSubtrees(verified.size(), log))
        .inclusion(first)
        .verify(leaves.getFirst(), verified.root());
    return entries;
  }

  /// The entries of a bundle in a log of this size.
  ///
  /// @throws Unverified if they are not there or malformed
  public static List<byte[]> bundle(PublishedLog log, long number, long size) {
    Tile tile = Tile.of(Tile.ENTRIES, number, size);
    return EntryBundle.entries(tile, log.read(tile));
  }
}
