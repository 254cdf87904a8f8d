package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Node;
import dev.surgeline.wire.Nodes;
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
    return Nodes.mapping(
        Nodes.entry("steady_state_met", Nodes.truth(met)),
        Nodes.entry("probes", Nodes.list(probes.stream().map(Done::node).toList())));
  }
}
