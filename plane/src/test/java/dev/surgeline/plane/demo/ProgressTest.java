package dev.surgeline.plane.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.console.Picture;
import dev.surgeline.plane.console.WorkloadPicture;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// What is added up over the load, and what is shown of it.
final class ProgressTest {
  private static final Instant BEGIN = Instant.parse("2026-11-21T08:00:00Z");

  private static Picture picture(int second, int beds, int claims) {
    return new Picture(
        BEGIN.plusSeconds(second),
        "st-test",
        false,
        List.of(workload("beds", beds), workload("claims", claims)),
        List.of(),
        List.of(),
        "v",
        second);
  }

  private static WorkloadPicture workload(String name, int desired) {
    OptionalDouble none = OptionalDouble.empty();
    return new WorkloadPicture(
        name, "standard", none, none, desired, desired, 1, 20, none, none, none, none, 0);
  }

  private static Watch.Sum sum(Watch watch, String workload) {
    return Optional.ofNullable(watch.workloads().get(workload)).orElseThrow();
  }

  private static long nanos(int second) {
    return Duration.ofSeconds(second).toNanos();
  }

  @Test
  void thePeakIsOfTheSumAndSizesHaveTheirTimes() {
    Watch watch = new Watch(0);
    int[][] course = {{0, 2, 9}, {1, 2, 9}, {31, 14, 1}, {62, 3, 4}};
    for (int[] one : course) {
      watch.see(picture(one[0], one[1], one[2]), nanos(one[0]));
    }
    assertEquals(15, watch.peak(), "14 and 1 at once, though 14 and 9 were each one's own most");
    assertEquals(14, sum(watch, "beds").peak);
    assertEquals("2 @0s, 14 @31s, 3 @62s", sum(watch, "beds").course.toString());
    assertEquals("9 @0s, 1 @31s, 4 @62s", sum(watch, "claims").course.toString());
  }

  @Test
  void oldFiguresAreNotShownAsNews() {
    Watch watch = new Watch(0);
    watch.see(picture(0, 2, 9), nanos(1));
    String fresh = shown(watch, 3);
    assertTrue(fresh.contains("beds"), fresh);
    // The same picture once more is no news.
    watch.see(picture(0, 2, 9), nanos(7));
    String old = shown(watch, 8);
    assertTrue(old.contains("no news from the control plane for 7 s"), old);
    assertFalse(old.contains("2/2"), old);
    watch.see(picture(1, 3, 9), nanos(9));
    assertTrue(shown(watch, 9).contains("3/3"));
  }

  private static String shown(Watch watch, int second) {
    var out = new ByteArrayOutputStream();
    var progress = new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), false);
    Duration elapsed = Duration.ofSeconds(second);
    progress.show(Story.lasting(60), elapsed, watch.last(), watch.silence(nanos(second)));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theScorecardSaysWhatItsExitCodeJudges() {
    String text = scorecard(0).text();
    assertTrue(text.contains("replicas of beds:    2 @0s, 14 @31s\n"), text);
    assertTrue(text.contains("replicas at once at most: 15\n"), text);
    assertTrue(
        scorecard(0).verdict().startsWith("No request failed: exit code 0.\nSeconds out of"));
    assertTrue(scorecard(3).verdict().startsWith("3 requests failed: exit code 1.\n"));
    assertEquals(Optional.of(50L), Optional.of(scorecard(0).summary().violationSeconds()));
  }

  private static Scorecard scorecard(long failed) {
    var beds = new Scorecard.Row("beds", 9, failed, 1, 2, 3, 0.99, 800, 50, 14, "2 @0s, 14 @31s");
    var summary = new Scorecard.Summary(9, failed, 1, 2, 3, 50, 15, 0.1, 4, "state/audit", 60);
    return new Scorecard(summary, 0.2, List.of(beds));
  }
}
