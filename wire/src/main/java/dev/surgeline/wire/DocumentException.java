package dev.surgeline.wire;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// A text that can not be read, with everything found wrong in it up to [#PROBLEMS_MAX].
///
/// The message is the list, one problem a line, fit to be shown to whoever wrote the text.
public final class DocumentException extends RuntimeException {
  /// Reading stops at this many problems.
  public static final int PROBLEMS_MAX = 20;

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /// @param problems at least one
  public DocumentException(List<Problem> problems) {
    var sorted =
        problems.stream().sorted(Comparator.comparing(Problem::at)).collect(Collectors.toList());
    super(render(sorted));
    if (sorted.isEmpty()) {
      throw new IllegalArgumentException("a document exception names at least one problem");
    }
    this.problems = List.copyOf(sorted);
  }

  /// What is wrong, in the order of the text.
  public List<Problem> problems() {
    return problems;
  }

  /// The problems, one a line.
  @Override
  public String getMessage() {
    return Objects.requireNonNullElse(super.getMessage(), "");
  }

  private static String render(List<Problem> problems) {
    String lines = problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    return problems.size() < PROBLEMS_MAX
        ? lines
        : lines + "\nreading stopped after " + problems.size() + " problems";
  }
}
