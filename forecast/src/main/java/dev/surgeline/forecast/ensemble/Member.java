package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.model.Model;

/// A model in a pool.
///
/// @param logs whether it sees logarithms, or the levels themselves
record Member(Model model, boolean logs) {
  String name() {
    return model.name() + (logs ? "" : " on levels");
  }
}
