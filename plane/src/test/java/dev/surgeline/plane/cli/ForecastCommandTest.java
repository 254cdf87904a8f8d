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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surge forecast`, as people and programs see it.
final class ForecastCommandTest {
  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  private static final int HOURS = 16 * 168;

  @TempDir Path folder;

  private record Ended(int exit, String out, String err) {
    Node json() {
      return Json.readNode(out.getBytes(StandardCharsets.UTF_8), "stdout");
    }
  }

  private static Ended forecast(Object... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("forecast"));
    List.of(more).forEach(word -> words.add(word.toString()));
    try (Jvm process = Jvm.start(Main.class, List.of("-Xshare:auto"), words)) {
      int exit = process.exit();
      return new Ended(exit, String.join("\n", process.out()), String.join("\n", process.err()));
    }
  }

  /// Arrivals, more by day; the last hours of a series that is no count.
  @BeforeEach
  void write() throws IOException {
    var random = new Random(3);
    StringBuilder arrivals = new StringBuilder("timestamp,count\n");
    StringBuilder two = new StringBuilder("series,timestamp,count\n");
    for (int i = 0; i < HOURS; i++) {
      boolean day = i % 24 >= 8 && i % 24 < 20;
      int count = (day ? 8 : 2) + random.nextInt(5);
      arrivals.append(MONDAY.plusSeconds(3600L * i)).append(',').append(count).append('\n');
      if (i < 100) {
        two.append("warm,")
            .append(MONDAY.plusSeconds(3600L * i))
            .append(',')
            .append(20.5 + i % 24)
            .append('\n');
        two.append("icy,").append(MONDAY.plusSeconds(3600L * i)).append(",-4\n");
      }
    }
    Files.writeString(folder.resolve("arrivals.csv"), arrivals);
    Files.writeString(folder.resolve("two.csv"), two);
  }

  @Test
  void aProgramGetsStampsQuantilesModelsAndAccuracy() throws IOException {
    Ended ended =
        forecast(
            "--series",
            folder.resolve("arrivals.csv"),
            "--horizon",
            "2d",
            "--quantiles",
            "0.1,0.5,0.9",
            "--effort",
            "fast",
            "--json");
    assertEquals(0, ended.exit(), ended.err());
    var report = Json.read(ForecastReport.class, ended.json());
    var one = report.series().getFirst();
    assertEquals(MONDAY.plusSeconds(3600L * HOURS), one.timestamps().getFirst());
    assertEquals(48, one.timestamps().size());
    assertEquals(List.of("0.1", "0.5", "0.9"), List.copyOf(one.quantiles().keySet()));
    double night = median(one).get(3);
    double noon = median(one).get(12);
    assertTrue(noon > night + 4, night + " by night, " + noon + " at noon");
    assertEquals("Poisson regression", one.models().getFirst().model());
    assertTrue(one.backtest().orElseThrow().coverage95() > 0.9);
  }

  private static List<Double> median(ForecastReport.Of one) {
    return one.quantiles().getOrDefault("0.5", List.of());
  }

  @Test
  void peopleGetATableAndAPicture() throws IOException {
    Ended ended = forecast("--series", folder.resolve("two.csv"), "--horizon", 30);
    assertEquals(0, ended.exit(), ended.err());
    assertTrue(ended.out().contains("seasonal naive 24"), ended.out());
    assertTrue(ended.out().contains("2026-01-09T04:00:00Z"), ended.out());
    assertTrue(ended.out().lines().anyMatch(line -> line.contains("|") && line.contains("█")));
  }

  @Test
  void aBacktestSaysHowGoodItWouldHaveBeen() throws IOException {
    Path file = folder.resolve("arrivals.csv");
    Ended ended =
        forecast(
            "backtest",
            "--series",
            file,
            "--from",
            "2026-04-22T00:00:00Z",
            "--origins",
            "every:12h",
            "--horizon",
            "48h",
            "--quantiles",
            19,
            "--json");
    assertEquals(0, ended.exit(), ended.err());
    var report = Json.read(BacktestReport.class, ended.json());
    // From 22 to 25 April: the last has 48 hours before the end.
    assertEquals(7, report.origins());
    // Evenly 0 to 4 around the known mean: pinball of such a count is 0.42.
    assertTrue(report.pinball() > 0.3 && report.pinball() < 0.6, ended.out());
    assertTrue(report.rmse() > 1 && report.rmse() < 2, ended.out());
    assertTrue(report.coverage().getOrDefault("0.9", 0.0) > 0.85, ended.out());
    Ended people = forecast("backtest", "--series", file, "--horizon", "6");
    assertTrue(people.out().contains("persistence"), people.out());
  }

  @Test
  void whatIsWrongIsSaidInASentence() throws IOException {
    Path file = folder.resolve("arrivals.csv");
    refused("surge: --series FILE is missing", "--horizon", 3);
    refused("surge: --horizon N is missing", "--series", file);
    refused(
        "surge: --horizon is a multiple of the series' step of 1h, not 90m",
        "--series",
        file,
        "--horizon",
        "90m");
    refused("surge: there is no file gone.csv", "--series", "gone.csv", "--horizon", 3);
    refused(
        "surge: --from lies within the series, from 2026-01-05T00:00:00Z to 2026-04-26T23:00:00Z,"
            + " not at 2027-01-01",
        "backtest",
        "--series",
        file,
        "--horizon",
        3,
        "--from",
        "2027-01-01");
    String ending = Files.readString(file).lines().limit(1_500).reduce("", (a, b) -> a + b + "\n");
    Path silent =
        Files.writeString(
            folder.resolve("ended.csv"), ending + MONDAY.plusSeconds(3600L * HOURS) + ",\n");
    refused(
        "surge: the series can not be judged: after the first origin nothing was observed",
        "backtest",
        "--series",
        silent,
        "--horizon",
        3,
        "--effort",
        "fast",
        "--json");
    Path broken = Files.writeString(folder.resolve("x.csv"), "timestamp,count\n2026-01-01,many\n");
    Ended ended = forecast("--series", broken, "--horizon", 3);
    assertEquals(2, ended.exit());
    assertTrue(ended.err().contains("x.csv line 2: column count is a decimal"), ended.err());
  }

  private static void refused(String sentence, Object... words) throws IOException {
    Ended ended = forecast(words);
    assertEquals(2, ended.exit(), ended.err());
    assertTrue(ended.err().endsWith(sentence), ended.err());
  }
}
