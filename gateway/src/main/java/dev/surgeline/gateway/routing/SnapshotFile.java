package dev.surgeline.gateway.routing;

import dev.surgeline.core.route.RoutingSnapshot;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The last good snapshot on disk, so that a gateway that starts without a control plane serves at
/// once. The file is always whole: the old one or the new one.
public final class SnapshotFile {
  private final Path folder;
  private final Path file;

  /// What was found at start: a snapshot, nothing, or a sentence about a file that can not be read
  /// and was moved aside.
  public record Found(Optional<RoutingSnapshot> snapshot, Optional<String> complaint) {}

  /// @throws IOException if the folder is not there and can not be made
  public SnapshotFile(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.file = folder.resolve("snapshot.json");
  }

  /// @throws IOException if a broken file can not be moved aside
  public Found load() throws IOException {
    if (!Files.exists(file)) {
      return new Found(Optional.empty(), Optional.empty());
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      var snapshot = Json.read(RoutingSnapshot.class, bytes, file.toString());
      return new Found(Optional.of(snapshot), Optional.empty());
    } catch (DocumentException | IOException e) {
      Path aside = folder.resolve("snapshot.json.broken");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      String why = String.valueOf(e.getMessage()).replace('\n', ';');
      return new Found(
          Optional.empty(),
          Optional.of("starting without routes, the file is now " + aside + ": " + why));
    }
  }

  /// Returns when the snapshot will survive a power cut.
  public void store(RoutingSnapshot snapshot) throws IOException {
    Path temporary = folder.resolve("snapshot.json.new");
    var bytes = ByteBuffer.wrap(Json.canonical(snapshot));
    try (var out =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
