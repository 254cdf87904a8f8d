package dev.surgeline.tidy;

import java.util.List;
import java.util.stream.Stream;

/// Every rule of the house that a machine holds, and why.
final class Tidy {
  private static final List<Rule> OWN =
      List.of(
          new Rule(
              "built",
              "What is not compiled is not checked: plane comes last in the root pom.",
              Layering::built),
          new Rule(
              "core-order",
              "Data flows one way: each package of core uses only those before it.",
              Layering::corePackages),
          new Rule(
              "core-alone",
              "Core is the JDK's base module and nothing else, so that it runs anywhere.",
              Layering::coreAlone),
          new Rule(
              "module-order",
              "Processes meet over the wire: no module names a class of one it does not build on.",
              Layering::modules),
          new Rule(
              "package-info",
              "Each package says what comes in, what goes out and where to read on.",
              Layering::packageInfo),
          new Rule(
              "final-fields",
              "State is a value that a step returns; what must change says: // tidy: owned window.",
              Shape::finalFields),
          new Rule(
              "no-locks",
              "One evaluation is one thread; a lock in core would hide that it is not.",
              Shape::unlocked),
          new Rule(
              "closed-switch",
              "A new case must break every switch that has to learn it; a set that really is open"
                  + " says: // tidy: open set.",
              ClosedSwitches::open),
          new Rule("empty-name", "Such a word says nothing that the class is for.", Shape::names),
          new Rule(
              "method-length", "A method is read on one screen: 40 lines.", Shape::methodLength),
          new Rule("file-length", "A file is read in one sitting: 400 lines.", Shape::fileLength),
          new Rule(
              "line-length",
              "Two files side by side fit a screen: 100 columns.",
              Shape::lineLength));

  static final List<Rule> RULES =
      Stream.concat(OWN.stream(), BannedCalls.FAMILIES.stream().map(BannedCalls::rule)).toList();

  private Tidy() {}

  /// Where the codebase breaks the rules, by file and line.
  static List<Finding> findings(Codebase codebase) {
    return RULES.stream().flatMap(rule -> rule.findings(codebase).stream()).sorted().toList();
  }

  static String why(String rule) {
    return RULES.stream()
        .filter(each -> each.name().equals(rule))
        .map(Rule::why)
        .findFirst()
        .orElseThrow();
  }
}
