package dev.surgeline.plane.audit.stamp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.Main;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.Shell;
import dev.surgeline.plane.audit.StampCheck;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.OpenSslAuthority;
import dev.surgeline.plane.fixture.OpenSslAuthority.Manner;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log in this process, and an authority that is OpenSSL.
final class TimeStampingTest {
  private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
  private static final TimeStamping.Pace FAST =
      new TimeStamping.Pace(
          Duration.ZERO, Duration.ofMillis(20), Duration.ofSeconds(1), Duration.ofMillis(300));

  @TempDir Path root;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private OpenSslAuthority authority;
  private AuditFolder folder;
  private TransparencyLog log;

  @BeforeEach
  void begin() throws IOException {
    authority = OpenSslAuthority.start(root.resolve("authority"));
    folder = new AuditFolder(root.resolve("state"));
    log = TransparencyLog.open(folder, "test", said::add);
  }

  @AfterEach
  void end() throws IOException {
    if (authority != null) {
      log.close();
      authority.close();
    }
  }

  private void append(int entries) throws IOException {
    for (int i = 0; i < entries; i++) {
      log.append(AT, new AuditEntry.Stopped());
    }
  }

  private TimeStamping stamping(TimeStamping.Pace pace, Optional<StampTrust> trust) {
    return TimeStamping.start(
        folder,
        TimeStamping.check(authority.url()),
        trust,
        pace,
        InstantSource.system(),
        said::add);
  }

  private static StampTrust trust(Path file) throws IOException {
    return StampTrust.parse(Files.readAllBytes(file));
  }

  private StampCheck.Result check(Path certificates) throws IOException {
    VerifierKey key = folder.log().key().orElseThrow();
    return StampCheck.verify(folder.log(), key, trust(certificates));
  }

  private long stamped() throws IOException {
    return check(authority.root()).stamped().map(StampCheck.Stamped::size).orElse(0L);
  }

  /// What docs/operate tells an auditor.
  private int openssl(long data, long answer) throws IOException {
    return new Shell(folder.log().folder())
        .run(
            "openssl ts -verify -data timestamps/%d -in timestamps/%d.tsr -CAfile '%s'"
                .formatted(data, answer, authority.root()));
  }

  @Test
  void whatIsPublishedIsStampedAndOnceMoreAtTheEnd() throws Exception {
    append(3);
    Instant before = Instant.now().minusSeconds(1);
    TimeStamping.Pace seldom =
        new TimeStamping.Pace(
            Duration.ofHours(1),
            Duration.ofMillis(20),
            Duration.ofSeconds(20),
            Duration.ofHours(1));
    try (TimeStamping stamping = stamping(seldom, Optional.of(trust(authority.root())))) {
      Until.holds("a stamp: " + said, () -> Files.exists(folder.log().stampedFile()));
      assertEquals(3, stamped());
      append(300);
      log.close();
      assertTrue(stamping.alarm().isEmpty());
    }
    assertEquals(2, authority.asked(), "one at the start, one at the end");
    var last = check(authority.root()).stamped().orElseThrow();
    assertEquals(303, last.size());
    assertEquals("CN=authority", last.authority());
    assertFalse(last.at().isBefore(before), last::toString);
    assertFalse(last.at().isAfter(Instant.now().plusSeconds(1)), last::toString);
    assertEquals(0, openssl(3, 3));
    assertEquals(0, openssl(303, 303));
    assertNotEquals(0, openssl(3, 303));
    // A log that did not grow is not stamped again.
    stamping(FAST, Optional.empty()).close();
    assertEquals(2, authority.asked());
    assertEquals(List.of(), said);
  }

