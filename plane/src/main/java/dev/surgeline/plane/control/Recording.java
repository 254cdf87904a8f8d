package dev.surgeline.plane.control;

import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLog;
import dev.surgeline.plane.audit.StandingLog;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.audit.spool.Spool;
import dev.surgeline.plane.audit.text.Texts;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The audit log of a control plane, and the spool that stands in for it.
///
/// @param log which is opened again when its disk failed
record Recording(AuditLog log, Spool spool) implements Closeable {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /// Opens both, and brings the log up to what an earlier run left: what waits in the spool first,
  /// for the journal has it too, then what the journal has and the log has not.
  ///
  /// @param name what a new log is called, such as `surgeline/st-marys`
  /// @param spools the folder that the spool is in
  /// @param recovered what the journal has
  /// @param now for the entry that says that a spool was merged
  static Recording open(
      AuditFolder folder,
      String name,
      Path spools,
      Optional<Journal.Recovered> recovered,
      Instant now,
      Consumer<String> said)
      throws IOException {
    TransparencyLog log = TransparencyLog.open(folder, name, said);
    try {
      Spool spool = Spool.open(spools, folder.log(), Spool.ROOM, said);
      try {
        spool.mergeInto(log, now);
        if (!Files.isSameFile(spools, folder.state())) {
          Spool.takeOver(folder.state(), folder.log(), log, now, said);
        }
        Texts texts = folder.texts();
        texts.sweep();
        texts.reserveRoom();
        List<Journal.Past> steps = recovered.map(Journal.Recovered::steps).orElse(List.of());
        AuditTrail.catchUp(log, texts, steps);
        AuditLog standing =
            new StandingLog(log, () -> TransparencyLog.open(folder, name, said), PAUSE, said);
        return new Recording(standing, spool);
      } catch (IOException | RuntimeException failed) {
        spool.close();
        throw failed;
      }
    } catch (IOException | RuntimeException failed) {
      log.close();
      throw failed;
    }
  }

  @Override
  public void close() throws IOException {
    try (spool) {
      log.close();
    }
  }
}
