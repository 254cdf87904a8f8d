package dev.surgeline.plane.audit.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Exports of a real log of every kind of entry.
final class AuditExportTest {
  private static final AuditQuery ALL = between(Optional.empty(), Optional.empty());

  @TempDir Path state;
  private final List<AuditLine> lines = Samples.lines();

  private static AuditQuery between(Optional<Instant> from, Optional<Instant> to) {
    return new AuditQuery(
        Optional.empty(), from, to, Optional.empty(), Optional.empty(), false, Optional.empty());
  }

  @BeforeEach
  void write() throws IOException {
    try (TransparencyLog log = TransparencyLog.open(new AuditFolder(state), "clinic", _ -> {})) {
      for (AuditLine line : lines) {
        log.append(line.at(), line.entry());
      }
    }
  }

  private LogFolder log() {
    return new AuditFolder(state).log();
  }

  private VerifierKey key() throws IOException {
    return log().key().orElseThrow();
  }

  private String export(AuditExport.Form form, AuditQuery query) throws IOException {
    var out = new ByteArrayOutputStream();
    AuditExport.Summary summary = AuditExport.write(log(), key(), form, query, out);
    String text = out.toString(StandardCharsets.UTF_8);
    assertEquals(summary.written(), text.lines().count() - (form == AuditExport.Form.CSV ? 1 : 0));
    assertEquals(lines.size(), summary.size());
    return text;
  }

  @Test
  void entriesGoOutAsTheyStand() throws IOException {
    var expected = new StringBuilder();
    for (AuditLine line : lines) {
      expected.append(new String(Json.canonical(line), StandardCharsets.UTF_8)).append('\n');
    }
    assertEquals(expected.toString(), export(AuditExport.Form.JSONL, ALL));
  }

  @Test
  void eventsNameTheLogThatSignedThem() throws IOException {
    for (AuditExport.Form form : List.of(AuditExport.Form.FHIR_R4, AuditExport.Form.FHIR_R5)) {
      String text = export(form, ALL);
      assertTrue(
          text.lines().allMatch(line -> line.contains("\"value\":\"" + heldKey().name() + "\"")),
          text);
    }
  }

  private VerifierKey heldKey() {
    try {
      return key();
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void theTimesAreFromAndBelow() throws IOException {
    Instant from = Samples.AT.plusSeconds(2);
    AuditQuery query = between(Optional.of(from), Optional.of(from.plusSeconds(2)));
    assertEquals(
        """
        index,at,kind,workload,actor,emergency,outcome,from,to,decision,action\r
        2,2026-11-21T08:00:02Z,intent,beds,,true,,4,8,beds-2026-11-21T08:00:00Z,\
        beds-2026-11-21T08:00:00Z-scale-4-8\r
        3,2026-11-21T08:00:03Z,intent,beds,,false,,8,6,beds-2026-11-21T08:00:00Z,\
        beds-2026-11-21T08:00:00Z-scale-8-6\r
        """,
        export(AuditExport.Form.CSV, query));
  }

  @Test
  void everyKindHasItsRow() throws IOException {
    List<String> rows =
        export(AuditExport.Form.CSV, ALL)
            .lines()
            .skip(1)
            .map(row -> row.replaceFirst("^\\d+,[^,]*,", ""))
            .toList();
    assertEquals("started,,,false,,,,,", rows.getFirst());
    assertEquals("configured,labs,,false,,,,,", rows.get(1));
    assertEquals(
        "outcome,beds,,false,rolledBack,4,8,,beds-2026-11-21T08:00:00Z-scale-4-8", rows.get(6));
    assertEquals("commanded,beds labs,ops-7,true,accepted,,,,", rows.get(10));
    assertEquals("commanded,,ops-7,true,refused,,,,", rows.get(17));
    assertEquals("emergencyTurned,beds labs,ops-9,true,active,,,,", rows.get(19));
    assertEquals("emergencyTurned,beds labs,,true,overdue,,,,", rows.get(22));
    assertEquals("emergencyTurned,*,ops-9,true,active,,,,", rows.get(24));
    assertEquals("approvalTurned,beds,ops-7 ops-9,false,granted,30,40,,", rows.get(27));
    assertEquals("approvalTurned,beds,ops-9,false,rejected,30,40,,", rows.get(30));
    assertEquals("experimented,,ops-7,false,deviated,,,,", rows.get(35));
    assertEquals("stopped,,,false,,,,,", rows.getLast());
  }

  @Test
  void aLogThatWasChangedOrThatAnotherSignedIsNotExported() throws IOException {
    Path other = state.resolve("other");
    TransparencyLog.open(new AuditFolder(other), "clinic", _ -> {}).close();
    VerifierKey theirs = new AuditFolder(other).log().key().orElseThrow();
    assertThrows(
        Unverified.class,
        () ->
            AuditExport.write(
                log(), theirs, AuditExport.Form.JSONL, ALL, OutputStream.nullOutputStream()));
    Path bundle = log().folder().resolve("tile/entries/000.p/" + lines.size());
    byte[] bytes = Files.readAllBytes(bundle);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("0.1.0")] = '9';
    Files.write(bundle, bytes);
    IOException wrong =
        assertThrows(IOException.class, () -> export(AuditExport.Form.FHIR_R5, ALL));
    assertTrue(wrong.getCause() instanceof Unverified, wrong::toString);
  }

  @Test
  void aFullDiskIsNotTakenForABadLog() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    IOException wrong =
        assertThrows(
            IOException.class,
            () -> AuditExport.write(log(), key(), AuditExport.Form.JSONL, ALL, full));
    assertEquals("No space left on device", wrong.getMessage());
  }

  /// What was read of a log when, beside what had been written by then.
  private static final class Watched implements PublishedLog {
    private final PublishedLog log;
    private final ByteArrayOutputStream out;
    private final List<Long> writtenAtRead = new ArrayList<>();

    Watched(PublishedLog log, ByteArrayOutputStream out) {
      this.log = log;
      this.out = out;
    }

    @Override
    public byte[] checkpoint() throws IOException {
      return log.checkpoint();
    }

    @Override
    public Optional<byte[]> rotation(int number) throws IOException {
      return log.rotation(number);
    }

    @Override
    public byte[] read(Tile tile) {
      writtenAtRead.add(out.toString(StandardCharsets.UTF_8).lines().count());
      return log.read(tile);
    }

    @Override
    public String where() {
      return log.where();
    }
  }

  @Test
  void aLongLogIsWrittenBundleByBundle() throws IOException {
    int more = 2 * Tile.WIDTH;
    try (TransparencyLog log = TransparencyLog.open(new AuditFolder(state), "clinic", _ -> {})) {
      for (int i = 0; i < more; i++) {
        log.append(Samples.AT.plusSeconds(i), new AuditEntry.Stopped());
      }
    }
    var out = new ByteArrayOutputStream();
    var watched = new Watched(log(), out);
    AuditExport.write(watched, key(), AuditExport.Form.FHIR_R4, ALL, out);
    assertEquals(List.of(0L, 256L, 512L), watched.writtenAtRead);
    assertEquals(more + lines.size(), out.toString(StandardCharsets.UTF_8).lines().count());
  }
}
