package dev.surgeline.plane.conformance;

import dev.surgeline.wire.Node;
import java.util.List;

/// How a file of cases came out.
///
/// @param passed cases that came out as expected
/// @param failures the others
public record Conformance(int passed, List<Failure> failures) {
  /// A case that came out otherwise.
  ///
  /// @param expected as the file has it
  /// @param actual what ours says, with the same keys
  public record Failure(String id, Node expected, Node actual) {}

  public Conformance {
    failures = List.copyOf(failures);
  }
}
