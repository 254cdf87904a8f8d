package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Node;
import java.util.List;

/// What the hypothesis came to at one time: its probes up to the first that was not met.
///
/// @param met whether all of them were
record SteadyState(boolean met, List<Done> probes) {
  SteadyState {
    probes = List.copyOf(probes);
  }

  /// As the journal has it.
  Node node() {
    return Tree.mapping(
        Tree.entry("steady_state_met", Tree.truth(met)),
        Tree.entry("probes", Tree.list(probes.stream().map(Done::node).toList())));
  }
}
