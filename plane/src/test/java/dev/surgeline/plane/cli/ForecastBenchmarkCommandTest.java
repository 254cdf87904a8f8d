package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.Main;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surge forecast benchmark` as the process that people start.
final class ForecastBenchmarkCommandTest {
  @TempDir Path folder;
  private Path train;
  private Path test;

  private record Ended(int exit, String out, String err) {}

  private static Ended surge(Object... words) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("forecast", "benchmark"));
    Arrays.stream(words).map(Object::toString).forEach(arguments::add);
    try (Jvm process = Jvm.start(Main.class, List.of("-Xshare:auto"), arguments)) {
      int exit = process.exit();
      return new Ended(exit, String.join("\n", process.out()), String.join("\n", process.err()));
    }
  }

  private static String line(String id, int from, int to, double swing) {
    StringBuilder line = new StringBuilder(id);
    for (int t = from; t < to; t++) {
      line.append(',').append(100 + swing * Math.sin(2 * Math.PI * t / 24) + t * 7 % 11);
    }
    return line.append('\n').toString();
  }

  @BeforeEach
  void write() throws IOException {
    train = folder.resolve("train.csv");
    test = folder.resolve("test.csv");
    Files.writeString(train, line("H1", 0, 240, 40) + line("H2", 0, 300, 20));
    Files.writeString(test, line("H2", 300, 312, 20) + line("H1", 240, 252, 40));
  }

  @Test
  void theDocumentHasTheFiguresAndTheBaselines() throws IOException {
    Ended ended =
        surge(
            "--train",
            train,
            "--test",
            test,
            "--horizon",
            12,
            "--season",
            24,
            "--effort",
            "fast",
            "--json");
    assertEquals(0, ended.exit(), ended::toString);
    Node node = Json.readNode(ended.out().getBytes(StandardCharsets.UTF_8), "out");
    assertTrue(node instanceof Node.Mapping, ended::toString);
    for (String key : List.of("smape", "mase", "owa", "msis", "coverage", "series", "seconds")) {
      assertTrue(ended.out().contains("\"" + key + "\": "), ended::out);
    }
    assertTrue(ended.out().contains("\"series\": 2"), ended::out);
    for (String baseline : List.of("naive2", "naive", "seasonal naive")) {
      assertTrue(ended.out().contains("\"method\": \"" + baseline + "\""), ended::out);
    }
    assertTrue(ended.err().contains("2 of 2 forecast"), ended::err);
  }

  @Test
  void withoutATestFileTheEndsAreHeldOut() throws IOException {
    Ended ended =
        surge(
            "--train", train, "--holdout", 2, "--horizon", 12, "--season", 24, "--effort", "fast");
    assertEquals(0, ended.exit(), ended::toString);
    List<String> lines = ended.out().lines().toList();
    assertEquals("method           sMAPE     MASE      OWA     MSIS  coverage", lines.get(0));
    assertEquals("surgeline", lines.get(1).split(" ")[0]);
    assertTrue(lines.get(2).matches("naive2 +[0-9.]+ +[0-9.]+ +1\\.000"), ended::out);
    assertTrue(lines.get(5).startsWith("4 series, "), ended::out);
  }

  @Test
  void aBaselineAsTheModelIsTheBaseline() throws IOException {
    Ended ended =
        surge(
            "--train",
            train,
            "--test",
            test,
            "--horizon",
            12,
            "--season",
            24,
            "--model",
            "persistence");
    assertEquals(0, ended.exit(), ended::toString);
    List<String> lines = ended.out().lines().toList();
    String own = lines.get(1).substring(0, 40).replace("persistence", "naive      ");
    assertEquals(lines.get(3), own, ended::out);
  }

  @Test
  void whatCanNotBeIsASentence() throws IOException {
    refused("--horizon is 1 to 100000, not 0", "--holdout", "--horizon", 0, "--season", 24);
    refused("--season is 2 to 100000, not 1", "--holdout", "--horizon", 12, "--season", 1);
    refused(
        "the series H1 has 240 values, too few to hold 20 times 12 back",
        "--holdout",
        20,
        "--horizon",
        12,
        "--season",
        24);
    refused(
        "the test part of H1 has 12 values, not 13",
        "--test",
        test,
        "--horizon",
        13,
        "--season",
        24);
    Files.writeString(train, "H1,1,2,x\n");
    refused(
        train + " line 1: value 3 of the series H1 is 'x', not a number",
        "--holdout",
        "--horizon",
        12,
        "--season",
        24);
  }

  @Test
  void historiesThatRepeatThemselvesHaveNoMase() throws IOException {
    Files.writeString(train, "H1" + ",5".repeat(60) + "\n");
    for (List<Object> more : List.of(List.<Object>of(), List.<Object>of("--json"))) {
      List<Object> words = new ArrayList<>(List.of("--train", train, "--holdout"));
      words.addAll(List.of("--horizon", 12, "--season", 24, "--effort", "fast"));
      words.addAll(more);
      Ended ended = surge(words.toArray());
      assertEquals(2, ended.exit(), ended::toString);
      assertTrue(ended.err().contains("surge: there is no MASE or OWA: every history"), ended::err);
    }
  }

  private void refused(String sentence, Object... words) throws IOException {
    List<Object> all = new ArrayList<>(List.of("--train", train));
    all.addAll(List.of(words));
    Ended ended = surge(all.toArray());
    assertEquals(2, ended.exit(), ended::toString);
    assertEquals("surge: " + sentence, ended.err());
  }
}
