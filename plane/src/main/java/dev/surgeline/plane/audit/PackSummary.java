package dev.surgeline.plane.audit;

import dev.surgeline.core.platform.Actor;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What came of the rules of one pack, and what is not as it was the last time. Whoever puts all
/// summaries of a log together, from the first on, knows what came of every rule at any time.
///
/// @param pack its id
/// @param version three numbers
/// @param sha256 of the pack's bytes
/// @param documents the SHA-256 of what was looked at
/// @param changed rules whose result is another one; at first all of them
/// @param exceptions those that began or ended to count for a rule that fails
public record PackSummary(
    String pack,
    String version,
    String sha256,
    String documents,
    RuleCounts counts,
    List<Change> changed,
    List<Turn> exceptions) {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /// @param was absent: the rule was not there
  /// @param now absent: it is not there any more
  public record Change(String rule, Optional<CheckResult> was, Optional<CheckResult> now) {}

  /// @param counts whether it counts from now on, or does so no more
  /// @param owner who asked for it
  /// @param approver who agreed
  /// @param expires its last day
  public record Turn(String rule, boolean counts, Actor owner, Actor approver, LocalDate expires) {}

  public PackSummary {
    changed = List.copyOf(changed);
    exceptions = List.copyOf(exceptions);
    if (!SHA256.matcher(sha256).matches() || !SHA256.matcher(documents).matches()) {
      throw new IllegalArgumentException("a SHA-256 is 64 digits of 0-9 and a-f");
    }
  }

  /// Whether anything is not as it was.
  public boolean news() {
    return !changed.isEmpty() || !exceptions.isEmpty();
  }
}
