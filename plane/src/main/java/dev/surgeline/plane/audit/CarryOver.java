package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.EntryBundle;
import dev.surgeline.core.audit.Tile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Takes the entries of a plain audit file into a log that has just been started, byte for byte,
/// and renames the file. A crash in between is made good at the next start: the file is renamed
/// last, and what the log has of it already is passed over.
///
/// Nobody signed these entries when they were written; that they are in the log proves that they
/// are as they were when they were carried over.
final class CarryOver {
  private static final String DONE = ".carried-over";

  private CarryOver() {}

  /// @throws IOException if the file's entries do not go before what the log holds, or one is
  ///   broken or too large; the sentence says what to do
  static void run(AuditFolder folder, LogWriter writer, Consumer<String> said) throws IOException {
    Path file = folder.plainFile();
    if (!Files.exists(file)) {
      return;
    }
    List<byte[]> waiting = new ArrayList<>();
    long there = writer.size();
    long[] bytes = {0};
    long count =
        PlainAuditFile.bytes(
            file,
            (index, line) -> {
              if (line.length > EntryBundle.ENTRY_BYTES_MAX) {
                bytes[0] = Math.max(bytes[0], line.length);
              }
              waiting.add(line);
            });
    if (bytes[0] > 0) {
      throw refused(file, "one of its lines has " + bytes[0] + " bytes, and 65,535 is the most");
    }
    if (there > count || !begins(folder.log(), there, waiting)) {
      throw refused(file, "the log in " + folder.log().where() + " holds other entries already");
    }
    for (int at = (int) there; at < count; at += TransparencyLog.BATCH_MAX) {
      writer.append(waiting.subList(at, Math.min(waiting.size(), at + TransparencyLog.BATCH_MAX)));
    }
    Files.move(file, file.resolveSibling(file.getFileName() + DONE));
    Durable.forceFolder(folder.state());
    said.accept(
        "carried "
            + count
            + " entries of "
            + file
            + " over into the audit log; the file is kept as "
            + file.getFileName()
            + DONE);
  }

  private static boolean begins(LogFolder log, long size, List<byte[]> lines) {
    for (long at = 0; at < size; at += Tile.WIDTH) {
      List<byte[]> entries = AuditReader.bundle(log, at / Tile.WIDTH, size);
      for (int i = 0; i < entries.size(); i++) {
        if (!Arrays.equals(entries.get(i), lines.get((int) at + i))) {
          return false;
        }
      }
    }
    return true;
  }

  private static IOException refused(Path file, String why) {
    return new IOException(
        file
            + ": it can not be carried over into the audit log: "
            + why
            + "; move the file to where it is kept, and start again");
  }
}
