package dev.surgeline.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.platform.WorkloadName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calendars and schedules as documents: read, written, and refused with their place.
class ScheduleDocumentsTest {
  private static final String CALENDAR =
      """
      apiVersion: surgeline.dev/v1alpha1
      kind: Platform
      metadata: {name: st-marys}
      spec:
        timezone: Europe/London
        holidays: [{date: 2026-12-25, name: Christmas Day}]
      ---
      apiVersion: surgeline.dev/v1alpha1
      kind: Workload
      metadata: {name: claims}
      spec:
        target:
          process: {command: ["serve", "{port}"], health: /health, metrics: /metrics, drain: 5s}
        criticality: critical
        replicas: {min: 3, max: 40}
        capacity: {startup: 25s, slots: 8, serviceTime: 120ms}
        policies:
          - schedule:
              - {name: month-end, when: last 2 days of month 18:00-23:00, min: 12}
              - {name: flu, when: October to March, multiplier: 1.5}
              - {name: night, when: "0 22 * * * for 8h", max: 6}
              - {name: drill, when: 2026-12-24 08:00-09:00, replicas: 5}
              - {name: close, when: holidays, freeze: true}
      """;

  @Test
  void aScheduleIsReadAsWritten() {
    PlatformSpec spec = read(CALENDAR);
    assertEquals("Europe/London", spec.platform().calendar().zone().getId());
    assertEquals("{2026-12-25=Christmas Day}", spec.platform().calendar().holidays().toString());
    WorkloadSpec claims = requireNonNull(spec.workloads().get(new WorkloadName("claims")));
    var schedule = (Policy.Schedule) claims.scaling().policies().getFirst();
    assertEquals(
        "[month-end (last 2 days of month 18:00-23:00), flu (October to March),"
            + " night (0 22 * * * for 8h), drill (2026-12-24 08:00-09:00), close (holidays)]",
        schedule.entries().toString());
    assertEquals(12, schedule.entries().get(0).min().orElseThrow().value());
    assertEquals(1.5, schedule.entries().get(1).multiplier().orElseThrow());
    assertEquals(6, schedule.entries().get(2).max().orElseThrow().value());
    assertEquals(5, schedule.entries().get(3).replicas().orElseThrow().value());
    assertTrue(schedule.entries().get(4).freezes());
    assertEquals(spec, read(Documents.write(spec)));
  }

  @Test
  void mistakesOfTheCalendarAreToldWithTheirPlace() {
    assertEquals(
        """
        p.yaml:5:13: spec.timezone: must be a time zone such as Europe/London, \
        not the text "Europe/Londn"
        p.yaml:6:21: spec.holidays[0].date: must be a date such as 2026-12-25, \
        not the text "2026-13-25"
        p.yaml:19:35: spec.policies[0].schedule[0].when: \
        the window "lasst 2 days of month 18:00-23:00" has the unknown word "lasst"; \
        known are daily, weekdays, weekends, days (Mon, Mon-Fri), first or last N days of month, \
        months (October to March), dates (2026-12-24), holidays, except, hours (08:00-18:00), \
        all day
        p.yaml:20:11: spec.policies[0].schedule[1]: the window flu has replicas, or freeze, \
        or any of min, max and multiplier
        p.yaml:20:47: spec.policies[0].schedule[1].multiplyer: unknown key; known keys are \
        freeze, max, min, multiplier, name, replicas, when; did you mean "multiplier"?
        p.yaml:21:11: spec.policies[0].schedule[2]: the window night has replicas, or freeze, \
        or any of min, max and multiplier
        p.yaml:23:11: spec.policies[0].schedule[4]: freeze is true, or not written\
        """,
        message(
            CALENDAR
                .replace("Europe/London", "Europe/Londn")
                .replace("2026-12-25", "2026-13-25")
                .replace("last 2", "lasst 2")
                .replace("multiplier", "multiplyer")
                .replace("max: 6", "max: 6, replicas: 5")
                .replace("freeze: true", "freeze: false")));
    assertEquals(
        "p.yaml:5:3: spec: has the holiday 2026-12-25 twice",
        message(CALENDAR.replace("}]\n---", "}, {date: 2026-12-25, name: again}]\n---")));
    assertEquals(
        "p.yaml:12:3: spec: the window month-end has min 41, outside the workload's 3 to 40",
        message(CALENDAR.replace("min: 12", "min: 41")));
    assertEquals(
        "p.yaml:18:17: spec.policies[0].schedule: must be a list, not a mapping",
        message(CALENDAR.replaceAll("(?s)- schedule:.*", "- schedule: {name: x}\n")));
  }

  @Test
  void aScheduleThatContradictsItselfIsRefusedWithTheFirstMoment(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("p.yaml");
    Instant now = Instant.parse("2026-11-21T08:00:00Z");
    Files.writeString(file, CALENDAR);
    assertEquals(
        "the schedule contradicts itself: month-end (last 2 days of month 18:00-23:00) has min 12"
            + " and night (0 22 * * * for 8h) has max 6, first at 2026-11-29T22:00Z"
            + " (Europe/London)",
        contradiction(file, now));
    Files.writeString(
        file,
        CALENDAR
            .replace("max: 6", "replicas: 6")
            .replace("2026-12-24 08:00-09:00", "Sun 05:00-07:00"));
    assertEquals(
        "the schedule contradicts itself: night (0 22 * * * for 8h) is to be 6"
            + " and drill (Sun 05:00-07:00) is to be 5, first at 2026-11-22T05:00Z (Europe/London)",
        contradiction(file, now));
    // What follows one another is none, nor is what comes after 400 days, nor the hour that comes
    // twice.
    Files.writeString(
        file,
        CALENDAR
            .replace("0 22 * * * for 8h\", max: 6", "daily 00:00-01:30\", replicas: 6")
            .replace("2026-12-24 08:00-09:00", "daily 01:30-03:00"));
    assertEquals(5, schedule(Documents.readPlatform(List.of(file), now)).entries().size());
    Files.writeString(
        file,
        CALENDAR
            .replace("0 22 * * * for 8h\", max: 6", "2028-02-29\", replicas: 6")
            .replace("2026-12-24 08:00-09:00", "2028-02-29"));
    assertEquals(5, schedule(Documents.readPlatform(List.of(file), now)).entries().size());
  }

  private static Policy.Schedule schedule(PlatformSpec spec) {
    WorkloadSpec claims = requireNonNull(spec.workloads().get(new WorkloadName("claims")));
    return (Policy.Schedule) claims.scaling().policies().getFirst();
  }

  private static String contradiction(Path file, Instant now) {
    var e = assertThrows(DocumentException.class, () -> Documents.readPlatform(List.of(file), now));
    Problem problem = e.problems().getFirst();
    assertEquals("spec.policies", problem.keyPath());
    assertEquals(18, problem.line());
    assertEquals("claims: ", problem.rule().substring(0, 8));
    return problem.rule().substring(8);
  }

  private static PlatformSpec read(String yaml) {
    return Documents.platform(Yaml.read(yaml.getBytes(UTF_8), "p.yaml"), "p.yaml");
  }

  private static String message(String yaml) {
    return String.valueOf(assertThrows(DocumentException.class, () -> read(yaml)).getMessage());
  }
}
