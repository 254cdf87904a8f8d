package dev.surgeline.forecast.net;

import dev.surgeline.forecast.global.Seasons;
import java.util.List;

/// How one network is made.
///
/// @param lookbackSeasons how many short seasons it sees
/// @param width units in each hidden layer, a multiple of 4
/// @param dropped how many in 256 units of the second layer are left out of an example, 0 to 128
/// @param epochs times through the windows before the held-out ends
/// @param refinements times through all windows after that, at a somewhat lower rate
/// @param batch examples a step, a multiple of 4
/// @param rate the highest step of a weight
/// @param windowsMax windows an epoch at most; drawn at random where there are more
public record Plan(
    int lookbackSeasons,
    int width,
    int dropped,
    int epochs,
    int refinements,
    int batch,
    double rate,
    int windowsMax) {
  /// Bounds the time that very many series take.
  static final int WINDOWS_MAX = 300_000;

  /// The least batch.
  static final int BATCH_MIN = 4;

  /// The rate of the refinements, as a part of the first.
  static final double REFINEMENT = 0.8;

  public Plan {
    if (lookbackSeasons < 1 || lookbackSeasons > 2 * Seasons.RATIO_MAX) {
      throw new IllegalArgumentException("a network sees 1 to 28 short seasons");
    }
    if (width < 4 || width % 4 != 0 || batch < 4 || batch % 4 != 0) {
      throw new IllegalArgumentException("a network's width and batch are multiples of 4");
    }
    if (dropped < 0 || dropped > 128) {
      throw new IllegalArgumentException("0 to 128 in 256 units are left out");
    }
    if (epochs < 0 || refinements < 0 || epochs + refinements < 1) {
      throw new IllegalArgumentException("a network is trained for an epoch at least");
    }
  }

  /// The batch for so many windows: smaller where there are few, so that there are still 64 steps
  /// an epoch, or 32 examples a step, or 8 steps an epoch.
  int batchFor(int windows) {
    int least = Math.min(32, windows / 8);
    int fitting = Math.min(batch, Math.max(least, windows / 64));
    return Math.max(BATCH_MIN, fitting / 4 * 4);
  }

  /// The networks of high effort. Measured with one network at the ends of the M4 hourly training
  /// series, 288 steps held out: 12 epochs and 4 refinements at 0.3 of the rate have OWA 0.398, 8
  /// and 7 at 0.7 have 0.392, 8 and 10 at the full rate 0.388, 6 and 20 of those 0.394.
  public static List<Plan> high() {
    return List.of(
        high(8, 512, 26),
        high(8, 640, 51),
        high(10, 512, 38),
        high(8, 576, 38),
        high(10, 640, 26),
        high(14, 512, 26));
  }

  private static Plan high(int lookbackSeasons, int width, int dropped) {
    return new Plan(lookbackSeasons, width, dropped, 8, 10, 256, 1e-3, WINDOWS_MAX);
  }

  /// The network of one series: a seventh of a second for 30 to 40 days of hours.
  static Plan small() {
    return new Plan(8, 64, 64, 40, 0, 32, 2e-3, 1024);
  }
}
