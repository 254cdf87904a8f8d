package dev.surgeline.lab.plant;

/// Chance that belongs to a request, and not to who scales: it follows from when it came and how
/// long it takes.
final class Luck {
  private Luck() {}

  /// Evenly in 0 to 1, below 1.
  ///
  /// @param place what it is asked for
  static double of(long arrival, long takes, int place) {
    long mixed = (arrival ^ Long.rotateLeft(takes, 32)) + (place + 1) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1p-53;
  }
}
