import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Holds every Java source of the tree to google-java-format, or formats it.
///
/// The root pom runs it from source on the build's JDK: the formatter reads Java 25 only where it
/// runs on 25, and Maven may run on less. A file that was right and has not changed since is not
/// read again; the stamp under `target` carries the formatter's version for that.
///
/// Arguments: `check` or `apply`, the root of the tree, the formatter's version.
final class Format {
  private final Path root;
  private final boolean apply;
  private final Formatter formatter = new Formatter();

  private Format(Path root, boolean apply) {
    this.root = root;
    this.apply = apply;
  }

  public static void main(String[] args) throws IOException {
    var started = Instant.now();
    if (args.length != 3 || !List.of("check", "apply").contains(args[0])) {
      System.err.println("-Dformat is check or apply, not " + (args.length > 0 ? args[0] : ""));
      System.exit(2);
    }
    var root = Path.of(args[1]);
    var stamp = root.resolve("target", "formatted-by-" + args[2]);
    var since = Files.exists(stamp) ? Files.getLastModifiedTime(stamp) : FileTime.fromMillis(0);
    var format = new Format(root, args[0].equals("apply"));
    var wrong = format.sources(since).parallel().map(format::visit).flatMap(Optional::stream);
    var sentences = wrong.sorted().toList();
    sentences.forEach(System.err::println);
    if (!sentences.isEmpty()) {
      System.err.printf(
          Locale.ROOT,
          "%d file(s) not formatted. Format them all with: ./check --format%n",
          sentences.size());
      System.exit(1);
    }
    Files.createDirectories(stamp.getParent());
    Files.writeString(stamp, "");
    Files.setLastModifiedTime(stamp, FileTime.from(started));
  }

  private Stream<Path> sources(FileTime since) throws IOException {
    try (var modules = Files.list(root)) {
      var folders =
          modules
              .flatMap(module -> Stream.of("main", "test").map(module.resolve("src")::resolve))
              .map(folder -> folder.resolve("java"));
      var all = Stream.concat(Stream.of(root.resolve(".mvn")), folders).filter(Files::isDirectory);
      return all
          .flatMap(Format::javaFiles)
          .filter(file -> lastModified(file).compareTo(since) >= 0)
          .toList()
          .stream();
    }
  }

  /// What is wrong with the file; with `apply`, only that which formatting cannot mend.
  private Optional<String> visit(Path file) {
    try {
      var source = Files.readString(file);
      var formatted = formatter.formatSourceAndFixImports(source);
      if (formatted.equals(source)) {
        return Optional.empty();
      }
      if (apply) {
        Files.writeString(file, formatted);
        return Optional.empty();
      }
      return Optional.of(
          "%s:%d: google-java-format would change this line"
              .formatted(root.relativize(file), firstDifference(source, formatted)));
    } catch (FormatterException e) {
      return Optional.of("%s: %s".formatted(root.relativize(file), e.getMessage()));
    } catch (IOException e) {
      return Optional.of("%s: cannot be read or written: %s".formatted(file, e.getMessage()));
    }
  }

  private static int firstDifference(String source, String formatted) {
    var is = source.lines().toList();
    var wanted = formatted.lines().toList();
    int line = 0;
    while (line < is.size() && line < wanted.size() && is.get(line).equals(wanted.get(line))) {
      line++;
    }
    return line + 1;
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static FileTime lastModified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
