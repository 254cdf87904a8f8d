package dev.surgeline.plane.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.audit.spool.Spool;
import dev.surgeline.plane.console.AlertLine;
import dev.surgeline.plane.console.Picture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What people see of an audit log that can not be written.
final class RecordAlarmTest {
  private static final Instant AT = Instant.parse("2026-11-22T08:00:00Z");
  private static final Picture PICTURE =
      new Picture(AT, "st-test", false, List.of(), List.of(), List.of(), "1", 1);

  private static List<String> shown(RecordAlarm alarm) {
    return alarm.on(PICTURE).alerts().stream().map(AlertLine::sentence).toList();
  }

  @Test
  void itSaysWhatGoesOnAndWhatDoesNot() {
    var ready = new Spool.Standing(true, 0);
    assertEquals(List.of(), shown(new RecordAlarm(Optional.empty(), ready)));
    List<String> spooling = shown(new RecordAlarm(Optional.of(AT), new Spool.Standing(true, 3)));
    assertEquals(
        List.of(
            "the audit log can not be written: nothing changes but more replicas for safety and"
                + " what break-glass covers, which are spooled; 3 entries are there"),
        spooling);
    assertEquals(
        List.of("the audit log can not be written: nothing changes"),
        shown(new RecordAlarm(Optional.of(AT), new Spool.Standing(false, 0))));
    String none = shown(new RecordAlarm(Optional.empty(), new Spool.Standing(false, 0))).getFirst();
    assertTrue(none.startsWith("there is no spool"), none);
  }

  @Test
  void theSameInMetrics() {
    String metrics = new RecordAlarm(Optional.of(AT), new Spool.Standing(true, 3)).metrics();
    List<String> values = metrics.lines().filter(line -> !line.startsWith("#")).toList();
    assertEquals(
        List.of(
            "surgeline_audit_writable 0",
            "surgeline_audit_spool_ready 1",
            "surgeline_audit_spooled_entries 3"),
        values);
  }
}
