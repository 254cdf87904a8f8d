package dev.surgeline.forecast.model;

/// One way to forecast.
///
/// A model is a value: fitting it twice to the same past gives the same numbers. It holds no
/// randomness but what a seed in it fixes.
public interface Model {
  /// What the explanation and the tables call it.
  String name();

  /// Whether a past is long enough, and of a kind that it can do anything with.
  boolean suits(Past past);

  /// Learns from a past.
  ///
  /// @throws IllegalArgumentException if it does not suit
  Fitted fit(Past past);
}
