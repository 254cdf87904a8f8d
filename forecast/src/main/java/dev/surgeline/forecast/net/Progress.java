package dev.surgeline.forecast.net;

/// Told how far a training is. Called from the training's threads, one call at a time, with a
/// growing count; it should return soon.
@FunctionalInterface
public interface Progress {
  /// @param epochs times a network has gone through its windows, over all networks
  /// @param total how many it will be
  void epochs(int epochs, int total);

  /// Tells nobody.
  static Progress silent() {
    return (epochs, total) -> {};
  }
}
