package dev.surgeline.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Checkpoints, proofs in their two forms, and what a reader believes.
final class LogProofTest {
  /// The first test vector of RFC 8032 and the second one.
  private static final String SEED =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

  private static final String PUBLIC =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
  private static final String SEED_2 =
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
  private static final String PUBLIC_2 =
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";

  private static final NoteSigner LOG = signer("example.com/log", VerifierKey.Type.LOG, 1);
  private static final NoteSigner WITNESS = signer("w.example", VerifierKey.Type.COSIGNATURE, 2);
  private static final List<Hash> LEAVES =
      List.of(leaf("a"), leaf("b"), leaf("c"), leaf("d"), leaf("e"));
  private static final Checkpoint FIVE = Checkpoint.of("example.com/log", 5, Merkle.root(LEAVES));
  private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");

  private static NoteSigner signer(String name, VerifierKey.Type type, int which) {
    byte[] raw = HexFormat.of().parseHex(which == 1 ? PUBLIC : PUBLIC_2);
    byte[] seed = HexFormat.of().parseHex(which == 1 ? SEED : SEED_2);
    return NoteSigner.of(VerifierKey.of(name, type, raw), seed);
  }

  private static Hash leaf(String entry) {
    return Merkle.leaf(Strict.utf8(entry));
  }

  private static SignedNote signed(Checkpoint checkpoint) {
    return new SignedNote(checkpoint.text(), List.of(LOG.sign(checkpoint.text())));
  }

  private static SignedNote cosigned(Checkpoint checkpoint) {
    List<NoteSignature> signatures = new ArrayList<>(signed(checkpoint).signatures());
    signatures.add(WITNESS.cosign(checkpoint.text(), AT));
    return new SignedNote(checkpoint.text(), signatures);
  }

  private static LogProof proof(int index) {
    Tree tree =
        new Tree(
            5,
            (height, at) ->
                Merkle.root(LEAVES.subList((int) (at << height), (int) ((at + 1) << height))));
    return new LogProof(Optional.empty(), index, tree.inclusion(index).path(), signed(FIVE));
  }

  private static TrustPolicy policy(String text) {
    return TrustPolicy.parse(Strict.utf8(text));
  }

  @Test
  void aCheckpointIsThreeLines() {
    assertEquals("example.com/log\n5\n" + Merkle.root(LEAVES) + "\n", FIVE.text());
    assertEquals(FIVE, Checkpoint.parse(FIVE.text()));
    assertEquals(List.of("more"), Checkpoint.parse(FIVE.text() + "more\n").extensions());
    assertEquals(
        0, Checkpoint.parse("log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n").size());
    for (String wrong :
        List.of(
            "log\n5\n",
            FIVE.text().replace("\n5\n", "\n05\n"),
            FIVE.text().replace("\n5\n", "\n+5\n"),
            FIVE.text().replace("\n5\n", "\n-1\n"),
            FIVE.text().replace("\n5\n", "\n0\n"),
            FIVE.text().replace("\n5\n", "\n9223372036854775808\n"),
            FIVE.text().replace("=\n", "\n"),
            FIVE.text() + "\n",
            FIVE.text().strip(),
            "\n5\n" + Merkle.root(LEAVES) + "\n")) {
      assertThrows(Unverified.class, () -> Checkpoint.parse(wrong), wrong);
    }
  }

  @Test
  void aProofIsReadInBothFormsAndHolds() {
    TrustPolicy trust = TrustPolicy.of(LOG.key());
    for (int i = 0; i < 5; i++) {
      LogProof proof = proof(i);
      assertEquals(proof, LogProof.parse(Strict.utf8(proof.text())));
      assertEquals(proof, LogProof.parse(Strict.utf8(proof.spicy())));
      assertEquals("c2sp.org/tlog-proof@v1\n" + proof.spicy(), proof.text());
      assertEquals(FIVE, proof.verify(LEAVES.get(i), trust));
      Hash other = LEAVES.get((i + 1) % 5);
      assertThrows(Unverified.class, () -> proof.verify(other, trust));
    }
    LogProof extra = new LogProof(Optional.of("eA=="), 0, proof(0).path(), signed(FIVE));
    assertEquals(extra, LogProof.parse(Strict.utf8(extra.text())));
  }

