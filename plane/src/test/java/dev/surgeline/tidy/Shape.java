package dev.surgeline.tidy;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.surgeline.tidy.Rule.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/// How code looks: sizes, names, fields, locks.
final class Shape {
  private static final int METHOD_LINES_MAX = 40;
  private static final int FILE_LINES_MAX = 400;
  private static final int LINE_COLUMNS_MAX = 100;
  private static final Pattern EMPTY_NAME =
      Pattern.compile("(Abstract|Base)([A-Z].*)?|.*(Manager|Helpers?|Utils?|Impl)");

  private Shape() {}

  static List<Place> methodLength(Codebase codebase) {
    return codebase.sources().stream().flatMap(Shape::longMethods).toList();
  }

  private static Stream<Place> longMethods(JavaSource source) {
    var places = new ArrayList<Place>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void unused) {
        if (method.getBody() != null) {
          measure(method.getName().toString(), method, method.getBody());
        }
        return super.visitMethod(method, null);
      }

      @Override
      public Void visitClass(ClassTree type, Void unused) {
        for (Tree member : type.getMembers()) {
          if (member instanceof BlockTree initializer) {
            measure("an initializer", initializer, initializer);
          }
        }
        return super.visitClass(type, null);
      }

      private void measure(String name, Tree named, BlockTree body) {
        int lines = source.endLine(body) - source.startLine(body) - 1;
        if (lines > METHOD_LINES_MAX) {
          places.add(source.at(source.startLine(named), "%s has %d lines".formatted(name, lines)));
        }
      }
    }.scan(source.unit(), null);
    return places.stream();
  }

  static List<Place> fileLength(Codebase codebase) {
    return codebase.sources().stream()
        .filter(source -> source.lines().size() > FILE_LINES_MAX)
        .map(source -> source.at(FILE_LINES_MAX + 1, source.lines().size() + " lines"))
        .toList();
  }

  static List<Place> lineLength(Codebase codebase) {
    return codebase.sources().stream().flatMap(Shape::longLines).toList();
  }

  private static Stream<Place> longLines(JavaSource source) {
    return IntStream.range(0, source.lines().size())
        .filter(i -> !source.lines().get(i).startsWith("import "))
        .filter(i -> columns(source.lines().get(i)) > LINE_COLUMNS_MAX)
        .mapToObj(i -> source.at(i + 1, columns(source.lines().get(i)) + " columns"));
  }

  private static int columns(String line) {
    return line.codePointCount(0, line.length());
  }

  static List<Place> names(Codebase codebase) {
    return codebase.sources().stream().flatMap(Shape::emptyNames).toList();
  }

  private static Stream<Place> emptyNames(JavaSource source) {
    var places = new ArrayList<Place>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void unused) {
        var name = type.getSimpleName().toString();
        if (EMPTY_NAME.matcher(name).matches()) {
          places.add(source.at(source.startLine(type), name));
        }
        return super.visitClass(type, null);
      }
    }.scan(source.unit(), null);
    return places.stream();
  }

  static List<Place> finalFields(Codebase codebase) {
    return codebase.mainOf("core").flatMap(Shape::mutableFields).toList();
  }

  private static Stream<Place> mutableFields(JavaSource source) {
    var places = new ArrayList<Place>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void unused) {
        if (type.getKind() == Tree.Kind.CLASS || type.getKind() == Tree.Kind.ENUM) {
          type.getMembers().forEach(this::field);
        }
        return super.visitClass(type, null);
      }

      private void field(Tree member) {
        int line = source.startLine(member);
        if (member instanceof VariableTree field
            && !field.getModifiers().getFlags().contains(Modifier.FINAL)
            && !source.excused(line, "owned window")) {
          places.add(source.at(line, field.getName() + " is not final"));
        }
      }
    }.scan(source.unit(), null);
    return places.stream();
  }

  static List<Place> unlocked(Codebase codebase) {
    return codebase.mainOf("core").flatMap(Shape::locks).toList();
  }

  private static Stream<Place> locks(JavaSource source) {
    var places = new ArrayList<Place>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethod(MethodTree method, Void unused) {
        if (method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
          places.add(source.at(source.startLine(method), method.getName() + " is synchronized"));
        }
        return super.visitMethod(method, null);
      }

      @Override
      public Void visitSynchronized(SynchronizedTree block, Void unused) {
        places.add(source.at(source.startLine(block), "a synchronized block"));
        return super.visitSynchronized(block, null);
      }
    }.scan(source.unit(), null);
    return places.stream();
  }
}
