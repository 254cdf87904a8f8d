package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.forecast.user.FileFormat;
import dev.surgeline.plane.Main;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What may be said of a forecast on the command line: its model, holidays and known events.
final class ForecastChoicesTest {
  private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
  private static final int HOURS = 14 * 168;

  @TempDir Path folder;
  private Path arrivals;

  private record Ended(int exit, String out, String err) {
    <T> T read(Class<T> type) {
      assertEquals(0, exit, err);
      return Json.read(type, Json.readNode(out.getBytes(StandardCharsets.UTF_8), "stdout"));
    }
  }

  private Ended forecast(Object... more) throws IOException {
    return forecast(List.of("-Xshare:auto"), more);
  }

  private static Ended forecast(List<String> java, Object... more) throws IOException {
    List<String> words = new ArrayList<>(List.of("forecast"));
    Arrays.stream(more).map(Object::toString).forEach(words::add);
    words.addAll(List.of("--horizon", "48", "--effort", "fast"));
    try (Jvm process = Jvm.start(Main.class, java, words)) {
      int exit = process.exit();
      return new Ended(exit, String.join("\n", process.out()), String.join("\n", process.err()));
    }
  }

  @BeforeEach
  void write() throws IOException {
    arrivals = file("arrivals.csv", csv("timestamp,count\n", ""));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static String csv(String header, String before) {
    var random = new Random(3);
    StringBuilder text = new StringBuilder(header);
    for (int i = 0; i < HOURS; i++) {
      int count = (i % 24 >= 8 && i % 24 < 20 ? 30 : 8) + random.nextInt(5);
      text.append(before).append(MONDAY.plusSeconds(3600L * i)).append(',').append(count);
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void theMachinesLanguageChangesNoByte() throws IOException {
    Path events = file("e.csv", "name,from,to\nvisit,2026-02-02,2026-02-03\n");
    List<String> told = new ArrayList<>();
    for (String language : List.of("en", "de", "ar-EG")) {
      String[] parts = language.split("-", 3);
      List<String> java = new ArrayList<>(List.of("-Duser.language=" + parts[0]));
      java.add("-Duser.country=" + (parts.length > 1 ? parts[1] : ""));
      Ended ended = forecast(java, "--series", arrivals, "--events", events);
      assertEquals(0, ended.exit(), ended::toString);
      told.add(ended.out().replaceAll("\n[0-9.]+ s$", ""));
    }
    assertTrue(told.getFirst().contains("visit multiplies demand by 1.0"), told::getFirst);
    assertEquals(told.getFirst(), told.get(1));
    assertEquals(told.getFirst(), told.get(2));
  }

  @Test
  void seasonsThatDoNotGrowAreRefused() throws IOException {
    for (String season : List.of("1", "168,24", "-5")) {
      Ended ended = forecast("--series", arrivals, "--season", season, "--model", "live");
      assertEquals(2, ended.exit(), ended::toString);
      assertEquals(
          "surge: --season is lengths in steps that grow, each of at least 2, such as 24,168, not "
              + season,
          ended.err().strip());
    }
  }

  @Test
  void oneModelAnswersAlone() throws IOException {
    var report =
        forecast("--series", arrivals, "--model", "theta", "--json").read(ForecastReport.class);
    assertEquals("theta", report.series().getFirst().models().getFirst().model());
    assertEquals(1, report.series().getFirst().models().size());
    Ended unknown = forecast("--series", arrivals, "--model", "prophet");
    assertEquals(2, unknown.exit());
    assertTrue(
        unknown.err().startsWith("surge: --model: there is no model 'prophet'; there are pers"),
        unknown.err());
  }

  @Test
  void aFileOfOnesOwnNeedsTheRuntimeForIt() throws IOException {
    Path own = file("own.onnx", "?");
    Ended ended = forecast("--series", arrivals, "--onnx", own);
    assertEquals(2, ended.exit());
    boolean runs = ServiceLoader.load(FileFormat.class).findFirst().isPresent();
    String sentence =
        runs
            ? "not a model for ONNX Runtime"
            : "ONNX Runtime is not part of this build; build with the Maven profile onnx";
    assertTrue(ended.err().startsWith("surge: --onnx: own.onnx: " + sentence), ended.err());
    ended = forecast("--series", arrivals, "--onnx", own, "--model", "ets");
    assertEquals("surge: --model and --onnx are one or the other", ended.err());
  }

  @Test
  void aBacktestHasTheNaiveForecastsBesideItAndTakesSeveralSeries() throws IOException {
    String two = csv("series,timestamp,count\n", "a,") + csv("", "b,");
    var report =
        forecast(
                "backtest",
                "--series",
                file("two.csv", two),
                "--origins",
                "every:5d",
                "--model",
                "seasonal-naive",
                "--json")
            .read(BacktestReport.class);
    assertEquals("seasonal-naive", report.model());
    assertEquals(
        List.of("seasonal naive 168", "persistence"),
        report.baselines().stream().map(BacktestReport.Line::name).toList());
    assertTrue(report.pinball() < report.baselines().getLast().pinball() / 3);
    assertEquals(
        List.of("a", "b"), report.series().stream().map(BacktestReport.Of::series).toList());
    assertEquals(report.origins(), 2 * report.series().getFirst().origins());
    // The same numbers twice: so is their mean.
    assertEquals(report.pinball(), report.series().getLast().model().pinball(), 1e-9);
  }

  @Test
  void aKnownOutageIsForecast() throws IOException {
    Path csv =
        file("events.csv", "name,from,to,ramp,factor\nmove,2026-04-13 12:00,2026-04-14,2h,0\n");
    Path yaml =
        file(
            "events.yaml",
            """
            events:
              - name: move
                from: 2026-04-13T12:00
                to: 2026-04-14
                ramp: 2h
                factor: 0
            """);
    List<Double> first = medians(csv);
    assertEquals(first, medians(yaml));
    assertTrue(first.get(11) > 20 && first.get(15) == 0 && first.get(35) > 20, first::toString);
  }

  private List<Double> medians(Path events) throws IOException {
    var report =
        forecast("--series", arrivals, "--events", events, "--json").read(ForecastReport.class);
    var one = report.series().getFirst();
    assertTrue(one.notes().contains("move multiplies demand by 0.00, as stated."), one::toString);
    return one.quantiles().getOrDefault("0.5", List.of());
  }

  @Test
  void ownHolidaysAreRead() throws IOException {
    Path days = file("days.csv", "date,name\n2026-02-03,Fair\n2026-04-13,Fair\n");
    forecast("--series", arrivals, "--holidays", days, "--json").read(ForecastReport.class);
    Path twice = file("twice.csv", "date,name\n2026-02-03,Fair\n2026-02-03,Fete\n");
    refused(twice + " line 3: the holiday 2026-02-03 is there twice", "--holidays", twice);
    Path wrong = file("wrong.csv", "date,name\n3 May,Fair\n");
    refused(
        wrong + " line 2: column date is a date such as 2026-12-25, not '3 May'",
        "--holidays",
        wrong);
    refused(
        "--holidays is auto, england, us, none or a file; there is no file 'mars'",
        "--holidays",
        "mars");
  }

  @Test
  void aWrongEventIsNamedWithItsLine() throws IOException {
    Path ramp = file("a.csv", "name,from,to,ramp\nflu,2026-01-05,2026-01-07,2d\n");
    refused(
        ramp + " line 2: the ramp of the event flu is at most half of it, and not below zero",
        "--events",
        ramp);
    Path from = file("b.csv", "name,from,to\nflu,soon,2026-01-07\n");
    refused(
        from + " line 2: from is a moment such as 2026-11-01 or 2026-11-01T08:00:00Z, not 'soon'",
        "--events",
        from);
    Path yaml =
        file("c.yaml", "events:\n  - name: flu\n    from: 2026-01-05\n    until: 2026-01-07\n");
    Ended ended = forecast("--series", arrivals, "--events", yaml);
    assertEquals(2, ended.exit());
    assertTrue(ended.err().contains("c.yaml:4") && ended.err().contains("until"), ended.err());
  }

  private void refused(String sentence, Object... words) throws IOException {
    List<Object> all = new ArrayList<>(List.of("--series", arrivals));
    all.addAll(List.of(words));
    Ended ended = forecast(all.toArray());
    assertEquals(2, ended.exit(), ended.err());
    assertEquals("surge: " + sentence, ended.err());
  }
}
