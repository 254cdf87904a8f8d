package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.model.Model;
import java.util.List;

/// A model in a pool.
///
/// @param family of like minds
/// @param terms in which it sees values
record Member(Family family, Model model, Terms terms) {
  /// In what terms a model sees values.
  enum Terms {
    /// Logarithms of multiples of the mean.
    LOGS,
    /// Multiples of the mean.
    LEVELS,
    /// The series' own unit: for models of counts, and for those that were made elsewhere.
    OWN;

    /// The same as a scale.
    Scale of(Scale scale) {
      return switch (this) {
        case LOGS -> scale;
        case LEVELS -> scale.levels();
        case OWN -> Scale.OWN;
      };
    }
  }

  /// @param logs whether it sees logarithms, or the levels themselves
  Member(Family family, Model model, boolean logs) {
    this(family, model, logs ? Terms.LOGS : Terms.LEVELS);
  }

  /// Members of a family err alike, so a family has one say, however many it sends: of 92 members
  /// two in three are autoregressions.
  enum Family {
    NAIVE(1),
    AUTOREGRESSION(1),
    DIFFERENCE(1),
    DIRECT(1),
    ANALOG(1),
    CLASSICAL(.05),
    TREES(.3);

    /// What it weighs beforehand where a season has been seen often: there regressions on it are
    /// hard to beat. Elsewhere all weigh the same.
    private final double say;

    Family(double say) {
      this.say = say;
    }
  }

  String name() {
    return model.name() + (terms == Terms.LEVELS ? " on levels" : "");
  }

  /// What each weighs before anything is known of its errors: its family's part over the size of
  /// the family.
  ///
  /// @param seasonal whether a season has been seen often
  static double[] shares(List<Member> members, boolean seasonal) {
    int[] sizes = new int[Family.values().length];
    for (Member member : members) {
      sizes[member.family.ordinal()]++;
    }
    return members.stream()
        .mapToDouble(member -> (seasonal ? member.family.say : 1) / sizes[member.family.ordinal()])
        .toArray();
  }
}
