package dev.surgeline.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a witness cosigns, and what it refuses for which reason.
final class WitnessVerdictTest {
  private static final NoteSigner LOG = signer("example.com/log", VerifierKey.Type.LOG);
  private static final NoteSigner OTHER = signer("example.com/other", VerifierKey.Type.LOG);

  private static NoteSigner signer(String name, VerifierKey.Type type) {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
      return new NoteSigner(VerifierKey.of(name, type, raw), pair.getPrivate());
    } catch (java.security.GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static Tree tree(String history, int size) {
    List<Hash> leaves =
        IntStream.range(0, size)
            .mapToObj(i -> Merkle.leaf((history + i).getBytes(StandardCharsets.UTF_8)))
            .toList();
    return new Tree(
        size,
        (height, index) ->
            Merkle.root(leaves.subList((int) (index << height), (int) ((index + 1) << height))));
  }

  private static Checkpoint checkpoint(String history, int size) {
    return Checkpoint.of("example.com/log", size, tree(history, size).root());
  }

  private static WitnessRequest request(int old, List<Hash> path, String text) {
    return new WitnessRequest(old, path, new SignedNote(text, List.of(LOG.sign(text))));
  }

  private static WitnessRequest grown(String history, int old, int size) {
    return request(
        old, tree(history, size).consistency(old).path(), checkpoint(history, size).text());
  }

  private static WitnessVerdict judge(Optional<Checkpoint> latest, WitnessRequest request) {
    return WitnessVerdict.of(List.of(LOG.key()), latest, WitnessRequest.parse(request.bytes()));
  }

  private static void refused(
      WitnessVerdict.Reason reason, Optional<Checkpoint> latest, WitnessRequest request) {
    var refused = assertInstanceOf(WitnessVerdict.Refuse.class, judge(latest, request));
    assertEquals(reason, refused.reason(), refused::sentence);
    assertEquals(latest.map(Checkpoint::size).orElse(0L), refused.latest());
  }

  @Test
  void whatGrewIsCosignedWithTheLogsOwnSignatureAlone() {
    for (int old = 0; old <= 9; old++) {
      Optional<Checkpoint> latest = old == 0 ? Optional.empty() : Optional.of(checkpoint("a", old));
      for (int size = old; size <= 9; size++) {
        WitnessRequest request = grown("a", old, size);
        String text = request.note().text();
        var two =
            new WitnessRequest(
                old,
                request.path(),
                new SignedNote(text, List.of(OTHER.sign(text), LOG.sign(text))));
        var cosign = assertInstanceOf(WitnessVerdict.Cosign.class, judge(latest, two));
        assertEquals(checkpoint("a", size), cosign.checkpoint());
        assertEquals(List.of(LOG.sign(text)), cosign.note().signatures());
      }
    }
  }

  @Test
  void everyReasonToRefuse() {
    Optional<Checkpoint> three = Optional.of(checkpoint("a", 3));
    refused(WitnessVerdict.Reason.FORKED, three, grown("b", 3, 7));
    refused(WitnessVerdict.Reason.FORKED, three, grown("b", 3, 3));
    refused(
        WitnessVerdict.Reason.FORKED,
        three,
        request(3, tree("b", 7).consistency(3).path(), checkpoint("a", 7).text()));
    refused(WitnessVerdict.Reason.FORKED, three, request(3, List.of(), grownText(7)));
    refused(
        WitnessVerdict.Reason.FORKED,
        Optional.empty(),
        request(0, List.of(Merkle.EMPTY), grownText(7)));
    refused(
        WitnessVerdict.Reason.FORKED,
        Optional.empty(),
        request(0, List.of(), "example.com/log\n0\n" + tree("a", 1).root() + "\n"));
    refused(WitnessVerdict.Reason.MALFORMED, three, request(3, List.of(), grownText(2)));
    refused(WitnessVerdict.Reason.MALFORMED, three, request(3, List.of(), "example.com/log\n"));
    refused(WitnessVerdict.Reason.STALE, three, grown("a", 2, 7));
    refused(WitnessVerdict.Reason.STALE, three, grown("a", 0, 2));
    refused(WitnessVerdict.Reason.STALE, Optional.empty(), grown("a", 2, 7));
    String foreign = "example.com/other\n" + grownText(7).substring("example.com/log\n".length());
    refused(WitnessVerdict.Reason.UNKNOWN_LOG, three, request(3, List.of(), foreign));
    String text = grownText(7);
    var unsigned = new SignedNote(text, List.of(OTHER.sign(text)));
    refused(WitnessVerdict.Reason.UNSIGNED, three, new WitnessRequest(3, List.of(), unsigned));
    var changed = new SignedNote(text, List.of(LOG.sign(grownText(8))));
    refused(WitnessVerdict.Reason.UNSIGNED, three, new WitnessRequest(3, List.of(), changed));
  }

  private static String grownText(int size) {
    return checkpoint("a", size).text();
  }

  @Test
  void aBodyIsReadInOneFormOnly() {
    String whole = new String(grown("a", 3, 7).bytes(), StandardCharsets.UTF_8);
    for (String wrong :
        List.of(
            "",
            "old 3",
            whole.replace("old 3", "old 03"),
            whole.replace("old 3", "old -3"),
            whole.replace("old 3", "Old 3"),
            whole.replace("old 3\n", "old 3\nx\n"),
            whole.replace("\n\nexample", "\nexample"),
            whole.replace("old 3\n", "old 3\n" + (Merkle.EMPTY + "\n").repeat(64)),
            whole + "x".repeat(WitnessRequest.BYTES_MAX))) {
      assertThrows(
          Unverified.class,
          () -> WitnessRequest.parse(wrong.getBytes(StandardCharsets.UTF_8)),
          wrong);
    }
  }

  @Test
  void aPolicySaysWhoIsMissing() {
    NoteSigner first = signer("w1", VerifierKey.Type.COSIGNATURE);
    NoteSigner second = signer("w2", VerifierKey.Type.COSIGNATURE);
    String lines =
        "witness X1 "
            + first.key()
            + " http://one\nwitness X2 "
            + second.key()
            + "\ngroup X all X1 X2\nquorum X\n";
    TrustPolicy policy = TrustPolicy.parse(lines.getBytes(StandardCharsets.UTF_8)).on(LOG.key());
    assertEquals("{X1=http://one}", policy.addresses().toString());
    String text = grownText(7);
    var at = java.time.Instant.parse("2026-11-22T08:00:00Z");
    var one = new SignedNote(text, List.of(LOG.sign(text), first.cosign(text, at)));
    assertEquals(java.util.Map.of("X1", at), policy.standing(one).cosigned());
    Unverified wrong = assertThrows(Unverified.class, () -> policy.check(one));
    assertEquals(
        "cosigned by X1, 1 of 2 witnesses, and the policy asks for X, 2 of X1, X2",
        wrong.getMessage());
    var both =
        new SignedNote(
            text, List.of(LOG.sign(text), first.cosign(text, at), second.cosign(text, at)));
    assertEquals(7, policy.check(both).size());
    assertThrows(Unverified.class, () -> policy.on(OTHER.key()).check(both));
    assertThrows(Unverified.class, () -> policy.on(LOG.key()).on(OTHER.key()));
  }
}
