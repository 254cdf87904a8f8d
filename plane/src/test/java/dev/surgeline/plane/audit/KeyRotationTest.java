package dev.surgeline.plane.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log whose key is changed stays one log, for those who know its first key and for those who
/// know its last.
final class KeyRotationTest {
  private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");

  @TempDir Path state;
  private final List<String> said = new ArrayList<>();
  private AuditFolder folder;
  private VerifierKey first;
  private byte[] kept;

  @BeforeEach
  void aLogOfThreeEntries() throws IOException {
    folder = new AuditFolder(state);
    grow(3);
    first = key();
    kept = folder.log().checkpoint();
  }

  private void grow(int size) throws IOException {
    try (LogWriter writer = LogWriter.open(folder, "test", said::add)) {
      while (writer.size() < size) {
        AuditLine line = new AuditLine(writer.size(), AT, new AuditEntry.Stopped());
        writer.append(List.of(Json.canonical(line)));
      }
    }
  }

  private VerifierKey key() throws IOException {
    return folder.log().key().orElseThrow();
  }

  private VerifierKey rotated() throws IOException {
    return VerifierKey.parse(KeyRotation.rotate(folder, AT, said::add).to());
  }

  private Optional<String> problem(VerifierKey trusted) throws IOException {
    return LogCheck.verify(folder.log(), trusted, Optional.of(kept)).problem();
  }

  private SignedNote published() throws IOException {
    return SignedNote.parse(folder.log().checkpoint());
  }

  @Test
  void bothKeysSignUntilTheOldOneIsRetired() throws IOException {
    KeyRotation.Rotated rotated = KeyRotation.rotate(folder, AT, said::add);
    assertEquals(3, rotated.index());
    assertEquals(first.toString(), rotated.from());
    VerifierKey second = key();
    assertEquals(second.toString(), rotated.to());
    assertEquals(first.name(), second.name(), "it is the same log");
    TrustPolicy.of(first).check(published());
    TrustPolicy.of(second).check(published());
    grow(6);
    TrustPolicy.of(first).check(published());
    assertEquals(first, KeyRotation.retire(folder, said::add));
    assertFalse(Files.exists(folder.formerKey()));
    grow(7);
    assertThrows(Unverified.class, () -> TrustPolicy.of(first).check(published()));
    assertEquals(7, TrustPolicy.of(second).check(published()).size());
    assertEquals(List.of(), Fsck.run(folder.log(), second).problems());
  }

  @Test
  void whoKnowsAnyOfItsKeysFollowsItToTheLast() throws IOException {
    List<VerifierKey> keys = new ArrayList<>(List.of(first));
    for (int i = 0; i < 3; i++) {
      keys.add(rotated());
      KeyRotation.retire(folder, said::add);
      grow(300 * (i + 1));
    }
    for (VerifierKey known : keys) {
      LogCheck.Result result = LogCheck.verify(folder.log(), known, Optional.of(kept));
      assertEquals(Optional.empty(), result.problem());
      assertEquals(3, result.rotations().size());
      assertEquals(List.of(), Fsck.run(folder.log(), known).problems());
      assertEquals(5, ProvenEntry.of(folder.log(), known, 5).proof().index());
    }
    assertEquals(keys, KeyChain.of(folder.log(), first).keys());
  }

  @Test
  void withoutTheProofOfItTheNewKeyIsNotBelieved() throws IOException {
    rotated();
    KeyRotation.retire(folder, said::add);
    grow(5);
    Path proof = folder.log().rotationFile(1);
    String text = Files.readString(proof);
    Files.delete(proof);
    assertTrue(problem(first).orElse("").contains("no signature of a key that is trusted"));
    Files.writeString(proof, text.replaceFirst("index 3", "index 2"));
    assertTrue(problem(first).orElse("").startsWith("rotation/1: "), () -> "" + said);
  }

  /// Whoever has the new key alone can not make itself the successor of the old one.
  @Test
  void aRotationThatTheOldKeyDidNotSignIsRefused() throws IOException {
    Path others = Files.createDirectory(state.resolve("others"));
    AuditFolder stranger = new AuditFolder(others);
    LogWriter.open(stranger, "test", said::add).close();
    KeyRotation.rotate(stranger, AT, said::add);
    Path proof = folder.log().rotationFile(1);
    Files.createDirectory(proof.resolveSibling(""));
    String forged = Files.readString(stranger.log().rotationFile(1));
    Files.writeString(proof, forged);
    assertEquals(Optional.empty(), problem(first), "it is of another log, and says nothing here");
    rotated();
    assertTrue(Files.exists(folder.log().rotationFile(2)));
    assertTrue(
        problem(first).orElse("").contains("rotation/2 does not begin with the key of the last"));
  }

