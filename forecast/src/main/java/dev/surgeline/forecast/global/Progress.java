package dev.surgeline.forecast.global;

/// Told how far a training is. Called from the training's threads, one call at a time, with a
/// growing count; it should return soon.
@FunctionalInterface
public interface Progress {
  /// @param what is counted: `epochs`, times that a network has gone through its windows, or
  ///   `trees`
  /// @param done over all networks or forests
  /// @param total how many it will be
  void done(String what, int done, int total);

  /// Tells nobody.
  static Progress silent() {
    return (what, done, total) -> {};
  }
}
