package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Node;
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
                Tree.entry("activity", activity.source()),
                Tree.entry("status", Tree.text(succeeded() ? "succeeded" : "failed")),
                Tree.entry("start", Tree.text(start.toString())),
                Tree.entry("end", Tree.text(end.toString())),
                Tree.entry("duration", Tree.seconds(Duration.between(start, end).toMillis())),
                Tree.entry("output", output.orElse(Tree.NULL))));
    trouble.ifPresent(
        why -> entries.add(Tree.entry("exception", Tree.list(List.of(Tree.text(why))))));
    normal.ifPresent(it -> entries.add(Tree.entry("tolerance_met", Tree.truth(it))));
    return Tree.mapping(entries);
  }
}
