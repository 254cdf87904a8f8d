package dev.surgeline.plane.demo;

import dev.surgeline.plane.control.AppendOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The directories of the demo's runs: the latest few are kept, for looking into.
public final class DemoRuns {
  private static final int KEPT = 5;

  private DemoRuns() {}

  /// A fresh directory below `parent`, to which `latest` points.
  public static Path fresh(Path parent) throws IOException {
    try {
      Files.createDirectories(parent);
    } catch (IOException refused) {
      throw new IOException("the demo can not write to " + parent + ": " + refused.getMessage());
    }
    String stamp =
        LocalDateTime.now(ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    Path run = parent.resolve(stamp + "-" + ProcessHandle.current().pid());
    AppendOnlyFile.makeFolder(run);
    Path latest = parent.resolve("latest");
    Files.deleteIfExists(latest);
    Files.createSymbolicLink(latest, run.getFileName());
    forgetOld(parent);
    return run;
  }

  private static void forgetOld(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      List<Path> runs =
          all.filter(path -> Files.isDirectory(path) && !Files.isSymbolicLink(path))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path old : runs.subList(Math.min(KEPT, runs.size()), runs.size())) {
        remove(old);
      }
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> below = Files.walk(directory)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
