package dev.surgeline.forecast;

/// How much work a forecast is worth.
public enum Effort {
  /// Live use: milliseconds a series.
  FAST,
  /// Up to half a second a series.
  STANDARD,
  /// Networks trained on all given series first: minutes, in the background.
  HIGH
}
