package dev.surgeline.core.audit;

/// Where the bytes of tiles and entry bundles come from: a folder, a server, a test.
@FunctionalInterface
public interface TileSource {
  /// The bytes of a tile. Of a partial tile that is no longer there, the first `width` of the full
  /// one.
  ///
  /// @throws Unverified if it is not there, with a sentence
  byte[] read(Tile tile);
}