  @Test
  void aStampThatDoesNotFitIsRefused() throws Exception {
    assertEquals(Optional.of("the log has no time-stamp"), check(authority.root()).problem());
    append(2);
    stamping(FAST, Optional.empty()).close();
    byte[] first = Files.readAllBytes(folder.log().stampedFile());
    append(2);
    stamping(FAST, Optional.empty()).close();
    assertEquals(4, stamped());
    Path other = root.resolve("other");
    OpenSslAuthority.start(other).close();
    String problem = check(other.resolve("ca.pem")).problem().orElseThrow();
    assertTrue(problem.contains("CN=authority, whose certificate does not lead to"), problem);
    assertEquals(4, check(root.resolve("authority/tsa.pem")).stamped().orElseThrow().size());
    Path answer = folder.log().timestampFile(4);
    byte[] right = Files.readAllBytes(answer);
    Files.copy(folder.log().timestampFile(2), root.resolve("two"));
    Files.write(answer, Files.readAllBytes(root.resolve("two")));
    assertTrue(check(authority.root()).problem().isPresent(), "the answer of another size");
    Files.delete(answer);
    assertEquals(
        Optional.of(
            "1 of 2 time-stamps do not hold: checkpoint.stamped: timestamps/4.tsr is missing"),
        check(authority.root()).problem());
    Files.write(answer, right);
    String forged =
        new String(Files.readAllBytes(folder.log().stampedFile()), StandardCharsets.UTF_8);
    Files.writeString(folder.log().stampedFile(), forged.replace("\n4\n", "\n3\n"));
    assertTrue(
        check(authority.root()).problem().orElseThrow().contains(": checkpoint.stamped: "),
        "of nobody's checkpoint");
    // Older, and true; the newer one is kept all the same.
    Files.write(folder.log().stampedFile(), first);
    assertEquals(4, stamped());
  }

  @Test
  void everyStampThatIsKeptIsLookedAt() throws Exception {
    for (int i = 0; i < 3; i++) {
      append(2);
      stamping(FAST, Optional.empty()).close();
    }
    var all = check(authority.root()).stamped().orElseThrow();
    assertEquals(
        List.of(6L, 3L, 3L), List.of(all.size(), (long) all.held(), all.kept().orElse(0) + 0L));
    // What a crash left behind has no checkpoint to be about.
    Files.copy(folder.log().timestampFile(2), folder.log().timestampFile(3));
    assertEquals(Optional.empty(), check(authority.root()).problem());
    Path middle = folder.log().timestampFile(4);
    byte[] right = Files.readAllBytes(middle);
    byte[] wrong = right.clone();
    // In the signature, which is at the end.
    wrong[right.length - 20] ^= 1;
    for (byte[] bad :
        List.of(wrong, Files.readAllBytes(folder.log().timestampFile(2)), new byte[0])) {
      Files.write(middle, bad);
      var found = check(authority.root());
      assertTrue(
          found.problem().orElseThrow().startsWith("1 of 3 time-stamps do not hold: "),
          found::toString);
      assertEquals(2, found.stamped().orElseThrow().held());
    }
    Files.write(middle, right);
    Path note = folder.log().stampedFile(4);
    Files.copy(folder.log().stampedFile(2), note, StandardCopyOption.REPLACE_EXISTING);
    String other = check(authority.root()).problem().orElseThrow();
    assertTrue(other.contains("timestamps/4: it is of 2 entries"), other);
    Files.delete(note);
    assertEquals(2, check(authority.root()).stamped().orElseThrow().held());
  }

  @Test
  void theCommandSaysHowManyOfHowMany() throws Exception {
    for (int i = 0; i < 2; i++) {
      append(2);
      stamping(FAST, Optional.empty()).close();
    }
    List<String> verify =
        List.of(
            "audit",
            "verify",
            "--log",
            folder.state().toString(),
            "--tsa-certificate",
            authority.root().toString());
    try (Jvm whole = Jvm.start(Main.class, List.of(), verify)) {
      assertEquals(0, whole.exit(), whole::said);
      String said = "time-stamped up to entry 4, at ";
      assertTrue(
          whole.said().contains(said) && whole.said().contains("; 2 of 2 time-stamps kept hold"),
          whole::said);
    }
    Files.delete(folder.log().timestampFile(2));
    try (Jvm less = Jvm.start(Main.class, List.of(), verify)) {
      assertEquals(1, less.exit(), less::said);
      assertTrue(
          less.said()
              .contains(
                  "1 of 2 time-stamps do not hold: timestamps/2: timestamps/2.tsr is missing"),
          less::said);
    }
  }

