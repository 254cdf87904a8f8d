package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.TileSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// A log as its readers have it, in a folder or on a server: C2SP tlog-tiles.
///
/// A tile that can not be read is an `UncheckedIOException`; one that is not there, `Unverified`.
public interface PublishedLog extends TileSource {
  /// The signed checkpoint's bytes.
  ///
  /// @throws java.nio.file.NoSuchFileException if there is no log; its reason is a sentence
  /// @throws IOException if it can not be read
  byte[] checkpoint() throws IOException;

  /// The last checkpoint that enough witnesses cosigned, where there is one (a copy may have none);
  /// it may cover fewer entries than [#checkpoint()].
  ///
  /// @throws IOException if it can not be read
  default Optional<byte[]> cosigned() throws IOException {
    return Optional.empty();
  }

  /// The proof that the log's key was changed, the first, second and so on: the entry that says so
  /// under a checkpoint of the older key ([KeyChain]).
  ///
  /// @param number from 1 on; absent: there were fewer
  /// @throws IOException if it can not be read
  Optional<byte[]> rotation(int number) throws IOException;

  /// The last checkpoint that a time-stamp authority stamped, where there is one.
  ///
  /// @throws IOException if it can not be read
  default Optional<byte[]> stamped() throws IOException {
    return Optional.empty();
  }

  /// The authority's answer (RFC 3161) over the stamped checkpoint of a size.
  ///
  /// @throws IOException if it can not be read
  default Optional<byte[]> timestamp(long size) throws IOException {
    return Optional.empty();
  }

  /// The sizes of the stamped checkpoints that are kept, in order; absent where they can not be
  /// listed.
  ///
  /// @throws IOException if they can not be read
  default Optional<List<Long>> stamps() throws IOException {
    return Optional.empty();
  }

  /// A checkpoint of a size that was stamped.
  ///
  /// @throws IOException if it can not be read
  default Optional<byte[]> stamped(long size) throws IOException {
    return Optional.empty();
  }

  /// The widths of a tile's parts that are served, as far as it can be known: who asks a server can
  /// not.
  default SortedSet<Integer> parts(Tile tile) {
    return new TreeSet<>();
  }

  /// Where it is, for messages.
  String where();
}
