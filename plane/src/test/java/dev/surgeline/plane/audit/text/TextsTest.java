package dev.surgeline.plane.audit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Texts on a real disk.
final class TextsTest {
  private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");
  private static final TextKind REASON = TextKind.EMERGENCY_REASON;

  @TempDir Path state;
  private Texts texts;

  @BeforeEach
  void place() {
    texts = new Texts(state.resolve("audit.texts"));
  }

  private Path file(TextReference reference) {
    return texts.folder().resolve("emergency-reason").resolve(reference.sha256() + ".json");
  }

  @Test
  void aTextIsKeptUnderTheHashOfItsFileAndOnlyItsOwnerMayRead() throws Exception {
    TextReference reference = texts.keep(AT, REASON, "a flood on ward 7");
    byte[] bytes = Files.readAllBytes(file(reference));
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertEquals(HexFormat.of().formatHex(hash), reference.sha256());
    assertEquals("rw-------", permissions(file(reference)));
    assertEquals("rwx------", permissions(texts.folder()));
    assertEquals("rwx------", permissions(file(reference).resolveSibling("")));
    var there = assertInstanceOf(FoundText.There.class, texts.find(reference));
    assertEquals("a flood on ward 7", there.kept().text());
    assertEquals(AT, there.kept().at());
    assertTrue(Base64.getDecoder().decode(there.kept().salt()).length >= 16);
    assertEquals(reference, TextReference.in(reference.toString()).orElseThrow());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void theSameTextHasAnotherHashEachTimeButWhenItIsTheSameCommand() throws IOException {
    TextReference first = texts.keep(AT, REASON, "flood");
    assertNotEquals(first, texts.keep(AT, REASON, "flood"));
    assertEquals(first, texts.keep(AT, REASON, "flood", List.of("flood", first.toString())));
    assertNotEquals(first, texts.keep(AT, REASON, "fire", List.of(first.toString())));
    byte[] bare =
        Json.canonical(new KeptText(AT, REASON, "", "flood")); // what somebody could guess
    assertNotEquals(first, TextReference.of(bare));
  }

  @Test
  void whatIsRemovedAlteredOrNotHereIsToldApart() throws IOException {
    TextReference gone = texts.keep(AT, REASON, "one");
    TextReference other = texts.keep(AT, REASON, "two");
    Files.delete(file(gone));
    assertEquals(new FoundText.Removed(), texts.find(gone));
    byte[] bytes = Files.readAllBytes(file(other));
    String text = new String(bytes, StandardCharsets.UTF_8).replace("two", "six");
    Files.writeString(file(other), text);
    assertEquals(new FoundText.Altered(file(other).toString()), texts.find(other));
    assertEquals(
        new Texts.Census(0, List.of(file(other).toString())), texts.census(), "and is counted so");
    Files.writeString(file(other), "no JSON");
    assertInstanceOf(FoundText.Altered.class, texts.find(other));
    var elsewhere = new Texts(state.resolve("elsewhere"));
    assertInstanceOf(FoundText.Hidden.class, elsewhere.find(gone));
  }

  @Test
  void halfATextIsSweptAndIsNone() throws IOException {
    TextReference whole = texts.keep(AT, REASON, "one");
    Path part = file(whole).resolveSibling("ab.part");
    Files.writeString(part, "{");
    assertEquals(new Texts.Census(1, List.of()), texts.census());
    texts.sweep();
    assertTrue(Files.notExists(part));
    assertInstanceOf(FoundText.There.class, texts.find(whole));
  }

  @Test
  void onlyWhatIsOldOfItsKindIsDueAndAlteredOnesStay() throws IOException {
    TextReference old = texts.keep(AT, REASON, "old");
    TextReference altered = texts.keep(AT, REASON, "old too");
    Files.writeString(file(altered), "{}");
    var _ = texts.keep(AT.plus(Duration.ofDays(10)), REASON, "new");
    var _ = texts.keep(AT, TextKind.EXPERIMENT_TITLE, "another kind");
    List<Path> due = texts.before(REASON, AT.plus(Duration.ofDays(1)));
    assertEquals(List.of(file(old)), due);
    texts.remove(REASON, due);
    assertEquals(new FoundText.Removed(), texts.find(old));
    assertEquals(2, texts.census().there());
  }

  @Test
  void retentionIsReadStrictly() {
    Retention asked = Retention.parse(List.of("experiment-title=30"));
    assertEquals(30, asked.days().get(TextKind.EXPERIMENT_TITLE));
    assertEquals(2192, asked.days().get(REASON), "six years");
    assertEquals(AT.minus(Duration.ofDays(2192)), asked.keptFrom(REASON, AT));
    for (String wrong :
        List.of("reason=3", "experiment-title", "experiment-title=0", "experiment-title=-1")) {
      assertThrows(IllegalArgumentException.class, () -> Retention.parse(List.of(wrong)), wrong);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> Retention.parse(List.of("log-review=3", "log-review=4")));
  }
}
