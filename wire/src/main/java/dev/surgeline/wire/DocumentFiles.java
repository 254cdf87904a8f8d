package dev.surgeline.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The documents in files. What is wrong with one file does not hide what is wrong with the next.
final class DocumentFiles {
  private DocumentFiles() {}

  /// @param problems told of what can not be read
  static List<Node> read(List<Path> paths, List<Problem> problems) {
    List<Node> documents = new ArrayList<>();
    for (Path path : paths) {
      try {
        for (Path file : files(path)) {
          read(file, documents, problems);
        }
      } catch (IOException e) {
        problems.add(unreadable(path, e));
      }
    }
    return documents;
  }

  /// In order of name, so that messages come in the same order everywhere.
  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.filter(DocumentFiles::isDocument).sorted().toList();
    }
  }

  private static boolean isDocument(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
  }

  private static void read(Path file, List<Node> documents, List<Problem> problems) {
    try {
      byte[] bytes = content(file);
      String source = file.toString();
      documents.addAll(
          source.endsWith(".json")
              ? List.of(Json.readNode(bytes, source, Yaml.BYTES_MAX))
              : Yaml.read(bytes, source));
    } catch (DocumentException e) {
      problems.addAll(e.problems());
    } catch (IOException e) {
      problems.add(unreadable(file, e));
    }
  }

  /// One byte more than is allowed is enough to refuse a file, however long it is or claims to be.
  private static byte[] content(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException("is neither a file nor a directory");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(Yaml.BYTES_MAX + 1);
    }
  }

  private static Problem unreadable(Path path, IOException e) {
    String why = "can not be read: " + e.getMessage();
    if (e instanceof NoSuchFileException) {
      why = "there is no such file";
    } else if (e instanceof AccessDeniedException) {
      why = "may not be read";
    }
    return new Problem(new Position(path.toString(), 1, 1), "", why);
  }
}
