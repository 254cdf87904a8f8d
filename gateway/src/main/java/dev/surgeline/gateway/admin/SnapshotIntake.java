package dev.surgeline.gateway.admin;

import dev.surgeline.core.route.RoutingSnapshot;
import dev.surgeline.gateway.routing.LiveRouting;
import dev.surgeline.gateway.routing.SnapshotFile;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.util.Optional;

/// Decides about a pushed snapshot: it is on disk before it is served, and served before the
/// control plane hears that it is.
final class SnapshotIntake {
  private final LiveRouting routing;
  private final SnapshotFile file;

  /// What came of a push.
  sealed interface Verdict {
    /// It is served; `version` is the present one.
    record Accepted(long version) implements Verdict {}

    /// It is not newer than the present one and differs from it.
    record Old(long present, long pushed) implements Verdict {}

    /// It can not be read; the sentences say where and why.
    record Unreadable(String why) implements Verdict {}

    /// It can not be kept, so it is not served either.
    record NotKept(String why) implements Verdict {}
  }

  SnapshotIntake(LiveRouting routing, SnapshotFile file) {
    this.routing = routing;
    this.file = file;
  }

  synchronized Verdict take(byte[] body) {
    RoutingSnapshot pushed;
    try {
      pushed = Json.read(RoutingSnapshot.class, body, "snapshot");
    } catch (DocumentException e) {
      return new Verdict.Unreadable(String.valueOf(e.getMessage()));
    }
    Optional<RoutingSnapshot> present = routing.current().snapshot();
    if (present.isPresent() && pushed.version() <= present.get().version()) {
      return pushed.equals(present.get())
          ? new Verdict.Accepted(pushed.version())
          : new Verdict.Old(present.get().version(), pushed.version());
    }
    try {
      file.store(pushed);
    } catch (IOException e) {
      return new Verdict.NotKept("the snapshot can not be written to disk: " + e.getMessage());
    }
    routing.apply(pushed);
    return new Verdict.Accepted(pushed.version());
  }
}
