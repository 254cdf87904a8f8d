package dev.surgeline.core.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Notes of ours and the example of Go's note package, which others' tools verify too.
final class SignedNoteTest {
  private static final VerifierKey PETER =
      VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  private static final String PETERS_SECRET =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;
  private static final String NOTE =
      TEXT
          + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZ"
          + "SNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

  private static SignedNote note(String text) {
    return SignedNote.parse(Strict.utf8(text));
  }

  @Test
  void theExampleOfGosNotePackageHoldsAndIsMadeAgainToTheByte() {
    SignedNote note = note(NOTE);
    assertEquals(TEXT, note.text());
    assertEquals(
        List.of(new SignedNote.Verified(PETER, Optional.empty())), note.verify(List.of(PETER)));
    assertArrayEquals(Strict.utf8(NOTE), note.bytes());
    NoteSigner signer = NoteSigner.parse(PETERS_SECRET, PETER);
    assertEquals(note, new SignedNote(TEXT, List.of(signer.sign(TEXT))));
    assertEquals(
        PETERS_SECRET,
        NoteSigner.text(
            PETER,
            Arrays.copyOfRange(
                Base64.getDecoder().decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"),
                1,
                33)));
  }

  @Test
  void aKeysTextIsReadBackAndAnAlteredOneIsRefused() {
    assertEquals(
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", PETER.toString());
    // Its base64 has a plus.
    String plus = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";
    assertEquals(plus, VerifierKey.parse(plus).toString());
    for (String wrong :
        List.of(
            "",
            "PeterNeumann",
            "PeterNeumann+c74f20a3",
            "PeterNeuman+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TX",
            "PeterNeumann+c74f20a3+Bhpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10Q=",
            "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")) {
      assertThrows(Unverified.class, () -> VerifierKey.parse(wrong), wrong);
    }
  }

  @Test
  void aSecretThatIsNotTheKeysIsRefusedAndNotShown() {
    String other = PETERS_SECRET.replace("AYEKFALV", "AYEKFALW");
    for (String wrong : List.of(other, "", PETERS_SECRET + "!", PETERS_SECRET.substring(4))) {
      var refused = assertThrows(Unverified.class, () -> NoteSigner.parse(wrong, PETER));
      assertTrue(!("" + refused.getMessage()).contains("EKFAL"), refused::getMessage);
    }
  }

  @Test
  void aByteOfTextOrSignatureThatChangedIsRefused() {
    byte[] right = Strict.utf8(NOTE);
    for (int i = 0; i < right.length; i++) {
      for (int bit = 0; bit < 8; bit += 3) {
        byte[] wrong = right.clone();
        wrong[i] ^= (byte) (1 << bit);
        assertThrows(
            Unverified.class, () -> SignedNote.parse(wrong).verify(List.of(PETER)), "byte " + i);
      }
    }
    for (int length = 0; length < right.length; length++) {
      byte[] cut = Arrays.copyOf(right, length);
      assertThrows(Unverified.class, () -> SignedNote.parse(cut), "cut to " + length);
    }
  }

  @Test
  void whatIsNoNoteIsRefused() {
    String line = NOTE.substring(TEXT.length() + 1);
    for (String wrong :
        List.of(
            TEXT,
            TEXT + "\n",
            TEXT + "\n" + line + "\n",
            TEXT + "\n" + line + "more\n",
            TEXT.replace("\n", "\r\n") + "\n" + line,
            TEXT + "\u0000\n\n" + line,
            TEXT + "\n" + line.replace("=", ""),
            TEXT + "\n" + line.replace("\u2014", "-"),
            TEXT + "\n" + "\u2014 PeterNeumann x08goA==\n",
            TEXT + "\n" + line.repeat(101))) {
      assertThrows(Unverified.class, () -> note(wrong), wrong);
    }
    byte[] latin = Strict.utf8(NOTE);
    latin[3] = (byte) 0xe4;
    assertThrows(Unverified.class, () -> SignedNote.parse(latin));
    assertThrows(Unverified.class, () -> SignedNote.parse(new byte[1_000_001]));
  }

  @Test
  void emptyLinesInTheTextBelongToIt() {
    String text = "one\n\n\ntwo\n";
    NoteSignature signature = NoteSigner.parse(PETERS_SECRET, PETER).sign(text);
    SignedNote note = note(text + "\n" + signature);
    assertEquals(text, note.text());
    assertEquals(1, note.verify(List.of(PETER)).size());
  }

  @Test
  void signaturesOfUnknownKeysSayNothingAndABadOneOfAKnownKeyIsRefused() {
    NoteSignature good = note(NOTE).signatures().getFirst();
    byte[] grease = new byte[68];
    Arrays.fill(grease, (byte) 0x5a);
    String unknown = Base64.getEncoder().encodeToString(grease);
    NoteSignature other = new NoteSignature("grease.example", unknown);
    NoteSignature sameName = new NoteSignature("PeterNeumann", unknown);
    SignedNote greased = new SignedNote(TEXT, List.of(other, good, sameName, good));
    assertEquals(1, greased.verify(List.of(PETER)).size(), "a key that signed twice counts once");
    SignedNote only = new SignedNote(TEXT, List.of(other, sameName));
    var refused = assertThrows(Unverified.class, () -> only.verify(List.of(PETER)));
    assertEquals(
        "there is no signature of a key that is trusted; signed it was by grease.example,"
            + " PeterNeumann",
        refused.getMessage());
    byte[] bad = Base64.getDecoder().decode(good.blob());
    bad[10] ^= 1;
    NoteSignature broken =
        new NoteSignature("PeterNeumann", Base64.getEncoder().encodeToString(bad));
    SignedNote both = new SignedNote(TEXT, List.of(good, broken));
    assertThrows(Unverified.class, () -> both.verify(List.of(PETER)));
    assertThrows(Unverified.class, () -> note(NOTE).verify(List.of(PETER, PETER)));
  }

  @Test
  void aCosignatureIsOverItsTimeToo() {
    VerifierKey witness = VerifierKey.of("witness", VerifierKey.Type.COSIGNATURE, PETER.raw());
    String secret = PETERS_SECRET.replace("PeterNeumann+c74f20a3", "witness+" + witness.hexId());
    NoteSigner signer = NoteSigner.parse(secret, witness);
    Instant at = Instant.parse("2026-11-21T08:00:00Z");
    NoteSignature signature = signer.cosign(TEXT, at);
    assertEquals(72, signature.value().length);
    SignedNote note = new SignedNote(TEXT, List.of(signature));
    assertEquals(
        List.of(new SignedNote.Verified(witness, Optional.of(at))), note.verify(List.of(witness)));
    byte[] later = Base64.getDecoder().decode(signature.blob());
    later[11]++;
    SignedNote moved =
        new SignedNote(
            TEXT, List.of(new NoteSignature("witness", Base64.getEncoder().encodeToString(later))));
    assertThrows(Unverified.class, () -> moved.verify(List.of(witness)));
    assertThrows(IllegalStateException.class, () -> signer.sign(TEXT));
    assertThrows(
        IllegalStateException.class, () -> NoteSigner.parse(PETERS_SECRET, PETER).cosign(TEXT, at));
  }
}
