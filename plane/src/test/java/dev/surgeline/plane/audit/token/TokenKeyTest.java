package dev.surgeline.plane.audit.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.LogCheck;
import dev.surgeline.plane.fixture.Home;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.RunningGateway;
import dev.surgeline.plane.fixture.SoftHsm;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Logs that a real PKCS#11 module signs; the JDK's own Ed25519 verifies them.
final class TokenKeyTest {
  private static final List<String> NATIVE = List.of("--enable-native-access=ALL-UNNAMED");

  @TempDir Path root;

  private AuditFolder folder(String name) throws IOException {
    return new AuditFolder(Files.createDirectories(root.resolve(name)));
  }

  private static Jvm signed(SoftHsm hsm, AuditFolder folder, int entries, String... uri)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("" + folder.state(), "" + entries));
    words.addAll(List.of(uri));
    return Jvm.start(hsm.in(Jvm.builder(Signed.class, NATIVE, words)));
  }

  private static LogCheck.Result verify(AuditFolder folder, VerifierKey key) throws IOException {
    return LogCheck.verify(folder.log(), key, Optional.empty());
  }

  @Test
  void aTokenSignsTheLogFromOneProcessToTheNext() throws Exception {
    SoftHsm hsm = SoftHsm.make(root.resolve("hsm"));
    AuditFolder folder = folder("state");
    try (Jvm first = signed(hsm, folder, 5, hsm.uri("audit"))) {
      assertEquals(0, first.exit(), first::said);
    }
    try (Jvm second = signed(hsm, folder, 3)) {
      assertEquals(0, second.exit(), second::said);
    }
    VerifierKey key = folder.log().key().orElseThrow();
    assertEquals(Optional.of(8L), verify(folder, key).size());
    String file = Files.readString(folder.key());
    assertEquals(hsm.uri("audit"), file.lines().findFirst().orElseThrow());
    assertFalse(file.contains("471147"), "a PIN in a file of ours");
    // Another key under the same name is not the log's.
    Files.writeString(folder.key(), file.replace("object=audit", "object=second"));
    refused(signed(hsm, folder, 1), "the secret key is not that of test/");
  }

  private static void refused(Jvm process, String sentence) {
    try (process) {
      assertTrue(process.exit() != 0, process::said);
      assertTrue(process.said().contains(sentence), process::said);
      assertFalse(process.said().contains("471147"), "a PIN was said");
    }
  }

  @Test
  void whatDoesNotDoIsOneSentence() throws Exception {
    SoftHsm hsm = SoftHsm.make(root.resolve("hsm"));
    AuditFolder folder = folder("state");
    String right = hsm.uri("audit");
    refused(signed(hsm, folder, 1, hsm.uri("none")), "no private Ed25519 key with the label none");
    refused(
        signed(hsm, folder, 1, right.replace("=surge;", "=other;")),
        "there are 0 tokens with the label other");
    refused(
        signed(hsm, folder, 1, right.replace("libsofthsm2", "libnothing")),
        "libnothing.so is no PKCS#11 module");
    refused(
        signed(hsm, folder, 1, right.replace("" + hsm.module(), "" + hsm.folder().resolve("conf"))),
        "conf can not be loaded");
    Files.setPosixFilePermissions(hsm.pin(), PosixFilePermissions.fromString("rw-r-----"));
    refused(signed(hsm, folder, 1, right), "holds a PIN, and others can read or change it");
    Files.setPosixFilePermissions(hsm.pin(), PosixFilePermissions.fromString("rw-------"));
    Files.writeString(hsm.pin(), "0000");
    refused(signed(hsm, folder, 1, right), "the PIN is wrong");
    assertFalse(Files.exists(folder.key()), "a key file that leads nowhere");
  }

  @Test
  void aControlPlaneSignsWithATokenAndItsKeyIsChangedToAnother() throws Exception {
    SoftHsm hsm = SoftHsm.make(root.resolve("hsm"));
    AuditFolder folder = folder("state");
    Home home = Home.make(root.resolve("home"));
    try (RunningGateway gateway = RunningGateway.start(home)) {
      Files.writeString(home.documents(), Hospital.documents("2s", "3s", 2, Home.bedsCommand()));
      try (Jvm plane = run(hsm, home, gateway, folder, hsm.uri("audit"))) {
        Until.holds("it runs: " + plane.said(), () -> !plane.out().isEmpty() || !plane.alive());
        plane.signal("TERM");
        assertEquals(143, plane.exit(), plane::said);
      }
      refused(run(hsm, home, gateway, folder, hsm.uri("second")), "--audit-key: the log's key is");
      VerifierKey old = folder.log().key().orElseThrow();
      try (Jvm rotate = rotate(hsm, home, folder, "--audit-key", hsm.uri("second"))) {
        assertEquals(0, rotate.exit(), rotate::said);
      }
      refused(rotate(hsm, home, folder, "--audit-key", "pkcs11:object=a"), "pin-source is missing");
      try (Jvm retire = rotate(hsm, home, folder, "--retire")) {
        assertEquals(0, retire.exit(), retire::said);
      }
      assertEquals(
          Optional.of(hsm.uri("second")), dev.surgeline.plane.audit.LogKey.token(folder.key()));
      LogCheck.Result verified = verify(folder, old);
      assertTrue(verified.ok(), verified::toString);
      assertEquals(1, verified.rotations().size());
    } finally {
      home.clear();
    }
  }

  private static Jvm run(
      SoftHsm hsm, Home home, RunningGateway gateway, AuditFolder folder, String uri)
      throws IOException {
    ProcessBuilder builder = home.surge("run", "-f", "" + home.documents());
    List<String> words = builder.command();
    words.addAll(List.of("--state", "" + folder.state(), "--gateway", "" + gateway.url()));
    words.addAll(List.of("--gateway-admin", "" + gateway.admin()));
    words.addAll(List.of("--gateway-token-file", "" + gateway.tokenFile()));
    words.addAll(List.of("--dashboard-port", "0", "--on-exit", "stop", "--audit-key", uri));
    return Jvm.start(hsm.in(builder));
  }

  private static Jvm rotate(SoftHsm hsm, Home home, AuditFolder folder, String... more)
      throws IOException {
    ProcessBuilder builder = home.surge("audit", "rotate", "--state", "" + folder.state());
    builder.command().addAll(List.of(more));
    return Jvm.start(hsm.in(builder));
  }

  @Test
  void addresses() {
    TokenUri uri =
        TokenUri.parse("pkcs11:object=a%20b;token=t+c?pin-source=env:PIN&module-path=/m.so");
    assertEquals("a b", uri.object());
    assertEquals("t+c", uri.token());
    assertEquals(Path.of("/m.so"), uri.module());
    for (String wrong :
        List.of(
            "",
            "pkcs11:",
            "file:/x",
            "pkcs11:token=t;object=o?module-path=/m.so",
            "pkcs11:token=t;object=o?module-path=m.so&pin-source=env:P",
            "pkcs11:token=t;object=o?module-path=/m.so&pin-source=1234",
            "pkcs11:token=t;object=o?module-path=/m.so&pin-source=file:",
            "pkcs11:token=t;object=o;pin-value=1234?module-path=/m.so&pin-source=env:P",
            "pkcs11:token=t;object=o?module-path=/m.so&pin-source=env:P&pin-value=1234",
            "pkcs11:token=t;token=u;object=o?module-path=/m.so&pin-source=env:P",
            "pkcs11:token=t;object=?module-path=/m.so&pin-source=env:P",
            "pkcs11:token=t;object=%zz?module-path=/m.so&pin-source=env:P")) {
      String sentence =
          ""
              + assertThrows(IllegalArgumentException.class, () -> TokenUri.parse(wrong))
                  .getMessage();
      assertFalse(sentence.contains("1234"), sentence);
    }
  }
}
