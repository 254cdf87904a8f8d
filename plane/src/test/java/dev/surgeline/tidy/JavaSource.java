package dev.surgeline.tidy;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// One source file with its syntax tree, as the compiler's own parser reads it.
///
/// @param file relative to the root
/// @param module the module it belongs to
/// @param isMain whether it is shipped, not a test
/// @param lines its text
/// @param unit its syntax tree, without types
/// @param positions where each tree stands
record JavaSource(
    String file,
    String module,
    boolean isMain,
    List<String> lines,
    CompilationUnitTree unit,
    SourcePositions positions) {

  static List<JavaSource> parse(Path root, String module, String part, List<Path> files)
      throws IOException {
    if (files.isEmpty()) {
      return List.of();
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    var problems = new DiagnosticCollector<JavaFileObject>();
    var sources = new ArrayList<JavaSource>();
    try (var manager =
        compiler.getStandardFileManager(problems, Locale.ROOT, StandardCharsets.UTF_8)) {
      var objects = manager.getJavaFileObjectsFromPaths(files);
      var options = List.of("-proc:none");
      var task = (JavacTask) compiler.getTask(null, manager, problems, options, null, objects);
      var positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        var path = Path.of(unit.getSourceFile().toUri());
        var name = root.relativize(path).toString().replace('\\', '/');
        var lines = Files.readString(path).lines().toList();
        sources.add(new JavaSource(name, module, part.equals("main"), lines, unit, positions));
      }
    }
    return sources;
  }

  String packageName() {
    return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
  }

  int startLine(Tree tree) {
    return line(positions.getStartPosition(unit, tree));
  }

  int endLine(Tree tree) {
    return line(positions.getEndPosition(unit, tree));
  }

  /// Whether the line carries a comment that says why a rule does not hold there.
  boolean excused(int line, String excuse) {
    return lines.get(line - 1).endsWith("// tidy: " + excuse);
  }

  int firstLine(Pattern pattern) {
    for (int i = 0; i < lines.size(); i++) {
      if (pattern.matcher(lines.get(i)).find()) {
        return i + 1;
      }
    }
    return 1;
  }

  Rule.Place at(int line, String message) {
    return new Rule.Place(file, line, message);
  }

  private int line(long position) {
    return position < 0 ? 1 : (int) unit.getLineMap().getLineNumber(position);
  }
}
