package dev.surgeline.forecast.tree;

import dev.surgeline.forecast.repair.Robust;
import java.util.Arrays;

/// What a learner makes as small as it can.
public sealed interface Loss {
  /// The mean squared error: the answer is a mean.
  record Squared() implements Loss {}

  /// The pinball loss, max(q r, (q - 1) r) of a residual r: the answer is the q quantile. With q =
  /// 0.5 it is half the absolute error, and the answer a median.
  ///
  /// @param level q, above 0 and below 1
  record Pinball(double level) implements Loss {
    public Pinball {
      if (!(level > 0 && level < 1)) {
        throw new IllegalArgumentException("a pinball loss takes a level above 0 and below 1");
      }
    }
  }

  /// The absolute error.
  static Loss absolute() {
    return new Pinball(0.5);
  }

  /// In which direction, and how urgently, an answer ought to move that is off by a residual.
  default double pull(double residual) {
    return switch (this) {
      case Squared _ -> residual;
      case Pinball(double level) -> residual > 0 ? level : residual < 0 ? level - 1 : 0;
    };
  }

  /// The one answer that is best for all of these, drawn towards 0 as if so many zeros were there.
  default double best(double[] residuals, double ridge) {
    return switch (this) {
      case Squared _ -> Arrays.stream(residuals).sum() / (residuals.length + ridge);
      case Pinball(double level) ->
          Robust.quantile(residuals, level) * residuals.length / (residuals.length + ridge);
    };
  }
}
