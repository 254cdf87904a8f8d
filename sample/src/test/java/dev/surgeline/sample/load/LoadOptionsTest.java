package dev.surgeline.sample.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.sample.launch.Flags;
import dev.surgeline.sample.launch.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadOptionsTest {
  @TempDir private Path directory;

  @Test
  void streamsAndObjectives() {
    LoadOptions options =
        from(
            "--stream=name=a,path=/x?q={ward},share=0.5",
            "--stream=name=b,path=/y,share=2,method=POST,body={\"k\":1,\"l\":2}",
            "--objective=300ms",
            "--objective=b=2s");
    assertEquals(
        List.of(
            new RequestKind("a", "GET", "/x?q={ward}", 0.5, ""),
            new RequestKind("b", "POST", "/y", 2, "{\"k\":1,\"l\":2}")),
        options.mix().kinds());
    assertEquals(Duration.ofMillis(300), options.objectiveOf("a"));
    assertEquals(Duration.ofSeconds(2), options.objectiveOf("b"));
    assertEquals(Mix.BUILT_IN, from().mix());
    assertTrue(from().surge().isEmpty());
    assertEquals("beds", from("--surge-at=60s").surge().orElseThrow().stream());
  }

  @Test
  void errorsNameTheFlag() {
    assertWrong("load: --target must be an address such as http://", "--target=localhost");
    assertWrong(
        "load: --surge-path must be one of the streams [beds, claims, portal]; it is \"x\"",
        "--surge-at=1s",
        "--surge-path=x");
    assertWrong("load: --stream must be name=STREAM", "--stream=name=a,path=/x");
    assertWrong("load: --stream must be name=STREAM", "--stream=name=a,path=x,share=1");
    assertWrong("load: --stream must be name=STREAM", "--stream=name=a,path=/x,share=many");
    assertWrong("load: --stream must be name=STREAM", "--stream=name=a,path=/x,share=1,color=red");
    assertWrong("load: --objective must be STREAM=TIME for one of", "--objective=x=1s");
    assertWrong("load: --compress must be a number from", "--compress=0");
  }

  @Test
  void aMixFileIsReadLineByLine() throws IOException {
    Path file = directory.resolve("mix");
    Files.writeString(file, "# the morning\nname=a,path=/x,share=1\n\nname=a,path=/y,share=2\n");
    assertEquals(2, from("--mix=" + file).mix().kinds().size());
    Files.writeString(file, "# the morning\nname=a,path=/x,share=-1\n");
    assertWrong(file + ": line 2: must be name=STREAM", "--mix=" + file);
  }

  private static void assertWrong(String start, String... args) {
    String message =
        String.valueOf(assertThrows(UsageException.class, () -> from(args)).getMessage());
    assertTrue(message.startsWith(start), message);
  }

  private static LoadOptions from(String... args) {
    List<String> all =
        new ArrayList<>(List.of("--trace=t", "--target=http://127.0.0.1:1", "--out=o"));
    all.addAll(List.of(args));
    return LoadOptions.from(Flags.parse("load", LoadOptions.FLAGS, all));
  }
}
