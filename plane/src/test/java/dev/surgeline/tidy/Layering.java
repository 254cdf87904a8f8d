package dev.surgeline.tidy;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreeScanner;
import dev.surgeline.tidy.Rule.Place;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Who may use whom: packages within core, modules among each other.
final class Layering {
  private static final List<String> CORE_ORDER =
      List.of(
          "platform",
          "observe",
          "forecast",
          "act",
          "decide",
          "route",
          "deploy",
          "recover",
          "audit",
          "control");

  /// The modules whose classes a module's main code may name, beside its own.
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "core", Set.of(),
          "wire", Set.of("core"),
          "forecast", Set.of("core", "wire"),
          "lab", Set.of("core", "wire", "forecast"),
          "gateway", Set.of("core", "wire"),
          "streams", Set.of("core", "wire"),
          "sample", Set.of("core", "wire"),
          "plane", Set.of("core", "wire", "forecast", "lab"));

  private static final Pattern OURS = Pattern.compile("dev\\.surgeline\\.([a-z]+)\\.(\\w+).*");

  private Layering() {}

  /// A name of ours in a source, with its full package.
  private record Mention(int line, String module, String next) {}

  static List<Place> corePackages(Codebase codebase) {
    return codebase.mainOf("core").flatMap(Layering::outOfOrder).toList();
  }

  private static Stream<Place> outOfOrder(JavaSource source) {
    var name = source.packageName();
    if (name.isEmpty()) {
      return Stream.of();
    }
    var own = name.replaceFirst("^dev\\.surgeline\\.core\\.?", "").replaceFirst("\\..*", "");
    int rank = CORE_ORDER.indexOf(own);
    if (rank < 0) {
      return Stream.of(source.at(1, "package " + name + " is none of core's " + CORE_ORDER));
    }
    return mentions(source)
        .filter(mention -> mention.module().equals("core"))
        .filter(mention -> CORE_ORDER.indexOf(mention.next()) > rank)
        .map(mention -> source.at(mention.line(), own + " comes before " + mention.next()));
  }

  static List<Place> modules(Codebase codebase) {
    return codebase.main().flatMap(Layering::foreign).toList();
  }

  private static Stream<Place> foreign(JavaSource source) {
    var allowed = MAY_USE.get(source.module());
    if (allowed == null) {
      return Stream.of(source.at(1, "module " + source.module() + " is not in this rule's table"));
    }
    return mentions(source)
        .filter(mention -> !mention.module().equals(source.module()))
        .filter(mention -> !allowed.contains(mention.module()))
        .map(mention ->
            source.at(
                mention.line(), source.module() + " reaches " + mention.module() + " by import"));
  }

  private static Stream<Mention> mentions(JavaSource source) {
    var found = new ArrayList<Mention>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
        add(source.startLine(tree), tree.toString());
        return super.visitMemberSelect(tree, null);
      }

      private void add(int line, String name) {
        var matcher = OURS.matcher(name);
        if (matcher.matches()) {
          found.add(new Mention(line, matcher.group(1), matcher.group(2)));
        }
      }
    }.scan(source.unit(), null);
    return found.stream().distinct();
  }

  static List<Place> coreAlone(Codebase codebase) {
    var java = Object.class.getModule().getPackages();
    var places = new ArrayList<Place>();
    codebase
        .classesOf("core")
        .forEach(compiled ->
            compiled
                .classNames()
                .filter(name -> !name.isEmpty() && !name.startsWith("dev.surgeline.core."))
                .filter(name -> !java.contains(name.substring(0, name.lastIndexOf('.'))))
                .forEach(name -> places.add(alone(codebase, compiled.file(), name))));
    return places;
  }

  private static Place alone(Codebase codebase, String file, String name) {
    var simple = name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
    return new Place(file, codebase.lineOf(file, simple), "core uses " + name);
  }

  static List<Place> built(Codebase codebase) {
    return codebase.modules().stream()
        .filter(module -> codebase.mainOf(module).findAny().isPresent())
        .filter(module -> codebase.classesOf(module).findAny().isEmpty())
        .map(module -> new Place(module + "/target/classes", 1, "not built before the tidy test"))
        .toList();
  }

  static List<Place> packageInfo(Codebase codebase) {
    return codebase
        .main()
        .filter(source -> !source.packageName().isEmpty())
        .map(source -> source.file().substring(0, source.file().lastIndexOf('/')))
        .distinct()
        .filter(folder -> !Files.exists(codebase.root().resolve(folder, "package-info.java")))
        .map(folder -> new Place(folder, 1, "no package-info.java"))
        .toList();
  }
}
