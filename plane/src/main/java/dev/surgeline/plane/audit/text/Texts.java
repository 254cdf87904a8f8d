package dev.surgeline.plane.audit.text;

import dev.surgeline.plane.audit.Durable;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The texts of a log: one file each, in a folder for each kind, in a folder that its owner alone
/// can enter. A file's name is the SHA-256 of its bytes, which the entry has too: `sha256sum` says
/// whether they agree. Any of them can be removed, and the log verifies as before.
///
/// @param folder such as `audit.texts`
public record Texts(Path folder) {
  private static final String END = ".json";
  private static final String PART = ".part";
  private static final int SALT_BYTES = 32;
  private static final int RESERVE_BYTES = 64 * 1024;
  private static final long FILE_MAX = 8L * 1024 * 1024;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Those of a log in a folder: beside it.
  public static Texts beside(LogFolder log) {
    Path folder = log.folder().toAbsolutePath().normalize();
    return new Texts(folder.resolveSibling(folder.getFileName() + ".texts"));
  }

  /// Keeps a text; it is durable when this returns.
  ///
  /// @param at when it came
  /// @throws IOException if it could not be made durable; nothing may refer to it
  public TextReference keep(Instant at, TextKind kind, String text) throws IOException {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    byte[] file =
        Json.canonical(new KeptText(at, kind, Base64.getEncoder().encodeToString(salt), text));
    TextReference reference = TextReference.of(file);
    Path place = file(kind, reference);
    try {
      write(place, file);
    } catch (IOException full) {
      if (!Files.deleteIfExists(reserve())) {
        throw full;
      }
      write(place, file);
    }
    reserveRoom();
    return reference;
  }

  private static void write(Path place, byte[] file) throws IOException {
    Path folderOfKind = place.resolveSibling("");
    Durable.makeFolder(folderOfKind);
    // Under another name until it is whole: half a file would look like an altered one.
    String name = place.getFileName().toString();
    Path part = place.resolveSibling(name.substring(0, name.length() - END.length()) + PART);
    Files.deleteIfExists(part);
    Durable.create(part, file);
    Durable.move(part, place);
    Durable.forceFolder(folderOfKind);
  }

  private Path reserve() {
    return folder.resolveSibling(folder.getFileName() + ".reserve");
  }

  /// Takes room for when the disk is full, where there is any: a reason for break-glass is to be
  /// kept then too.
  public void reserveRoom() {
    try {
      if (!Files.exists(reserve())) {
        Durable.create(reserve(), new byte[RESERVE_BYTES]);
      }
    } catch (IOException stillFull) {
      // The next text tries again.
      return;
    }
  }

  /// As [#keep(Instant, TextKind, String)]; a text that is the same as one of `earlier`, references
  /// that may still be there, is not kept twice. A command that is given again is then the same.
  public TextReference keep(Instant at, TextKind kind, String text, List<String> earlier)
      throws IOException {
    for (String one : earlier) {
      Optional<TextReference> reference = TextReference.in(one);
      if (reference.isPresent()
          && find(reference.get()) instanceof FoundText.There(var kept)
          && kept.text().equals(text)) {
        return reference.get();
      }
    }
    return keep(at, kind, text);
  }

  /// What became of a text.
  public FoundText find(TextReference reference) {
    if (!Files.isDirectory(folder)) {
      return new FoundText.Hidden("its text is not here");
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      return new FoundText.Hidden("its text is not yours to read");
    }
    for (TextKind kind : TextKind.values()) {
      Path file = file(kind, reference);
      if (Files.exists(file)) {
        return read(file, reference);
      }
    }
    return new FoundText.Removed();
  }

  private static FoundText read(Path file, TextReference reference) {
    try {
      if (Files.size(file) <= FILE_MAX) {
        byte[] bytes = Files.readAllBytes(file);
        if (TextReference.of(bytes).equals(reference)) {
          return new FoundText.There(Json.read(KeptText.class, bytes, file.toString()));
        }
      }
      return new FoundText.Altered(file.toString());
    } catch (NoSuchFileException just) {
      return new FoundText.Removed();
    } catch (DocumentException none) {
      return new FoundText.Altered(file.toString());
    } catch (IOException unreadable) {
      return new FoundText.Hidden("its text can not be read");
    }
  }

  /// Files that are not what their names say, and how many there are in all.
  public record Census(long there, List<String> altered) {
    public Census {
      altered = List.copyOf(altered);
    }
  }

  /// Looks at every file, whatever refers to it.
  ///
  /// @throws IOException if the folder can not be read
  public Census census() throws IOException {
    long there = 0;
    List<String> altered = new ArrayList<>();
    for (TextKind kind : TextKind.values()) {
      for (Path file : files(kind)) {
        switch (named(file)) {
          case FoundText.There _ -> there++;
          case FoundText.Altered(var name) -> altered.add(name);
          case FoundText.Removed _ -> {}
          case FoundText.Hidden(var why) -> throw new IOException(file + ": " + why);
        }
      }
    }
    return new Census(there, altered);
  }

  private static FoundText named(Path file) {
    String name = file.getFileName().toString();
    String digits = name.substring(0, name.length() - END.length());
    return TextReference.in("sha256:" + digits)
        .map(reference -> read(file, reference))
        .orElse(new FoundText.Altered(file.toString()));
  }

  /// Texts of a kind that came before a time, to be removed. One that was altered stays: it is
  /// evidence of that.
  ///
  /// @throws IOException if the folder can not be read
  public List<Path> before(TextKind kind, Instant time) throws IOException {
    List<Path> old = new ArrayList<>();
    for (Path file : files(kind)) {
      if (named(file) instanceof FoundText.There(var kept) && kept.at().isBefore(time)) {
        old.add(file);
      }
    }
    return old;
  }

  /// Removes texts, for good once this returns.
  ///
  /// @throws IOException if they could not all be removed
  public void remove(TextKind kind, List<Path> files) throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    Durable.forceFolder(folder.resolve(kind.toString()));
  }

  /// Removes what a crash left half written: nothing refers to it.
  ///
  /// @throws IOException if the folder can not be read
  public void sweep() throws IOException {
    for (TextKind kind : TextKind.values()) {
      for (Path part : files(kind, PART)) {
        Files.deleteIfExists(part);
      }
    }
  }

  private List<Path> files(TextKind kind) throws IOException {
    return files(kind, END);
  }

  private List<Path> files(TextKind kind, String end) throws IOException {
    Path folderOfKind = folder.resolve(kind.toString());
    List<Path> found = new ArrayList<>();
    if (!Files.isDirectory(folderOfKind)) {
      return found;
    }
    try (var files = Files.newDirectoryStream(folderOfKind, "*" + end)) {
      files.forEach(found::add);
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
    return found;
  }

  private Path file(TextKind kind, TextReference reference) {
    return folder.resolve(kind.toString()).resolve(reference.sha256() + END);
  }
}
