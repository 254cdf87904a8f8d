package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.TransparencyLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surge audit export` in this process.
final class AuditExportCommandTest {
  private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");

  @TempDir Path folder;
  private Path state;

  @BeforeEach
  void write() throws IOException {
    state = folder.resolve("state");
    try (TransparencyLog log = TransparencyLog.open(new AuditFolder(state), "clinic", _ -> {})) {
      log.append(AT, new AuditEntry.Started("1", "journal-00000001.jsonl", false));
      log.append(AT.plusSeconds(86_400), new AuditEntry.Stopped());
    }
  }

  private Ended export(Object... words) {
    List<Object> all = new ArrayList<>(List.of("--no-entry"));
    all.addAll(List.of(words));
    return logged(all.toArray());
  }

  private Ended logged(Object... words) {
    List<String> line = new ArrayList<>(List.of("audit", "export", "--log", state.toString()));
    for (Object word : words) {
      line.add(word.toString());
    }
    return Ended.of(line.toArray());
  }

  private static void says(int exit, String text, Ended ended) {
    assertEquals(exit, ended.exit(), ended::toString);
    assertTrue((ended.out() + ended.err()).contains(text), ended::toString);
  }

  @Test
  void everyFormatGoesToStdout() {
    for (String format : List.of("fhir-r4", "fhir-r5", "jsonl", "FHIR-R4")) {
      Ended ended = export("--format", format);
      assertEquals(0, ended.exit(), ended::toString);
      assertEquals(2, ended.out().lines().count(), ended::toString);
      assertTrue(ended.out().lines().allMatch(line -> line.startsWith("{")), ended::toString);
      String none = "surge: this export leaves no entry on the log: --no-entry\n";
      assertEquals(none, ended.err());
    }
    says(0, "\"code\":\"110120\"", export("--format", "fhir-r5"));
    says(0, "\r\n0,2026-11-21T08:00:00Z,started,", export("--format", "csv"));
  }

  @Test
  void aRangeGoesToAFileWhichIsToldOf() throws IOException {
    Path file = folder.resolve("events.ndjson");
    Ended ended = export("--format", "fhir-r4", "--to", "2026-11-22", "-o", file);
    says(0, "wrote 1 of 2 entries of clinic/", ended);
    assertEquals(1, Files.readAllLines(file).size());
    Ended json = export("--format", "csv", "--from", "2026-11-22", "-o", file, "--json");
    says(0, "\"written\": 1,\n", json);
    says(0, "\"size\": 2,\n", json);
    assertTrue(Files.readString(file).endsWith(",stopped,,,false,,,,,\r\n"));
    assertFalse(Files.exists(folder.resolve("events.ndjson.part")));
  }

  @Test
  void aLogThatDoesNotHoldLeavesTheFileAsItWas() throws IOException {
    Path file = Files.writeString(folder.resolve("events.ndjson"), "before");
    Path bundle = new AuditFolder(state).log().folder().resolve("tile/entries/000.p/2");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("journal-0")] = 'k';
    Files.write(bundle, bytes);
    says(1, "do not lead to its checkpoint's root", export("--format", "jsonl", "-o", file));
    assertEquals("before", Files.readString(file));
    assertFalse(Files.exists(folder.resolve("events.ndjson.part")));
    says(1, "do not lead to its checkpoint's root", export("--format", "csv"));
  }

  @Test
  void whatIsWrongIsSaidInASentence() {
    says(
        2,
        "--format is one of fhir-r4, fhir-r5, csv, jsonl, oscal, not xml",
        export("--format", "xml"));
    says(2, "--format", export());
    says(2, "give -o too", export("--format", "csv", "--json"));
    says(2, "is a folder", export("--format", "csv", "-o", folder));
    says(2, "--from is a time such as", export("--format", "csv", "--from", "now"));
    Path none = folder.resolve("none/events.csv");
    Ended ended = export("--format", "csv", "-o", none);
    says(2, "there is no folder", ended);
  }

  @Test
  void theLogsOwnChecksGoOutAsOscal() throws IOException {
    Ended printed = export("--format", "oscal");
    says(0, "\"oscal-version\": \"1.1.2\"", printed);
    says(0, "\"target-id\": \"log-intact.logIntact\"", printed);
    assertFalse(printed.out().contains("not-satisfied"), printed::toString);
    Path file = folder.resolve("log.oscal.json");
    says(0, "automated checks passed", export("--format", "oscal", "-o", file));
    assertTrue(Files.readString(file).contains("\"control-id\": \"log-approvals\""));
    says(0, "\"passed\": ", export("--format", "oscal", "-o", file, "--json"));
    says(2, "takes --from and --to", export("--format", "oscal", "--kind", "started"));
    Path bundle = new AuditFolder(state).log().folder().resolve("tile/entries/000.p/2");
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("journal-0")] = 'k';
    Files.write(bundle, bytes);
    says(1, "\"state\": \"not-satisfied\"", export("--format", "oscal"));
  }

  /// Two actions without an outcome, of which one began in the range, and a break-glass before it.
  @Test
  void oscalIsOfARangeAsTheOtherFormatsAre() throws IOException {
    try (TransparencyLog log = TransparencyLog.open(new AuditFolder(state), "clinic", _ -> {})) {
      log.append(AT, new AuditEntry.EmergencyTurned(glass(AT.minusSeconds(86_400 * 9))));
      log.append(AT, intent(AT));
      log.append(AT.plusSeconds(86_400), intent(AT.plusSeconds(86_400)));
      log.append(AT.plusSeconds(3 * 86_400), new AuditEntry.Stopped());
    }
    says(1, "2 of 2 intents have no outcome", export("--format", "oscal"));
    Ended later = export("--format", "oscal", "--from", "2026-11-22");
    says(1, "1 of 1 intents have no outcome", later);
    says(1, "of what began on the log from 2026-11-22T00:00:00Z to the end", later);
    says(1, "no break-glass is on the log", later);
    says(1, "1 of 1 break-glass were not reviewed in time", export("--format", "oscal"));
    Ended before = export("--format", "oscal", "--to", "2026-11-21");
    says(0, "the audit log has no entries that were asked for", before);
    says(
        0,
        "6 entries",
        export("--format", "oscal", "--from", "2026-11-24", "-o", folder.resolve("x")));
  }

  private static Emergency glass(Instant at) {
    return Emergency.started(
        at,
        new Actor("ops-7"),
        new Command.StartEmergency(
            "why", new Emergency.Scope.All(), Duration.ofHours(1), Optional.empty()));
  }

  private static AuditEntry.Intent intent(Instant at) {
    var action = Action.Scale.of(new WorkloadName("beds"), at, new Replicas(4), new Replicas(8));
    return new AuditEntry.Intent(action, Optional.empty(), Optional.empty(), "journal:1");
  }

  private List<AuditLine> lines() throws IOException {
    return AuditReader.read(new AuditFolder(state).log());
  }

  @Test
  void anExportIsOnTheLogBeforeItIsMade() throws IOException {
    Ended csv = logged("--format", "csv", "--from", "2026-11-22", "--kind", "stopped");
    assertEquals("", csv.err());
    says(0, ",stopped,", csv);
    says(0, "log exported surge audit export, 1 times", query());
    says(0, ": csv, from 2026-11-22T00:00:00Z to the end, not all entries", query());
    says(0, "\"oscal-version\"", logged("--format", "oscal", "--to", "2026-11-22"));
    List<AuditLine> lines = lines();
    assertEquals(4, lines.size());
    var entry = (AuditEntry.Accessed) lines.getLast().entry();
    assertEquals(Optional.empty(), entry.actor());
    assertEquals(
        Optional.of(
            new AuditEntry.Export(
                "oscal", Optional.empty(), Optional.of(AT.plusSeconds(57_600)), false)),
        entry.export());
    // The entry itself is in an export that asks for it.
    says(0, "\"format\":\"jsonl\"", logged("--format", "jsonl"));
  }

  private Ended query() {
    return Ended.of("audit", "query", "--log", state, "--kind", "accessed");
  }

  @Test
  void whatCanNotBeOnTheLogIsSaid() throws IOException {
    try (TransparencyLog log = TransparencyLog.open(new AuditFolder(state), "clinic", _ -> {})) {
      Ended held = logged("--format", "csv");
      says(0, "leaves no entry on the log: ", held);
      says(0, "is being written by another control plane", held);
      assertEquals(2, AuditReader.read(log.folder()).size());
    }
    String other = "--key=" + "other+0b7d6b7a+AQAA";
    assertEquals(2, logged("--format", "csv", other).exit());
    Path key = new AuditFolder(state).key();
    Files.move(key, folder.resolve("elsewhere"));
    says(0, "is a copy without the log's key", logged("--format", "csv"));
    assertEquals(2, lines().size());
  }
}
