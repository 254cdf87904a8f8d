package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Tile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Files that a crash left at the right edge of a log: tiles beyond what was committed, which no
/// checkpoint covers, and parts of tiles that have become full.
final class LeftOvers {
  /// Tiles of one level that a batch can begin, and then some.
  private static final int AHEAD = 1 + 2 * TransparencyLog.BATCH_MAX / Tile.WIDTH;

  private LeftOvers() {}

  static void remove(LogFolder log, long size, Consumer<String> said) throws IOException {
    int removed = 0;
    for (int level = Tile.ENTRIES; level <= 7; level++) {
      long hashes = Tile.hashes(level, size);
      long edge = hashes / Tile.WIDTH;
      for (long number = Math.max(0, edge - AHEAD); number <= edge + AHEAD; number++) {
        Tile full = new Tile(level, number, Tile.WIDTH);
        for (Path file : parts(log, full)) {
          int width = width(file);
          if (number < edge || number * Tile.WIDTH + width > hashes) {
            Files.delete(file);
            removed += number < edge ? 0 : 1;
          }
        }
        if (number >= edge && Files.deleteIfExists(log.file(full))) {
          removed++;
        }
      }
    }
    if (removed > 0) {
      said.accept(
          "removed "
              + removed
              + " files of the audit log beyond its "
              + size
              + " entries: they were never committed");
    }
  }

  private static List<Path> parts(LogFolder log, Tile full) throws IOException {
    Path folder = log.file(new Tile(full.level(), full.index(), 1)).resolveSibling("");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> parts = new ArrayList<>();
    try (var files = Files.newDirectoryStream(folder, "[1-9]*")) {
      files.forEach(parts::add);
    }
    return parts;
  }

  private static int width(Path part) {
    try {
      return Integer.parseInt(part.getFileName().toString());
    } catch (NumberFormatException foreign) {
      return 0;
    }
  }
}
