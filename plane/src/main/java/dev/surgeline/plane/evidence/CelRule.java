package dev.surgeline.plane.evidence;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A rule of one's own in the Common Expression Language: true passes, false fails.
///
/// It is data from a file, so what it may take is limited, and no limit relies on the good will of
/// its author. The library has limits on the expression, the turns of its loops and the program of
/// a regular expression, and none on time or memory. It tells a listener of each step, though, and
/// the listener ends the evaluation, on the thread that it runs on, when the steps, the time or the
/// size of a value are beyond what they may be. A step by itself is short: it makes a value of at
/// most twice a size that was allowed, or matches in linear time (RE2).
final class CelRule {
  /// What an evaluation may take.
  ///
  /// @param turns of all loops together
  /// @param steps expressions looked at
  /// @param characters of a text
  /// @param items of a list or map that the expression makes
  /// @param time from its start
  record Limits(int turns, int steps, int characters, int items, Duration time) {
    static final Limits DEFAULT =
        new Limits(20_000, 200_000, 16 * 1024, 100_000, Duration.ofSeconds(2));
  }

  static final int EXPRESSION_LENGTH_MAX = 4000;
  private static final int DEPTH_MAX = 50;
  private static final int REGEX_PROGRAM_MAX = 500;
  private static final Pattern ENTRIES = Pattern.compile("\\bentries\\b");

  private final Limits limits;
  private final Cel cel;

  CelRule(Limits limits) {
    this.limits = limits;
    MapType document = MapType.create(SimpleType.STRING, SimpleType.DYN);
    this.cel =
        CelFactory.plannerCelBuilder()
            .setOptions(
                CelOptions.current()
                    .maxExpressionCodePointSize(EXPRESSION_LENGTH_MAX)
                    .maxParseRecursionDepth(DEPTH_MAX)
                    .maxParseErrorRecoveryLimit(1)
                    .comprehensionMaxIterations(limits.turns())
                    .maxRegexProgramSize(REGEX_PROGRAM_MAX)
                    .enableHeterogeneousNumericComparisons(true)
                    .build())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("platform", document)
            .addVar("workloads", ListType.create(document))
            .addVar("entries", MapType.create(SimpleType.STRING, SimpleType.INT))
            .addVar("today", SimpleType.STRING)
            .setResultType(SimpleType.BOOL)
            .build();
  }

  /// @throws IllegalArgumentException if it is no such expression, with its line and column
  static void require(String expression) {
    var _ = new CelRule(Limits.DEFAULT).compiled(expression);
  }

  private CelAbstractSyntaxTree compiled(String expression) {
    if (expression.isBlank() || expression.length() > EXPRESSION_LENGTH_MAX) {
      throw new IllegalArgumentException(
          "expression has 1 to " + EXPRESSION_LENGTH_MAX + " characters");
    }
    try {
      return cel.compile(expression).getAst();
    } catch (CelValidationException wrong) {
      CelIssue first = wrong.getErrors().getFirst();
      CelSourceLocation at = first.getSourceLocation();
      throw new IllegalArgumentException(
          "expression, line %d column %d: %s"
              .formatted(
                  at.getLine(),
                  at.getColumn() + 1,
                  first.getMessage().lines().findFirst().orElse("")),
          wrong);
    }
  }

  static Finding run(String expression, Subject subject) {
    boolean log = ENTRIES.matcher(expression).find();
    Optional<Map<String, Long>> counts =
        subject.log().flatMap(AuditedLog::entries).map(LogReading::kinds);
    if (log && counts.isEmpty()) {
      return subject.log().isEmpty()
          ? Finding.notEvaluated("no state folder with an audit log was given with --state")
          : Finding.error("the entries of the audit log are not believed");
    }
    Map<String, Object> variables = CelVariables.of(subject, counts.orElse(Map.of()));
    return new CelRule(Limits.DEFAULT).run(expression, variables);
  }

  /// @param variables all of them
  Finding run(String expression, Map<String, Object> variables) {
    Budget budget = new Budget(limits, System.nanoTime());
    try {
      Object found =
          cel.createProgram(compiled(expression))
              .trace(variables, (_, value) -> budget.spend(value));
      return Boolean.TRUE.equals(found)
          ? Finding.pass("the expression is true")
          : Finding.fail("the expression is false", List.of());
    } catch (Spent spent) {
      return Finding.error(String.valueOf(spent.getMessage()));
    } catch (CelEvaluationException failed) {
      return failed.getCause() instanceof Spent spent
          ? Finding.error(String.valueOf(spent.getMessage()))
          : Finding.error(String.valueOf(failed.getMessage()).lines().findFirst().orElse(""));
    }
  }

  /// That an evaluation took more than it may.
  private static final class Spent extends RuntimeException {
    private static final long serialVersionUID = 1;

    Spent(String sentence) {
      super(sentence, null, false, false);
    }
  }

  /// What is left of an evaluation's limits.
  private static final class Budget {
    private final Limits limits;
    private final long began;
    private int steps;

    Budget(Limits limits, long began) {
      this.limits = limits;
      this.began = began;
    }

    void spend(Object value) {
      steps++;
      if (steps > limits.steps()) {
        throw new Spent("the expression takes more than " + limits.steps() + " steps");
      }
      if (System.nanoTime() - began > limits.time().toNanos()
          || Thread.currentThread().isInterrupted()) {
        throw new Spent("the expression takes longer than " + limits.time().toMillis() + " ms");
      }
      boolean large =
          switch (value) {
            case CharSequence text -> text.length() > limits.characters();
            case Collection<?> items -> items.size() > limits.items();
            case Map<?, ?> items -> items.size() > limits.items();
            case null, default -> false;
          };
      if (large) {
        throw new Spent("a value of the expression is too large");
      }
    }
  }
}
