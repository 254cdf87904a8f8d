package dev.surgeline.forecast.tree;

import dev.surgeline.forecast.repair.Robust;

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

  /// Huber's loss: squared up to a width, straight beyond it, so that a few wild outcomes do not
  /// decide. A tree's answers are one step towards the best and never beyond it: the mean of what
  /// is left of the errors within the width.
  ///
  /// @param width from where on errors count straight, above 0, in the targets' unit
  record Huber(double width) implements Loss {
    public Huber {
      if (!(width > 0)) {
        throw new IllegalArgumentException("a Huber loss takes a width above 0");
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
      case Huber(double width) -> Math.clamp(residual, -width, width);
    };
  }

  /// The one answer that is best for all of these, drawn towards 0 as if so many zeros were there.
  ///
  /// @param weights what each counts; a pinball loss takes all alike
  default double best(double[] residuals, double[] weights, double ridge) {
    if (this instanceof Pinball(double level)) {
      return Robust.quantile(residuals, level) * residuals.length / (residuals.length + ridge);
    }
    double sum = 0;
    double mass = ridge;
    for (int i = 0; i < residuals.length; i++) {
      sum += weights[i] * pull(residuals[i]);
      mass += weights[i];
    }
    return mass > 0 ? sum / mass : 0;
  }

  /// Whether some rows may count more than others.
  default boolean takesWeights() {
    return !(this instanceof Pinball);
  }
}
