package dev.surgeline.plane.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.NoteSigner;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.RuleCounts;
import dev.surgeline.wire.DocumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// What is a pack, what is refused, and whose signature is believed.
final class LoadedPackTest {
  @TempDir Path folder;

  @Test
  void thePacksThatComeAlongAreRead() {
    for (String name : ShippedPacks.NAMES) {
      LoadedPack one = ShippedPacks.read(name);
      assertEquals(name, one.pack().id());
      assertEquals(64, one.sha256().length());
      boolean proposed = one.pack().status().state() == RulePack.State.PROPOSED;
      assertEquals(name.equals("hipaa-security-nprm"), proposed, name);
    }
  }

  @ParameterizedTest
  @CsvFileSource(
      resources = "refused.txt",
      delimiter = '|',
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 1000)
  void whatIsWrongIsRefusedWithItsPlace(String from, String to, String message) {
    String text = Evidences.pack("logIntact");
    assertTrue(text.contains(from), from);
    String wrong = text.replace(from, to.equals("\"\"") ? "" : to);
    var refused =
        assertThrows(
            DocumentException.class,
            () -> LoadedPack.parse(wrong.getBytes(StandardCharsets.UTF_8), "house.yaml"));
    assertTrue(refused.getMessage().contains(message), refused::getMessage);
    assertTrue(refused.getMessage().startsWith("house.yaml:"), refused::getMessage);
  }

  @Test
  void oneDocumentWithEachIdOnce() {
    String text = Evidences.pack("logIntact");
    String rule = text.substring(text.indexOf("  - id"));
    for (String wrong : List.of(text + rule, text + "---\n" + text, "")) {
      assertThrows(
          DocumentException.class,
          () -> LoadedPack.parse(wrong.getBytes(StandardCharsets.UTF_8), "house.yaml"));
    }
  }

  @Test
  void aSignatureIsForThesePacksBytes() throws IOException {
    NoteSigner signer = PackSigning.fresh("example.org/rules");
    VerifierKey key = signer.key();
    Path file = folder.resolve("house.yaml");
    Files.writeString(file, Evidences.pack("logIntact"));
    String missing =
        assertThrows(Unverified.class, () -> LoadedPack.read(file, Optional.of(key))).getMessage();
    assertTrue(String.valueOf(missing).contains("is not signed"), missing);
    String signed = LoadedPack.read(file, Optional.empty()).signed();
    var note = new SignedNote(signed, List.of(signer.sign(signed)));
    Files.write(Path.of(file + ".note"), note.bytes());
    assertEquals(
        Optional.of("example.org/rules"), LoadedPack.read(file, Optional.of(key)).signedBy());
    assertEquals(Optional.empty(), LoadedPack.read(file, Optional.empty()).signedBy());
    VerifierKey other = VerifierKey.of("example.org/other", VerifierKey.Type.LOG, key.raw());
    assertThrows(Unverified.class, () -> LoadedPack.read(file, Optional.of(other)));
    Files.writeString(file, Evidences.pack("logIntact") + "# changed\n");
    String changed =
        assertThrows(Unverified.class, () -> LoadedPack.read(file, Optional.of(key))).getMessage();
    assertTrue(String.valueOf(changed).contains("for another pack or other bytes"), changed);
  }

  private Exemptions exceptions(String text) throws IOException {
    Path file = folder.resolve("exceptions.yaml");
    Files.writeString(file, text);
    return Exemptions.read(file);
  }

  @Test
  void anExceptionCountsForItsTimeAlone() throws IOException {
    String text =
        "exceptions: [{pack: house, rule: one, owner: ops-1, approver: ops-2,"
            + " granted: 2026-11-20, expires: 2026-11-21, reason: it is being mended}]\n";
    var subject = Subject.of(Evidences.NOW, Evidences.spec());
    List<LoadedPack> packs = List.of(Evidences.loaded("approvalRequired, approvers: 2"));
    var excepted = Assessment.of(subject, packs, exceptions(text));
    assertTrue(excepted.passed());
    var counts = excepted.packs().getFirst().counts();
    assertEquals(new RuleCounts(1, 0, 1, 0, 0, 0, 1, 0), counts);
    for (String day : List.of("2026-11-20", "2026-11-22")) {
      String moved =
          day.equals("2026-11-20")
              ? text.replace("expires: 2026-11-21", "expires: " + day)
              : text.replace("expires: 2026-11-21", "expires: " + day)
                  .replace("granted: 2026-11-20", "granted: " + day);
      assertEquals(false, Assessment.of(subject, packs, exceptions(moved)).passed(), day);
    }
    assertThrows(DocumentException.class, () -> exceptions(text.replace("ops-2", "ops-1")));
    LocalDate far = LocalDate.of(2027, 11, 21);
    assertThrows(
        DocumentException.class,
        () -> exceptions(text.replace("expires: 2026-11-21", "expires: " + far)));
  }
}
