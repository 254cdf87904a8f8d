package dev.surgeline.lab.scenario;

/// What became of one expectation. Figures are simulated.
///
/// @param what is expected, of whom
/// @param wanted such as `at most 60`
/// @param measured what it came to
public record Check(String what, String wanted, String measured, boolean held) {
  /// In one line: `violated seconds of intake: at most 60 wanted, 120 measured`.
  public String sentence() {
    return what + ": " + wanted + " wanted, " + measured + " measured";
  }
}