  /// The history under a rotation is the log's, not another one that the same key signed.
  @Test
  void aRotationOfAForkIsRefused() throws IOException {
    AuditFolder fork = new AuditFolder(Files.createDirectory(state.resolve("fork")));
    Files.copy(folder.key(), fork.key(), StandardCopyOption.COPY_ATTRIBUTES);
    try (LogWriter writer = LogWriter.open(fork, "", said::add)) {
      writer.append(List.of("other".getBytes(StandardCharsets.UTF_8)));
    }
    KeyRotation.rotate(fork, AT, said::add);
    Files.createDirectory(folder.log().rotationFile(1).resolveSibling(""));
    Files.copy(fork.log().rotationFile(1), folder.log().rotationFile(1));
    assertTrue(problem(first).orElse("").contains("no signature of a key that is trusted"));
    // With the thief's key as the log's own it shows all the same.
    Files.copy(fork.key(), folder.key(), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(fork.formerKey(), folder.formerKey(), StandardCopyOption.COPY_ATTRIBUTES);
    grow(4);
    assertTrue(
        problem(first).orElse("").contains("is not the one that the rotation's checkpoint is of"));
  }

  @Test
  void aSecondRotationWaitsForTheEndOfTheFirst() throws IOException {
    rotated();
    IOException refused = assertThrows(IOException.class, this::rotated);
    assertTrue(("" + refused.getMessage()).contains("--retire ends it first"));
    KeyRotation.retire(folder, said::add);
    IOException none = assertThrows(IOException.class, () -> KeyRotation.retire(folder, said::add));
    assertTrue(("" + none.getMessage()).contains("no former key signs"));
    rotated();
    assertEquals(Optional.empty(), problem(first));
  }

  @Test
  void aLogThatIsWrittenOrIsNotThereIsRefused() throws IOException {
    try (LogWriter writer = LogWriter.open(folder, "test", said::add)) {
      assertEquals(3, writer.size());
      assertThrows(IOException.class, this::rotated);
    }
    assertFalse(Files.exists(folder.nextKey()));
    AuditFolder nowhere = new AuditFolder(state.resolve("nowhere"));
    assertThrows(NoSuchFileException.class, () -> KeyRotation.rotate(nowhere, AT, said::add));
    assertFalse(Files.exists(state.resolve("nowhere")));
  }

  /// After each of its steps in turn: what the next had made is taken away, or put back.
  @Test
  void cutOffAnywhereItIsTakenUpWithTheSameKey() throws IOException {
    // Only the new key was made.
    VerifierKey second = LogKey.next(folder.nextKey(), first.name()).key();
    grow(4);
    assertEquals(Optional.empty(), problem(first), "the log goes on with the old key");
    // The entry too.
    try (LogWriter writer = LogWriter.open(folder, "test", said::add)) {
      AuditEntry entry = new AuditEntry.KeyRotated(first.toString(), second.toString());
      writer.append(List.of(Json.canonical(new AuditLine(4, AT, entry))));
    }
    grow(6);
    // The old key's copy too.
    Files.copy(folder.key(), folder.formerKey(), StandardCopyOption.COPY_ATTRIBUTES);
    grow(7);
    TrustPolicy.of(first).check(published());
    KeyRotation.Rotated rotated = KeyRotation.rotate(folder, AT, said::add);
    assertEquals(4, rotated.index(), "the entry of the first try");
    assertEquals(second, key());
    assertEquals(7, TrustPolicy.of(second).check(published()).size());
    assertFalse(Files.exists(folder.log().rotationFile(2)));
    assertEquals(Optional.empty(), problem(first));
    assertEquals(Optional.empty(), problem(second));
  }

  @Test
  void aStartAfterTheLastStepMakesItWhole() throws IOException {
    byte[] committed = Files.readAllBytes(folder.committed());
    byte[] vkey = Files.readAllBytes(folder.log().keyFile());
    Files.move(folder.key(), folder.formerKey());
    VerifierKey second = LogKey.next(folder.key(), first.name()).key();
    assertEquals(first, TrustPolicy.of(first).logs().getFirst());
    grow(3);
    assertFalse(Arrays.equals(committed, Files.readAllBytes(folder.committed())));
    assertFalse(Arrays.equals(vkey, Files.readAllBytes(folder.log().keyFile())));
    TrustPolicy.of(second).check(published());
    TrustPolicy.of(first).check(published());
  }
}
