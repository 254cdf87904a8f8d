package dev.surgeline.tidy;

import java.util.List;

/// What the house asks of the tree.
///
/// @param name short, stable, in lower case with dashes
/// @param why the reason, in one sentence
/// @param check finds where the tree breaks it
record Rule(String name, String why, Check check) {
  /// Reads the tree and says where it is broken.
  interface Check {
    List<Place> places(Codebase codebase);
  }

  /// A place and what is wrong there; the rule adds its name.
  record Place(String file, int line, String message) {}

  List<Finding> findings(Codebase codebase) {
    return check.places(codebase).stream()
        .map(place -> new Finding(place.file(), place.line(), name, place.message()))
        .toList();
  }
}
