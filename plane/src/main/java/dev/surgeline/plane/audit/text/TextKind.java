package dev.surgeline.plane.audit.text;

import java.util.Locale;

/// What a text beside the log is, which says how long it is kept.
public enum TextKind {
  /// Why somebody broke the glass.
  EMERGENCY_REASON(TextKind.SIX_YEARS),
  /// What somebody who reviewed break-glass found.
  EMERGENCY_REVIEW(TextKind.SIX_YEARS),
  /// What somebody called an experiment. Its entry names the experiment by its file's hash, so the
  /// title is only of use as long as people remember it.
  EXPERIMENT_TITLE(400),
  /// What somebody who reviewed a range of the log found.
  LOG_REVIEW(TextKind.SIX_YEARS),
  /// A decision that is too long for an entry. No person typed it.
  DECISION(TextKind.SIX_YEARS);

  /// With two leap days, which six years have at most.
  private static final int SIX_YEARS = 6 * 365 + 2;

  private final int days;

  TextKind(int days) {
    this.days = days;
  }

  /// Days that it is kept when nothing else is said.
  public int days() {
    return days;
  }

  /// As it is called outside: `emergency-reason`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
