package dev.surgeline.plane.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.audit.text.Retention;
import dev.surgeline.plane.audit.text.TextKind;
import dev.surgeline.plane.audit.text.TextReference;
import dev.surgeline.plane.audit.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Texts whose time is over, beside a real log.
final class TextRetentionTest {
  private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");

  @TempDir Path state;
  private final List<String> said = new ArrayList<>();

  private static AuditEntry tried(TextReference title) {
    return new AuditEntry.Experimented(
        new Actor("ops-1"),
        title.toString(),
        "ab".repeat(32),
        AuditEntry.Trial.BEGUN,
        Optional.empty());
  }

  @Test
  void theyAreRemovedOnceHowManyIsOnTheLogAndTheLogVerifiesAsBefore() throws IOException {
    AuditFolder folder = new AuditFolder(state);
    Texts texts = folder.texts();
    TextReference old = texts.keep(AT, TextKind.EXPERIMENT_TITLE, "old");
    TextReference young = texts.keep(AT.plus(Duration.ofDays(399)), TextKind.EXPERIMENT_TITLE, "y");
    Instant now = AT.plus(Duration.ofDays(401));
    try (TransparencyLog log = TransparencyLog.open(folder, "test", said::add);
        var retention = new TextRetention(texts, Retention.DEFAULT, log, () -> now, said::add)) {
      log.append(AT, tried(old));
      log.append(AT, tried(young));
      assertEquals(new TextCount(2, 0, 0, List.of(), 0), TextCount.of(folder.log(), texts));
      retention.removeDue();
      retention.removeDue();
      assertEquals(
          List.of(new AuditEntry.TextsRemoved(new TreeMap<>(Map.of(TextKind.EXPERIMENT_TITLE, 1)))),
          AuditReader.read(folder.log()).stream().skip(2).map(AuditLine::entry).toList());
      assertEquals(new TextCount(1, 1, 0, List.of(), 0), TextCount.of(folder.log(), texts));
    }
    assertTrue(said.getLast().contains("{experiment-title=1}"), said::toString);
    VerifierKey key = folder.log().key().orElseThrow();
    assertTrue(LogCheck.verify(folder.log(), key, Optional.empty()).ok());
    assertTrue(Fsck.run(folder.log(), key).ok());
    Files.delete(texts.folder().resolve("experiment-title").resolve(young.sha256() + ".json"));
    assertEquals(
        new TextCount(0, 2, 1, List.of(), 0),
        TextCount.of(folder.log(), texts),
        "what somebody else removed shows");
  }

  @Test
  void whatCanNotBePutOnTheLogIsNotRemoved() throws IOException {
    AuditFolder folder = new AuditFolder(state);
    TextReference old = folder.texts().keep(AT, TextKind.LOG_REVIEW, "old");
    TransparencyLog log = TransparencyLog.open(folder, "test", said::add);
    log.close();
    Instant now = AT.plus(Duration.ofDays(9999));
    try (var retention =
        new TextRetention(folder.texts(), Retention.DEFAULT, log, () -> now, said::add)) {
      assertThrows(IOException.class, retention::removeDue);
    }
    assertEquals("old", folder.texts().find(old).words());
  }
}
