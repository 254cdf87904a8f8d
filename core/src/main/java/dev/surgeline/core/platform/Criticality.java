package dev.surgeline.core.platform;

/// What a patient loses when the workload is slow. Declared from the highest to the lowest: under
/// scarcity the later one yields first.
public enum Criticality {
  /// A delay can cost a life: emergency bed search, medication alerts.
  LIFE_SAFETY,
  /// Care goes on, on paper and with effort.
  CRITICAL,
  /// An inconvenience.
  STANDARD,
  /// May wait for hours: reports, batch claims.
  DEFERRABLE
}
