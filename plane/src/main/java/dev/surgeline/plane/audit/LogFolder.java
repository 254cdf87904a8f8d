package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.EntryBundle;
import dev.surgeline.core.audit.Hash;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A log in a folder: `checkpoint`, `tile/...` and, of ours, `vkey`, its verifier key.
public record LogFolder(Path folder) implements PublishedLog {
  private static final int CHECKPOINT_MAX = 1_000_000;
  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

  /// Of 256 of the largest entries.
  private static final int TILE_MAX = 256 * (2 + EntryBundle.ENTRY_BYTES_MAX);

  private static final Pattern WIDTH = Pattern.compile("[1-9][0-9]{0,2}");

  /// The signed checkpoint's file.
  public Path checkpointFile() {
    return folder.resolve("checkpoint");
  }

  /// The cosigned checkpoint's file; there is none without witnesses.
  public Path cosignedFile() {
    return folder.resolve("checkpoint.cosigned");
  }

  /// The file with the verifier key.
  public Path keyFile() {
    return folder.resolve("vkey");
  }

  /// The file that shows, to those who know the key before it, the key that came with the nth
  /// rotation.
  public Path rotationFile(int number) {
    return folder.resolve("rotation").resolve(Integer.toString(number));
  }

  /// The last checkpoint that was time-stamped; there is none without an authority.
  public Path stampedFile() {
    return folder.resolve("checkpoint.stamped");
  }

  /// The time-stamped checkpoint of a size.
  public Path stampedFile(long size) {
    return folder.resolve("timestamps").resolve(Long.toString(size));
  }

  /// What the authority answered, as `openssl ts -verify -in` reads it.
  public Path timestampFile(long size) {
    return folder.resolve("timestamps").resolve(size + ".tsr");
  }

  Path file(Tile tile) {
    return folder.resolve(tile.path());
  }

  @Override
  public byte[] checkpoint() throws IOException {
    if (!Files.isRegularFile(checkpointFile())) {
      throw new NoSuchFileException(
          checkpointFile().toString(), null, "there is no audit log in " + folder);
    }
    return whole(checkpointFile(), CHECKPOINT_MAX);
  }

  @Override
  public Optional<byte[]> cosigned() throws IOException {
    return optional(cosignedFile());
  }

  @Override
  public Optional<byte[]> rotation(int number) throws IOException {
    return optional(rotationFile(number));
  }

  @Override
  public Optional<byte[]> stamped() throws IOException {
    return optional(stampedFile());
  }

  @Override
  public Optional<List<Long>> stamps() throws IOException {
    Path stamps = stampedFile(0).resolveSibling("");
    if (!Files.isDirectory(stamps)) {
      return Optional.of(List.of());
    }
    try (Stream<Path> files = Files.list(stamps)) {
      return Optional.of(
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> SIZE.matcher(name).matches())
              .map(Long::valueOf)
              .sorted()
              .toList());
    }
  }

  @Override
  public Optional<byte[]> stamped(long size) throws IOException {
    return optional(stampedFile(size));
  }

  @Override
  public Optional<byte[]> timestamp(long size) throws IOException {
    return optional(timestampFile(size));
  }

  private static Optional<byte[]> optional(Path file) throws IOException {
    return Files.isRegularFile(file) ? Optional.of(whole(file, CHECKPOINT_MAX)) : Optional.empty();
  }

  /// The key that lies beside the log, where there is one.
  ///
  /// @throws Unverified if it is none
  public Optional<VerifierKey> key() throws IOException {
    if (!Files.isRegularFile(keyFile())) {
      return Optional.empty();
    }
    byte[] text = whole(keyFile(), CHECKPOINT_MAX);
    return Optional.of(VerifierKey.parse(new String(text, StandardCharsets.UTF_8).strip()));
  }

  @Override
  public byte[] read(Tile tile) {
    try {
      Path file = file(tile);
      if (there(tile)) {
        return whole(file, TILE_MAX);
      }
      Path full = file(tile.full());
      if (tile.partial() && there(tile.full())) {
        return first(tile, whole(full, TILE_MAX));
      }
      throw new Unverified(tile.path() + " is missing");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Neither a folder nor what never ends, such as a pipe or a device, whatever leads to it.
  private boolean there(Tile tile) {
    Path file = file(tile);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new Unverified(tile.path() + " is no regular file");
    }
    return Files.exists(file);
  }

  @Override
  public SortedSet<Integer> parts(Tile tile) {
    Path folder = file(new Tile(tile.level(), tile.index(), 1)).resolveSibling("");
    SortedSet<Integer> widths = new TreeSet<>();
    if (!Files.isDirectory(folder)) {
      return widths;
    }
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (WIDTH.matcher(name).matches() && Integer.parseInt(name) < Tile.WIDTH) {
          widths.add(Integer.parseInt(name));
        }
      }
    } catch (NoSuchFileException | NotDirectoryException gone) {
      // Its writer needed them no more.
    } catch (DirectoryIteratorException failed) {
      throw new UncheckedIOException(failed.getCause());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return widths;
  }

  /// What a partial tile was, of the full one that it became.
  static byte[] first(Tile partial, byte[] full) {
    return partial.level() == Tile.ENTRIES
        ? EntryBundle.first(partial, full)
        : Arrays.copyOf(full, Math.min(full.length, partial.width() * Hash.BYTES));
  }

  private static byte[] whole(Path file, int most) throws IOException {
    long size = Files.size(file);
    if (size > most) {
      throw new Unverified(file + " has " + size + " bytes, and " + most + " is the most");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most);
    }
  }

  @Override
  public String where() {
    return folder.toString();
  }
}
