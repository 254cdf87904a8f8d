package dev.surgeline.plane.audit.spool;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditLog;
import dev.surgeline.plane.audit.CheckedLine;
import dev.surgeline.plane.audit.ReservedFile;
import dev.surgeline.plane.audit.TooLarge;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// One spool on the disk: entries of one stretch of time, each chained to the one before, in room
/// that was taken beforehand.
final class SpoolFile implements Closeable {
  /// What was acknowledged.
  ///
  /// @param chain the SHA-256 of each line, one more than there are entries
  record Content(SpoolLine.Head head, List<String> chain, List<AuditLog.Dated> entries) {
    Content {
      chain = List.copyOf(chain);
      entries = List.copyOf(entries);
    }
  }

  private final SpoolLine.Head head;
  private final List<String> chain = new ArrayList<>();
  private final List<AuditLog.Dated> entries = new ArrayList<>();
  private final ReservedFile file;

  private SpoolFile(SpoolLine.Head head, byte[] first, ReservedFile file) {
    this.head = head;
    this.file = file;
    chain.add(SpoolChain.hash(first));
  }

  /// Makes an empty one.
  ///
  /// @param log what the log is now
  /// @param room in bytes
  static SpoolFile create(Path path, Checkpoint log, long room) throws IOException {
    var head = new SpoolLine.Head(log.origin(), log.root().toString(), log.size());
    byte[] first = Json.canonical(head);
    return new SpoolFile(head, first, ReservedFile.create(path, room, CheckedLine.of(first)));
  }

  /// Appends an entry and waits for the disk.
  ///
  /// @throws TooLarge if the log could not take it
  /// @throws IOException if it could not be written
  void append(AuditLog.Dated one) throws IOException {
    var _ = TooLarge.checked(new AuditLine(Long.MAX_VALUE, one.at(), one.entry()));
    byte[] line = Json.canonical(new SpoolLine(one.at(), chain.getLast(), one.entry()));
    file.append(CheckedLine.of(line));
    chain.add(SpoolChain.hash(line));
    entries.add(one);
  }

  /// All of it.
  Content content() {
    return new Content(head, chain, entries);
  }

  /// How many entries there are.
  int count() {
    return entries.size();
  }

  /// Gives back the room that was not used.
  void trim() throws IOException {
    file.trim();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /// What an earlier process left.
  ///
  /// @throws IOException if it can not be read or was changed
  static Content read(Path path) throws IOException {
    List<String> chain = new ArrayList<>();
    List<SpoolLine.Head> heads = new ArrayList<>();
    List<AuditLog.Dated> entries = new ArrayList<>();
    for (byte[] line : ReservedFile.lines(path, line -> CheckedLine.json(line).isPresent())) {
      byte[] json = CheckedLine.json(line).orElseThrow();
      String where = path + " line " + (chain.size() + 1);
      try {
        if (chain.isEmpty()) {
          heads.add(Json.read(SpoolLine.Head.class, json, where));
        } else {
          entries.add(entry(Json.read(SpoolLine.class, json, where), chain.getLast(), where));
        }
      } catch (DocumentException wrong) {
        throw new IOException(String.valueOf(wrong.getMessage()), wrong);
      }
      chain.add(SpoolChain.hash(json));
    }
    if (heads.isEmpty()) {
      throw new IOException(path + " line 1: it does not say of which audit log it is");
    }
    return new Content(heads.getFirst(), chain, entries);
  }

  private static AuditLog.Dated entry(SpoolLine line, String before, String where)
      throws IOException {
    if (!line.before().equals(before)) {
      throw new IOException(where + ": it does not follow the line before it");
    }
    return new AuditLog.Dated(line.at(), line.entry());
  }
}
