package dev.surgeline.plane.cli;

import dev.surgeline.plane.chaos.load.Tally;
import dev.surgeline.wire.DurationText;
import java.time.Duration;

/// What the words of `surge chaos` mean.
final class Words {
  private Words() {}

  static Duration duration(String option, String text) {
    try {
      Duration duration = DurationText.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (IllegalArgumentException none) {
      throw new WrongInput(option + ": " + none.getMessage());
    }
    throw new WrongInput(option + " is a duration such as 10s, not " + text);
  }

  static String tally(Tally tally) {
    return tally.requests()
        + " requests, "
        + tally.failed()
        + " failed, p50 "
        + tally.p50Millis()
        + " ms, p99 "
        + tally.p99Millis()
        + " ms, longest outage "
        + tally.outageMillis()
        + " ms"
        + tally.firstTrouble().map(why -> "; the first to fail: " + why).orElse("");
  }
}
