package dev.surgeline.tidy;

import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import dev.surgeline.tidy.Rule.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/// No `default` in core, nor anywhere in a switch over one of our sealed types.
final class ClosedSwitches {
  private ClosedSwitches() {}

  static List<Place> open(Codebase codebase) {
    var ours = codebase.main().flatMap(ClosedSwitches::sealedCases).collect(Collectors.toSet());
    return codebase.main().flatMap(source -> openIn(source, ours)).toList();
  }

  /// The simple names of what the source's sealed types permit, by clause or by standing beside.
  private static Stream<String> sealedCases(JavaSource source) {
    var types = new ArrayList<ClassTree>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void unused) {
        types.add(type);
        return super.visitClass(type, null);
      }
    }.scan(source.unit(), null);
    var cases = new TreeSet<String>();
    for (ClassTree closed : types) {
      if (closed.getModifiers().getFlags().contains(Modifier.SEALED)) {
        closed.getPermitsClause().forEach(permitted -> cases.add(simpleName(permitted)));
        var name = closed.getSimpleName().toString();
        types.stream()
            .filter(type -> parents(type).anyMatch(name::equals))
            .forEach(type -> cases.add(type.getSimpleName().toString()));
      }
    }
    return cases.stream();
  }

  private static Stream<String> parents(ClassTree type) {
    return Stream.concat(
            Stream.ofNullable(type.getExtendsClause()), type.getImplementsClause().stream())
        .map(ClosedSwitches::simpleName);
  }

  private static Stream<Place> openIn(JavaSource source, Set<String> ours) {
    var places = new ArrayList<Place>();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitSwitch(SwitchTree tree, Void unused) {
        look(tree.getCases());
        return super.visitSwitch(tree, null);
      }

      @Override
      public Void visitSwitchExpression(SwitchExpressionTree tree, Void unused) {
        look(tree.getCases());
        return super.visitSwitchExpression(tree, null);
      }

      private void look(List<? extends CaseTree> cases) {
        boolean closed = cases.stream().flatMap(ClosedSwitches::types).anyMatch(ours::contains);
        if (closed || source.module().equals("core")) {
          cases.stream()
              .filter(ClosedSwitches::isDefault)
              .map(source::startLine)
              .filter(line -> !source.excused(line, "open set"))
              .forEach(line -> places.add(source.at(line, "default where the set is closed")));
        }
      }
    }.scan(source.unit(), null);
    return places.stream();
  }

  private static boolean isDefault(CaseTree tree) {
    return tree.getLabels().stream().anyMatch(DefaultCaseLabelTree.class::isInstance);
  }

  private static Stream<String> types(CaseTree tree) {
    return tree.getLabels().stream().flatMap(ClosedSwitches::type);
  }

  private static Stream<String> type(CaseLabelTree label) {
    if (!(label instanceof PatternCaseLabelTree pattern)) {
      return Stream.of();
    }
    return switch (pattern.getPattern()) {
      case BindingPatternTree binding -> Stream.of(simpleName(binding.getVariable().getType()));
      case DeconstructionPatternTree record -> Stream.of(simpleName(record.getDeconstructor()));
      default -> Stream.of();
    };
  }

  private static String simpleName(Tree type) {
    var name = type.toString().replaceFirst("<.*", "");
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
