package dev.surgeline.plane.audit.index;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.LogFolder;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/// The index of a log that may not be there yet, opened when somebody asks for the first time: a
/// database that does not answer must keep no control plane from coming up.
public final class IndexOnDemand {
  private final IndexPlace place;
  private final LogFolder log;
  private final Consumer<String> said;
  private Optional<LogIndex> index = Optional.empty();

  /// @param said is told when the index is made anew
  public IndexOnDemand(IndexPlace place, LogFolder log, Consumer<String> said) {
    this.place = place;
    this.log = log;
    this.said = said;
  }

  /// @return absent: there is no log yet
  /// @throws IOException if the index can not be opened
  public synchronized Optional<LogIndex> get() throws IOException {
    if (index.isEmpty()) {
      Optional<VerifierKey> key = log.key();
      if (key.isPresent()) {
        index = Optional.of(LogIndex.open(place, log, key.get(), said));
      }
    }
    return index;
  }
}