  @Test
  void aProofWithAnyByteChangedOrCutIsRefused() {
    byte[] right = Strict.utf8(proof(4).text());
    TrustPolicy trust = TrustPolicy.of(LOG.key());
    for (int i = 0; i < right.length; i++) {
      byte[] wrong = right.clone();
      wrong[i] ^= 1;
      assertThrows(
          Unverified.class, () -> LogProof.parse(wrong).verify(LEAVES.get(4), trust), "byte " + i);
      byte[] cut = Arrays.copyOf(right, i);
      assertThrows(Unverified.class, () -> LogProof.parse(cut), "cut to " + i);
    }
    String hash = Merkle.EMPTY + "\n";
    String many = "index 0\n" + hash.repeat(64) + "\n" + signed(FIVE);
    assertThrows(Unverified.class, () -> LogProof.parse(Strict.utf8(many)));
  }

  @Test
  void aSizeThatWasEditedIsRefused() {
    Checkpoint six = Checkpoint.of(FIVE.origin(), 6, FIVE.root());
    SignedNote forged = new SignedNote(six.text(), signed(FIVE).signatures());
    var refused = assertThrows(Unverified.class, () -> TrustPolicy.of(LOG.key()).check(forged));
    assertEquals(
        "the signature of example.com/log does not fit: text or signature was changed",
        refused.getMessage());
  }

  @Test
  void aPolicySaysHowManyWitnessesThereMustBe() {
    String log = "log " + LOG.key() + " https://example.com/log\n";
    String witness = " # whom we trust\n\twitness  W\t" + WITNESS.key() + "\n";
    TrustPolicy one = policy(log + witness + "quorum W\n");
    assertEquals(FIVE, one.check(cosigned(FIVE)));
    var refused = assertThrows(Unverified.class, () -> one.check(signed(FIVE)));
    assertEquals(
        "cosigned by no known witness, 0 of 1 witnesses, and the policy asks for W",
        refused.getMessage());
    assertEquals(FIVE, policy(log + witness + "quorum none\n").check(signed(FIVE)));
    String other = "witness V " + signer("v.example", VerifierKey.Type.COSIGNATURE, 1).key() + "\n";
    String any = log + witness + other + "group G any V W\nquorum G\n";
    assertEquals(FIVE, policy(any).check(cosigned(FIVE)));
    assertThrows(Unverified.class, () -> policy(any.replace("any", "all")).check(cosigned(FIVE)));
    assertThrows(Unverified.class, () -> policy(any.replace("any", "2")).check(cosigned(FIVE)));
    String nested = log + witness + other + "group G 1 W\ngroup H all G V\nquorum H\n";
    assertThrows(Unverified.class, () -> policy(nested).check(cosigned(FIVE)));
    assertEquals(FIVE, policy(nested.replace("all G V", "any G V")).check(cosigned(FIVE)));
  }

  @Test
  void aWitnessAloneMakesNoCheckpointGood() {
    TrustPolicy trust =
        policy("log " + LOG.key() + "\nwitness W " + WITNESS.key() + "\nquorum W\n");
    List<NoteSignature> alone = List.of(WITNESS.cosign(FIVE.text(), AT));
    assertThrows(Unverified.class, () -> trust.check(new SignedNote(FIVE.text(), alone)));
    Checkpoint foreign = Checkpoint.of("example.com/other", 5, FIVE.root());
    var refused = assertThrows(Unverified.class, () -> trust.check(signed(foreign)));
    assertTrue(("" + refused.getMessage()).contains("example.com/other"), refused::getMessage);
  }

  @Test
  void whatIsNoPolicyIsRefusedWithItsLine() {
    String log = "log " + LOG.key() + "\n";
    String witness = "witness W " + WITNESS.key() + "\n";
    List<String> wrong =
        List.of(
            log,
            log + "quorum W\n",
            log + "quorum none\nquorum none\n",
            log + log + "quorum none\n",
            log + witness + witness.replace(" W ", " V ") + "quorum none\n",
            log + witness + witness + "quorum none\n",
            log + witness.replace(" W ", " none ") + "quorum none\n",
            log + "witness W " + LOG.key() + "\nquorum none\n",
            "log " + WITNESS.key() + "\nquorum none\n",
            log + witness + "group G 0 W\nquorum G\n",
            log + witness + "group G 2 W\nquorum G\n",
            log + witness + "group G 1 W W\nquorum G\n",
            log + witness + "group G any W\ngroup H any W\nquorum H\n",
            log + witness + "group G any G\nquorum G\n",
            log + witness + "group G any\nquorum G\n",
            log + "quorum none",
            log + "quorums none\n",
            log + "quorum none\r\n",
            "");
    for (String text : wrong) {
      assertThrows(Unverified.class, () -> policy(text), text);
    }
    var refused = assertThrows(Unverified.class, () -> policy(log + "\nquorum W\n"));
    assertEquals("line 3: no witness or group is called W on a line before", refused.getMessage());
    assertEquals(
        Collections.emptySortedMap(), policy("quorum none\n").witnesses(), "logs may be known");
  }
}