  @Test
  void aStampOfAnotherHistoryIsRefused() throws Exception {
    append(5);
    stamping(FAST, Optional.empty()).close();
    Path key = folder.key();
    log.close();
    AuditFolder forged = new AuditFolder(root.resolve("forged"));
    Files.createDirectory(forged.state());
    Files.copy(key, forged.key(), StandardCopyOption.COPY_ATTRIBUTES);
    AuditFolder honest = folder;
    folder = forged;
    log = TransparencyLog.open(forged, "test", said::add);
    for (int i = 0; i < 9; i++) {
      log.append(AT.plusSeconds(1), new AuditEntry.Stopped());
    }
    Files.createDirectory(forged.log().folder().resolve("timestamps"));
    Files.copy(honest.log().timestampFile(5), forged.log().timestampFile(5));
    Files.copy(honest.log().stampedFile(), forged.log().stampedFile());
    String problem = check(authority.root()).problem().orElseThrow();
    assertTrue(problem.contains("not the one that the time-stamped checkpoint is of"), problem);
  }

  @Test
  void anAuthorityThatAnswersWrongOrNotHarmsNothingAndPeopleAreToldOnce() throws Exception {
    Map<Manner, String> refused =
        Map.of(
            Manner.ALTERED, "does not hold",
            Manner.OTHER_HASH, "does not hold",
            Manner.OTHER_NONCE, "does not hold",
            Manner.REFUSES, "refused",
            Manner.HUGE, "does not answer",
            Manner.REDIRECTS, "it answered 302",
            Manner.SILENT, "did not answer within 1 s");
    for (var one : refused.entrySet()) {
      said.clear();
      authority.behave(one.getKey());
      Path before = folder.log().stampedFile();
      Files.deleteIfExists(before);
      try (TimeStamping stamping = stamping(FAST, Optional.empty())) {
        append(20);
        Until.holds(one.getKey() + ": " + said, () -> stamping.alarm().isPresent());
        assertFalse(Files.exists(folder.log().stampedFile()), one::toString);
        String sentence = stamping.alarm().orElseThrow().sentence();
        assertTrue(sentence.contains(one.getValue()), one.getKey() + ": " + sentence);
        authority.behave(Manner.HONEST);
        Until.holds("it works again: " + said, () -> stamping.alarm().isEmpty());
      }
      assertEquals(
          1, said.stream().filter(line -> line.startsWith("ALERT ")).count(), said::toString);
      assertEquals("audit time-stamps: work again", said.getLast());
      assertTrue(stamped() > 0);
    }
  }

  @Test
  void noAuthorityThereIsAnAlarmAlone() throws Exception {
    authority.close();
    try (TimeStamping stamping = stamping(FAST, Optional.empty())) {
      append(20);
      Until.holds("an alarm: " + said, () -> stamping.alarm().isPresent());
    }
  }

  @Test
  void noBitOfAnAnswerCanBeChangedToSayAnotherTime() throws Exception {
    byte[] data = "a checkpoint\n".getBytes(StandardCharsets.UTF_8);
    byte[] right = authority.reply(Stamp.request(data, BigInteger.TEN));
    Optional<StampTrust> trust = Optional.of(trust(authority.root()));
    Stamp stamp = Stamp.check(right, data, Optional.of(BigInteger.TEN), trust);
    int believed = 0;
    for (int i = 0; i < right.length; i++) {
      byte[] wrong = right.clone();
      wrong[i] ^= 1;
      try {
        assertEquals(stamp, Stamp.check(wrong, data, Optional.of(BigInteger.TEN), trust), "" + i);
        believed++;
      } catch (Unverified refused) {
        assertTrue(String.valueOf(refused.getMessage()).length() > 20);
      }
    }
    // What nobody needs: the root that came along, and the envelope's version numbers.
    assertTrue(believed < right.length / 3, believed + " of " + right.length);
    for (int i = 0; i < right.length; i += 50) {
      byte[] cut = java.util.Arrays.copyOf(right, i);
      assertThrows(Unverified.class, () -> Stamp.check(cut, data, Optional.empty(), trust));
    }
  }

  @Test
  void addressesAndCertificates() {
    assertEquals("http", TimeStamping.check("http://tsa.example/tsr").getScheme());
    for (String wrong :
        List.of(
            "", "tsa.example", "ftp://tsa.example", "http://who:pass@tsa.example/", "http://")) {
      assertThrows(Unverified.class, () -> TimeStamping.check(wrong), wrong);
    }
    for (String wrong : List.of("", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n")) {
      assertThrows(
          Unverified.class, () -> StampTrust.parse(wrong.getBytes(StandardCharsets.UTF_8)), wrong);
    }
  }
}
