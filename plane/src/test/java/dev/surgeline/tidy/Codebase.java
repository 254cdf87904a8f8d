package dev.surgeline.tidy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Everything the rules read: the sources and the class files of the modules of the root pom.
///
/// @param root the repository's root
/// @param modules in the root pom's order
/// @param sources main and test sources of all modules
/// @param classes main classes of all modules
record Codebase(
    Path root, List<String> modules, List<JavaSource> sources, List<CompiledClass> classes) {
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  static Codebase read(Path root) throws IOException {
    // A module that only a profile has is not built by everyone, and is not looked at.
    String pom = Files.readString(root.resolve("pom.xml"));
    var modules =
        MODULE.matcher(pom.split("<profiles>", 2)[0]).results().map(m -> m.group(1)).toList();
    var sources = new ArrayList<JavaSource>();
    var classes = new ArrayList<CompiledClass>();
    for (String module : modules) {
      for (String part : List.of("main", "test")) {
        var folder = root.resolve(module, "src", part, "java");
        sources.addAll(JavaSource.parse(root, module, part, files(folder, ".java")));
      }
      for (Path file : files(root.resolve(module, "target", "classes"), ".class")) {
        if (!file.endsWith("module-info.class")) {
          classes.add(CompiledClass.read(module, file));
        }
      }
    }
    return new Codebase(root, modules, List.copyOf(sources), List.copyOf(classes));
  }

  Stream<JavaSource> main() {
    return sources.stream().filter(JavaSource::isMain);
  }

  Stream<JavaSource> mainOf(String module) {
    return main().filter(source -> source.module().equals(module));
  }

  Stream<CompiledClass> classesOf(String module) {
    return classes.stream().filter(compiled -> compiled.module().equals(module));
  }

  /// The first line outside comments that has the word, to point a reader near enough.
  int lineOf(String file, String word) {
    var pattern = Pattern.compile("^(?!\\s*(//|\\*)).*\\b" + Pattern.quote(word) + "\\b");
    return source(file).map(source -> source.firstLine(pattern)).orElse(1);
  }

  private Optional<JavaSource> source(String file) {
    return sources.stream().filter(source -> source.file().equals(file)).findFirst();
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
