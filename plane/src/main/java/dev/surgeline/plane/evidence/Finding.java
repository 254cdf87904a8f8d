package dev.surgeline.plane.evidence;

import dev.surgeline.plane.audit.CheckResult;
import java.util.List;

/// What a check found.
///
/// @param sentence with the numbers, without final stop
/// @param details what exactly, the first twenty; the sentence has their number
record Finding(CheckResult result, String sentence, List<String> details) {
  private static final int LISTED = 20;

  Finding {
    details = details.stream().limit(LISTED).toList();
  }

  static Finding pass(String sentence) {
    return new Finding(CheckResult.PASS, sentence, List.of());
  }

  static Finding fail(String sentence, List<String> details) {
    return new Finding(CheckResult.FAIL, sentence, details);
  }

  static Finding error(String sentence) {
    return new Finding(CheckResult.ERROR, sentence, List.of());
  }

  static Finding notApplicable(String sentence) {
    return new Finding(CheckResult.NOT_APPLICABLE, sentence, List.of());
  }

  static Finding notEvaluated(String sentence) {
    return new Finding(CheckResult.NOT_EVALUATED, sentence, List.of());
  }

  /// Of so many things, those that are not as they should be.
  ///
  /// @param good what is said when there are none
  /// @param bad what is said of them, after their number
  static Finding of(int all, List<String> wrong, String good, String bad) {
    return wrong.isEmpty()
        ? pass(all + " of " + all + " " + good)
        : fail(wrong.size() + " of " + all + " " + bad, wrong);
  }
}
