package dev.surgeline.plane.console;

import dev.surgeline.wire.Json;
import java.util.Optional;

/// A published picture with its place in the order of this run.
///
/// Its JSON is made by the first client that needs it and not by the control loop.
final class Frame {
  private final long sequence;
  private final Picture picture;
  private Optional<byte[]> json = Optional.empty();

  /// @param sequence 1 for the first picture of this run
  Frame(long sequence, Picture picture) {
    this.sequence = sequence;
    this.picture = picture;
  }

  long sequence() {
    return sequence;
  }

  Picture picture() {
    return picture;
  }

  synchronized byte[] json() {
    byte[] made = json.orElseGet(() -> Json.canonical(picture));
    json = Optional.of(made);
    return made;
  }
}
