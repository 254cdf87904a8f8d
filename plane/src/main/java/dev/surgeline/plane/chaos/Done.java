package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Node;
import dev.surgeline.wire.Nodes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A step that was done, or tried.
///
/// @param trouble why it failed; absent: it did not
/// @param normal whether a probe of the hypothesis found what it shall
record Done(
    Activity activity,
    Instant start,
    Instant end,
    Optional<Node> output,
    Optional<String> trouble,
    Optional<Boolean> normal) {

  boolean succeeded() {
    return trouble.isEmpty();
  }

  Done judged(boolean holds) {
    return new Done(activity, start, end, output, trouble, Optional.of(holds));
  }

  /// As the journal has it.
  Node node() {
    List<Node.Entry> entries =
        new ArrayList<>(
            List.of(
                Nodes.entry("activity", activity.source()),
                Nodes.entry("status", Nodes.text(succeeded() ? "succeeded" : "failed")),
                Nodes.entry("start", Nodes.text(start.toString())),
                Nodes.entry("end", Nodes.text(end.toString())),
                Nodes.entry("duration", Tree.seconds(Duration.between(start, end).toMillis())),
                Nodes.entry("output", output.orElse(Tree.NULL))));
    trouble.ifPresent(
        why -> entries.add(Nodes.entry("exception", Nodes.list(List.of(Nodes.text(why))))));
    normal.ifPresent(it -> entries.add(Nodes.entry("tolerance_met", Nodes.truth(it))));
    return Nodes.mapping(entries);
  }
}
