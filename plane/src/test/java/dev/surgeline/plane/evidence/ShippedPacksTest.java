package dev.surgeline.plane.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.NoteSigner;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.Main;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packs that come along are what the key of their edition signed, every one of them.
final class ShippedPacksTest {
  private static final Path RESOURCES =
      Path.of(System.getProperty("surge.home", ".."), "plane/src/main/resources/evidence");

  @TempDir Path folder;

  private static List<Path> all() throws IOException {
    try (var files = Files.list(RESOURCES)) {
      return files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ".yaml".length());
  }

  @Test
  void eachIsSignedWithTheKeyOfItsEdition() throws IOException {
    var key = ShippedPacks.key();
    assertTrue(key.name().matches("surgeline\\.dev/rule-packs/20\\d\\d-\\d\\d-\\d\\d(\\.\\d)?"));
    List<String> names = new ArrayList<>(ShippedPacks.NAMES);
    names.add(ShippedPacks.OF_THE_LOG);
    assertEquals(
        names.stream().sorted().toList(), all().stream().map(it -> name(it)).sorted().toList());
    for (String name : names) {
      assertEquals(Optional.of(key.name()), ShippedPacks.read(name).signedBy(), name);
    }
    for (Path file : all()) {
      // As whoever has the source and the key reads it.
      assertEquals(Optional.of(key.name()), LoadedPack.read(file, Optional.of(key)).signedBy());
    }
  }

  @Test
  void oneByteIsEnoughToBeRefused() throws IOException {
    var key = ShippedPacks.key();
    for (Path file : all()) {
      String pack = Files.readString(file);
      byte[] note = Files.readAllBytes(Path.of(file + ".note"));
      int at = pack.indexOf("title: \"") + 8;
      String other = pack.substring(0, at) + (char) (pack.charAt(at) ^ 1) + pack.substring(at + 1);
      LoadedPack changed = LoadedPack.parse(other.getBytes(StandardCharsets.UTF_8), "changed");
      assertThrows(Unverified.class, () -> changed.signedBy(note, key), file::toString);
      note[note.length - 10] ^= 1;
      LoadedPack same = LoadedPack.parse(pack.getBytes(StandardCharsets.UTF_8), "same");
      assertThrows(Unverified.class, () -> same.signedBy(note, key), file::toString);
    }
  }

  /// What the JVM finds first is what it takes for the release's.
  private Jvm surge(Path before, String... words) throws IOException {
    return Jvm.start(Main.class, List.of("-Xbootclasspath/a:" + before), List.of(words));
  }

  @Test
  void anAlteredReleaseIsRefused() throws IOException {
    Path altered = Files.createDirectories(folder.resolve("evidence"));
    String pack = Files.readString(RESOURCES.resolve("hitech.yaml"));
    Files.writeString(
        altered.resolve("hitech.yaml"), pack.replace("severity: high", "severity: low"));
    Path spec = Files.writeString(folder.resolve("spec.yaml"), Hospital.documents());
    try (Jvm check = surge(folder, "evidence", "check", "-f", spec.toString());
        Jvm packs = surge(folder, "evidence", "packs");
        Jvm others =
            surge(folder, "evidence", "check", "-f", spec.toString(), "--pack", "uk", "--json")) {
      for (Jvm refused : List.of(check, packs)) {
        assertEquals(2, refused.exit(), refused::said);
        assertEquals(List.of(), refused.out());
        String says = "the pack hitech that comes along is not what " + ShippedPacks.key().name();
        assertTrue(refused.said().contains(says), refused::said);
      }
      assertEquals(0, others.exit(), others::said);
      String signed = "\"signedBy\": \"" + ShippedPacks.key().name() + "\"";
      assertTrue(others.said().contains(signed), others::said);
    }
  }

  @Test
  void anEditionIsSignedOnce() throws IOException {
    Path pack = folder.resolve("house.yaml");
    Files.writeString(pack, Evidences.pack("logIntact"));
    VerifierKey first = PackSigning.sign(folder, "2026-11-01");
    for (String no : List.of("2026-11-01", "", "november", "2026-11-02.1")) {
      assertThrows(IllegalArgumentException.class, () -> PackSigning.sign(folder, no), no);
    }
    Files.writeString(pack, Evidences.pack("logSigned"));
    String unchanged =
        assertThrows(IllegalArgumentException.class, () -> PackSigning.sign(folder, "2026-11-02"))
            .getMessage();
    assertEquals("house.yaml was changed, and its version was not", unchanged);
    Files.writeString(
        pack, Evidences.pack("logSigned").replace("version: 1.0.0", "version: 1.1.0"));
    VerifierKey second = PackSigning.sign(folder, "2026-11-02");
    assertEquals(second + "\n", Files.readString(folder.resolve("vkey")));
    assertEquals("surgeline.dev/rule-packs/2026-11-02", second.name());
    assertFalse(Arrays.equals(first.raw(), second.raw()));
    NoteSigner stranger = PackSigning.fresh("surgeline.dev/rule-packs/2026-11-02");
    LoadedPack read = LoadedPack.read(pack, Optional.of(second));
    byte[] note = read.note(stranger).bytes();
    assertThrows(Unverified.class, () -> read.signedBy(note, second));
  }
}
