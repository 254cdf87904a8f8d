package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surge schedule preview` as the process that people start.
final class SchedulePreviewTest {
  @TempDir Path folder;
  private Path spec;

  private static Ended surge(Object... words) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("schedule", "preview"));
    arguments.addAll(List.of(words));
    return Ended.process(arguments.toArray());
  }

  @BeforeEach
  void write() throws IOException {
    spec = folder.resolve("platform.yaml");
    Files.writeString(
        spec,
        Hospital.documents()
                .replace(
                    "interval: 1s",
                    "interval: 1s, timezone: Europe/London,"
                        + " holidays: [{date: 2026-10-26, name: Half term}]")
            + """
              policies:
                - schedule:
                    - {name: flu, when: October to March, multiplier: 1.5}
                    - {name: night, when: "Sat 23:00-02:30", max: 6}
                    - {name: clinic, when: weekdays 08:00-18:00 except holidays, min: 4}
            """);
  }

  @Test
  void windowsAreListedOnThePlatformsClocks() throws IOException {
    Ended text = surge("-f", spec, "--days", 4, "--from", "2026-10-24T12:00:00Z");
    assertEquals(0, text.exit(), text::toString);
    assertEquals("", text.err());
    assertEquals(
        """
        Europe/London                workload  window          in force from then on
        Sat 2026-10-24 13:00 +01:00  beds      flu     holds   demand x1.5
        Sat 2026-10-24 23:00 +01:00  beds      night   begins  max 6, demand x1.5
        Sun 2026-10-25 02:30 +00:00  beds      night   ends    demand x1.5
        Tue 2026-10-27 08:00 +00:00  beds      clinic  begins  min 4, demand x1.5
        Tue 2026-10-27 18:00 +00:00  beds      clinic  ends    demand x1.5
        Wed 2026-10-28 08:00 +00:00  beds      clinic  begins  min 4, demand x1.5\
        """,
        text.out());

    Ended midnight = surge("-f", spec, "--days", 1, "--from", "2026-11-29T00:00:00Z");
    assertTrue(midnight.out().contains("flu     holds"), midnight::out);

    Ended json = surge("-f", spec, "--days", 4, "--from", "2026-10-24T12:00:00Z", "--json");
    assertEquals(0, json.exit(), json::toString);
    var preview =
        Json.read(SchedulePreview.class, json.out().getBytes(StandardCharsets.UTF_8), "stdout");
    assertEquals(text.out(), String.join("\n", preview.lines()));
  }

  @Test
  void whatIsWrongIsOneSentence() throws IOException {
    Ended days = surge("-f", spec, "--days", 401);
    assertEquals(2, days.exit());
    assertEquals("surge: --days is 1 to 400, not 401", days.err());

    Files.writeString(spec, Files.readString(spec).replace("max: 6", "replicas: 6"));
    Files.writeString(spec, Files.readString(spec).replace("min: 4", "replicas: 4"));
    Files.writeString(spec, Files.readString(spec).replace("weekdays", "Sun-Fri"));
    Files.writeString(spec, Files.readString(spec).replace("08:00-18:00", "00:00-18:00"));
    Ended contradiction = surge("-f", spec, "--from", "2026-10-24T12:00:00Z");
    assertEquals(2, contradiction.exit());
    assertTrue(
        contradiction
            .err()
            .endsWith(
                "beds: the schedule contradicts itself: night (Sat 23:00-02:30) is to be 6 and"
                    + " clinic (Sun-Fri 00:00-18:00 except holidays) is to be 4, first at"
                    + " 2026-10-25T00:00+01:00 (Europe/London)"),
        contradiction::err);
  }
}
