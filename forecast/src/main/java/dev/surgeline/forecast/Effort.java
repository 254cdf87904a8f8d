package dev.surgeline.forecast;

/// How much work a forecast is worth.
public enum Effort {
  /// Live use: milliseconds a series.
  FAST,
  /// Up to half a second a series; where there are sixteen or more, trees on all of them first: up
  /// to half a minute.
  STANDARD,
  /// More trees, and networks, on all given series first: minutes.
  HIGH
}
