package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.Main;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.wire.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surge plan`, as people see it.
final class PlanCommandTest {
  private static final String PRICED =
      Hospital.documents()
          .replace(
              "spec: {interval: 1s}",
              "spec: {interval: 1s, timezone: Europe/London, budget: BUDGET}")
          .replace("  slo:", "  cost: {perReplicaHour: 0.50}\n  slo:");
  private static final String WIDE = PRICED.replace("BUDGET", "{currency: GBP, perMonth: 9000}");

  @TempDir Path folder;

  private Ended plan(String documents, String history, String... more) throws IOException {
    Path spec = Files.writeString(folder.resolve("platform.yaml"), documents);
    Path file = Files.writeString(folder.resolve("history.csv"), history);
    List<String> words =
        new ArrayList<>(List.of("plan", "-f", spec.toString(), "--history", file.toString()));
    words.addAll(List.of(more));
    return Ended.process(words.toArray());
  }

  /// A series by the day from 2024 on.
  private static String days(String name, int count, ToDoubleFunction<LocalDate> value) {
    var text = new StringBuilder("series,timestamp,count\n");
    LocalDate first = LocalDate.parse("2024-01-01");
    for (int i = 0; i < count; i++) {
      LocalDate day = first.plusDays(i);
      text.append(name).append(',').append(day).append(',');
      text.append(value.applyAsDouble(day)).append('\n');
    }
    return text.toString();
  }

  /// 8,640,000 a day are 100 a second, 150 at a peak of 1.5 times the mean.
  private static String steady() {
    return days("beds", 731, _ -> 8_640_000);
  }

  private static PlanReport read(Ended ended) throws IOException {
    return Json.read(PlanReport.class, ended.out().getBytes(StandardCharsets.UTF_8), "stdout");
  }

  @Test
  void aSteadyPlatformStaysWithinMaxAndBudget() throws IOException {
    Ended text = plan(WIDE, steady(), "--peak", "1.5");
    assertEquals(0, text.exit(), text::toString);
    assertTrue(
        text.out().startsWith("Every month is projected within max and budget.\n"), text::toString);
    Ended json = plan(WIDE, steady(), "--peak", "1.5", "--json");
    PlanReport report = read(json);
    assertEquals(PlanText.lines(report), text.out().lines().toList());
    PlanReport.OfWorkload beds = report.workloads().getFirst();
    assertEquals(12, beds.months().size());
    assertEquals(LocalDate.parse("2026-01-01"), beds.months().getFirst().month());
    var need = beds.months().getFirst().middle();
    assertEquals(100, need.rate(), 0.1);
    assertEquals(150, need.peakRate().orElse(0), 0.15);
    // All day the same replicas, at 0.50 for each of January's 744 hours.
    assertEquals(need.replicas() * 744 * 0.5, need.cost().orElse(0), 1e-6);
    assertEquals(need.cost().orElse(0), report.costs().getFirst().planned(), 1e-9);
  }

  @Test
  void columnsOfLargeFiguresStayApart() throws IOException {
    Ended large = plan(WIDE, days("beds", 731, _ -> 9e14), "--months", "1");
    assertTrue(
        large.out().contains("  2026-01   900,000,000,000,000 8"), () -> "table " + large.out());
  }

  @Test
  void aMonthBeyondMaxOrBudgetIsNamedAndTheAnswerIsNo() throws IOException {
    Ended max = plan(WIDE, steady(), "--peak", "60", "--months", "2");
    assertEquals(1, max.exit(), max::toString);
    assertTrue(
        Pattern.compile("beds goes beyond its max of 14 replicas: the peak needs \\d+ in 2026-01, ")
            .matcher(max.out())
            .lookingAt(),
        max::toString);
    String tight = PRICED.replace("BUDGET", "{currency: GBP, perMonth: 100}");
    Ended budget = plan(tight, steady(), "--peak", "1", "--months", "1");
    assertEquals(1, budget.exit(), budget::toString);
    assertTrue(
        budget.out().startsWith("The budget of 100 GBP a month is broken: projected are"),
        budget::toString);
  }

  @Test
  void otherSeriesAreGrowthAndEventsAreStored() throws IOException {
    String history =
        steady()
            + days("hospitals", 731, day -> day.getYear() == 2024 ? 40 : 44).split("\n", 2)[1]
            + days("events", 731, _ -> 1000).split("\n", 2)[1];
    Ended json =
        plan(
            WIDE,
            history,
            "--level",
            "hospitals",
            "--event-size",
            "2kB",
            "--retention",
            "10d",
            "--json");
    assertEquals(0, json.exit(), json::toString);
    PlanReport report = read(json);
    assertEquals(
        List.of("hospitals", "events"),
        report.growth().stream().map(PlanReport.OfSeries::series).toList());
    assertTrue(report.growth().getFirst().history().gauge());
    assertEquals(20e6, report.stored().getLast().middle(), 0.2e6);
  }

  @Test
  void thePageIsOneFileWithPicturesThatAnyoneCanRead() throws Exception {
    Path page = folder.resolve("out.html");
    var hours = new StringBuilder("timestamp,count\n");
    LocalDate first = LocalDate.parse("2026-01-01");
    for (int i = 0; i < 24 * 120; i++) {
      hours.append(first.plusDays(i / 24)).append(String.format(" %02d:00,", i % 24));
      hours.append(i % 24 == 9 ? 900_000 : 300_000).append('\n');
    }
    Ended ended = plan(WIDE, hours.toString(), "--report", page.toString());
    assertEquals(0, ended.exit(), ended::toString);
    String html = Files.readString(page);
    for (String outside : List.of("http", "src=", "href=", "url(", "@import", "<script", "<link")) {
      assertFalse(html.contains(outside), outside);
    }
    assertTrue(html.contains("prefers-color-scheme: dark"));
    assertTrue(html.contains("Projected, not measured"));
    Matcher pictures = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html);
    int count = 0;
    while (pictures.find()) {
      var picture =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(pictures.group().getBytes(StandardCharsets.UTF_8)))
              .getDocumentElement();
      assertEquals("img", picture.getAttribute("role"));
      assertTrue(picture.getElementsByTagName("title").getLength() > 0);
      assertTrue(picture.getElementsByTagName("desc").getLength() > 0);
      count++;
    }
    assertEquals(4, count);
    assertFalse(html.contains("NaN") || html.contains("Infinity"));
    assertTrue(ended.out().contains("from 09:00 to 10:00"), ended::toString);
  }

  @Test
  void namesOfAnyKindAreTextOnThePage() throws IOException {
    Path page = folder.resolve("out.html");
    String history = steady() + days("<b>&x", 731, _ -> 5).split("\n", 2)[1];
    Ended ended = plan(WIDE, history, "--report", page.toString());
    assertEquals(0, ended.exit(), ended::toString);
    String html = Files.readString(page);
    assertFalse(html.contains("<b>"));
    assertTrue(html.contains("&lt;b&gt;&amp;x"));
  }

  /// The documentation shows what the command says.
  @Test
  void theExampleSaysWhatItsPageSays() throws IOException {
    Path examples = Path.of("..", "docs", "examples");
    List<String> words = new ArrayList<>(List.of("plan"));
    words.addAll(List.of("-f", examples.resolve("planning.yaml").toString()));
    words.addAll(List.of("--history", examples.resolve("portal-history.csv.gz").toString()));
    words.addAll(List.of("--level", "hospitals", "--months", "6"));
    words.addAll(List.of("--event-size", "2kB", "--retention", "6y"));
    try (Jvm process = Jvm.start(Main.class, List.of("-Xshare:auto"), words)) {
      assertEquals(1, process.exit(), process::said);
      String said =
          process.out().stream()
              .map(line -> ("    " + line).stripTrailing() + "\n")
              .collect(Collectors.joining());
      String page = Files.readString(examples.resolve("README.md"));
      assertTrue(page.contains(said), () -> "the page should say\n" + said);
    }
  }

  @Test
  void whatCanNotBePlannedIsOneSentence() throws IOException {
    refused(steady(), "--months is 1 to 60, not 0", "--months", "0");
    refused(steady(), "--workload labs is not declared; declared are [beds]", "--workload", "labs");
    refused(steady(), "--event-size and --retention are given together", "--event-size", "2kB");
    refused(steady(), "not '2 parsecs'", "--event-size", "2 parsecs", "--retention", "6y");
    refused(steady(), "not 'ever'", "--event-size", "2kB", "--retention", "ever");
    refused(steady(), "--peak is 1 to 1000 times the mean, not 0.5", "--peak", "0.5");
    refused(steady(), "--level wards", "--level", "wards");
    refused(days("labs", 40, _ -> 5), "is not named like a workload: say with --workload");
    refused(days("beds", 40, _ -> -5), "beds can not be planned: demand is never below zero");
    refused(days("beds", 40, _ -> 0), "every value is zero");
    refused("when,what\n1,2\n", "the header names no column timestamp");
  }

  private void refused(String history, String words, String... more) throws IOException {
    Ended ended = plan(WIDE, history, more);
    assertEquals(2, ended.exit(), ended::toString);
    assertEquals("", ended.out());
    assertTrue(ended.err().contains(words), ended::toString);
    assertEquals(1, ended.err().lines().count(), ended::toString);
  }
}
