package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.model.Model;
import java.util.List;

/// A model in a pool.
///
/// @param family of like minds
/// @param logs whether it sees logarithms, or the levels themselves
record Member(Family family, Model model, boolean logs) {
  /// Members of a family err alike, so a family has one say, however many it sends: of 92 members
  /// two in three are autoregressions.
  enum Family {
    NAIVE,
    AUTOREGRESSION,
    DIFFERENCE,
    DIRECT,
    ANALOG
  }

  String name() {
    return model.name() + (logs ? "" : " on levels");
  }

  /// What each weighs before anything is known of its errors: one over the size of its family.
  static double[] shares(List<Member> members) {
    int[] sizes = new int[Family.values().length];
    for (Member member : members) {
      sizes[member.family.ordinal()]++;
    }
    return members.stream().mapToDouble(member -> 1.0 / sizes[member.family.ordinal()]).toArray();
  }
}
