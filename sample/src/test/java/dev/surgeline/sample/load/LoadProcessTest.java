package dev.surgeline.sample.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.sample.JavaProcess;
import dev.surgeline.sample.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadProcessTest {
  @TempDir private Path directory;

  /// A load that would last 100 minutes is told to stop after its first line of progress.
  @Test
  void aTerminatedLoadStillReports() throws Exception {
    try (JavaProcess replica =
            JavaProcess.start(
                Map.of(), List.of("serve", "--role=beds", "--slots=50", "--service-time=20ms"));
        JavaProcess load = load("--target=http://127.0.0.1:" + replica.port(), "--compress=1")) {
      Json.Obj progress = (Json.Obj) Json.read(load.nextLine());
      assertEquals(6_000_000, progress.whole("totalMillis").getAsLong());
      load.terminate();
      Json.Obj last = last(load);
      assertEquals("true", String.valueOf(last.fields().get("stopped")));
      Json.Obj totals = (Json.Obj) Objects.requireNonNull(last.fields().get("totals"));
      assertTrue(totals.whole("scheduled").getAsLong() > 0);
      assertEquals(0, totals.whole("failed").getAsLong());
      assertEquals(
          totals.whole("scheduled").getAsLong(),
          totals.whole("answered").getAsLong() + totals.whole("abandoned").getAsLong());
      assertEquals(0, load.exitCode());
      assertEquals(last.toString() + "\n", Files.readString(directory.resolve("out/load.json")));
      assertTrue(Files.readString(directory.resolve("out/load.hgrm")).contains("#[Mean"));
      assertTrue(Files.exists(directory.resolve("out/load-beds.hgrm")));
    }
  }

  @Test
  void aTraceThatIsNoneIsOneSentenceAndExitCode2() throws Exception {
    Path trace = Files.writeString(directory.resolve("bad.csv"), "timestamp,count\nx,1\n");
    try (JavaProcess load =
        JavaProcess.start(Map.of(), List.of("load", "--dry-run", "--trace", trace.toString()))) {
      String line = load.nextLine();
      assertTrue(line.startsWith("surge-sample: " + trace + ": line 2: a timestamp must be"), line);
      assertEquals("", load.nextLine());
      assertEquals(2, load.exitCode());
    }
  }

  private JavaProcess load(String... more) throws IOException {
    Path trace = directory.resolve("trace.csv");
    Files.writeString(
        trace, "timestamp,count\n2020-01-01T00:00:00Z,150000\n2020-01-01T00:50:00Z,150000\n");
    List<String> args = new ArrayList<>(List.of("load", "--trace=" + trace));
    args.add("--stream=name=beds,path=/beds/search?near={ward},share=1");
    args.add("--out=" + directory.resolve("out"));
    args.addAll(List.of(more));
    return JavaProcess.start(Map.of(), args);
  }

  private static Json.Obj last(JavaProcess load) throws IOException {
    String line = load.nextLine();
    while (!line.startsWith("{\"final\":true")) {
      assertFalse(line.isEmpty(), "the output ended without a final line");
      line = load.nextLine();
    }
    return (Json.Obj) Json.read(line);
  }
}
