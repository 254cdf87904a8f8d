package dev.surgeline.plane.chaos;

import java.time.Duration;

/// A text that is looked at for so long and no longer: there are patterns that never come to an end
/// on the wrong text.
final class PatientText implements CharSequence {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final CharSequence text;
  private final long untilNanos;

  private PatientText(CharSequence text, long untilNanos) {
    this.text = text;
    this.untilNanos = untilNanos;
  }

  static CharSequence of(String text) {
    return new PatientText(text, System.nanoTime() + PATIENCE.toNanos());
  }

  @Override
  public int length() {
    return text.length();
  }

  /// @throws CallFailed when the time is over
  @Override
  public char charAt(int index) {
    if (System.nanoTime() - untilNanos > 0) {
      throw new CallFailed("the pattern took longer than " + PATIENCE.toSeconds() + " s");
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new PatientText(text.subSequence(start, end), untilNanos);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
