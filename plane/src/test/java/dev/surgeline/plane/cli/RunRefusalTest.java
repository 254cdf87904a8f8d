package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.Main;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A place that `surge run` can not use is named in one sentence that says what to do.
final class RunRefusalTest {
  private static final String ELSEWHERE =
      ": let this user write there, or give another folder with --state";

  @TempDir Path folder;
  private Path token;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("platform.yaml"), Hospital.documents());
    token = Files.writeString(folder.resolve("token"), "secret");
  }

  private String refused(int status, Path state, Path tokenFile) throws IOException {
    List<String> arguments =
        List.of(
            "run",
            "-f",
            folder.resolve("platform.yaml").toString(),
            "--state",
            state.toString(),
            "--gateway",
            "http://127.0.0.1:1",
            "--gateway-admin",
            "http://127.0.0.1:1",
            "--gateway-token-file",
            tokenFile.toString(),
            "--dashboard-port",
            "0");
    try (Jvm process = Jvm.start(Main.class, List.of("-Xshare:auto"), arguments)) {
      assertEquals(status, process.exit(), process::said);
      assertEquals(List.of(), process.out());
      assertEquals(1, process.err().size(), process::said);
      return process.err().getFirst();
    }
  }

  @Test
  void aStateThatIsNoFolder() throws IOException {
    assertEquals(
        "surge: "
            + token
            + " is a file, and the state is kept in a folder; give another folder with --state",
        refused(2, token, token));
    assertEquals(
        "surge: the folder "
            + token.resolve("s")
            + " can not be made ("
            + token
            + " is there, and is no folder)"
            + ELSEWHERE,
        refused(2, token.resolve("s"), token));
    String proc = refused(2, Path.of("/proc/s"), token);
    assertTrue(proc.startsWith("surge: the folder /proc/s can not be made ("), proc);
    assertTrue(proc.endsWith(ELSEWHERE), proc);
  }

  @Test
  void aTokenThatIsAFolder() throws IOException {
    assertEquals(
        "surge: " + folder + " is a folder; --gateway-token-file names the file with the token",
        refused(2, folder.resolve("state"), folder));
  }

  @Test
  void aDiskWithoutRoomOrRight() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 256)) {
      disk.fill();
      String full = refused(3, disk.root().resolve("state"), token);
      assertTrue(full.startsWith("surge: there is no room on the disk of " + disk.root()), full);
      assertTrue(full.endsWith("give a folder on another disk with --state"), full);
      disk.readOnly();
      assertEquals(
          "surge: the folder "
              + disk.root()
              + " can not be written: let this user write there, or give another one with --state",
          refused(2, disk.root(), token));
    }
  }
}
