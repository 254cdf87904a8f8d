package dev.surgeline.plane.chaos.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.chaos.load.Tally.Sent;
import dev.surgeline.plane.fixture.Canned;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class TallyTest {
  private static final Optional<String> BROKEN = Optional.of("broken");

  @TempDir Path folder;

  @Test
  void countsWhatFailedAndTheLongestOutage() throws IOException {
    Tally tally =
        Tally.of(
            List.of(
                new Sent(0, 10, Optional.empty()),
                new Sent(100, 5, BROKEN),
                new Sent(200, 20, Optional.empty()),
                new Sent(300, 5, BROKEN),
                new Sent(400, 5, Optional.of("later")),
                new Sent(700, 30, Optional.empty())));
    assertEquals(new Tally(6, 3, 20, 30, 30, 400, BROKEN), tally);
    assertEquals(
        List.of("3 of 6 requests failed, the first: broken"),
        tally.faults(2, Optional.empty(), Optional.empty()));
    assertEquals(List.of(), tally.faults(3, Optional.empty(), Optional.empty()));
    assertEquals(List.of(), tally.faults(0, Optional.of(Duration.ofMillis(400)), Optional.empty()));
    assertEquals(
        List.of("nothing was answered for 400 ms", "one in a hundred took 30 ms or more"),
        tally.faults(0, Optional.of(Duration.ofMillis(399)), Optional.of(Duration.ofMillis(30))));
    Path file = folder.resolve("tally");
    assertEquals(Optional.empty(), Tally.read(file));
    tally.write(file);
    assertEquals(Optional.of(tally), Tally.read(file));
  }

  @Test
  void anOutageThatLastsIsCountedToItsLastRequest() {
    Tally tally = Tally.of(List.of(new Sent(0, 1, BROKEN), new Sent(500, 20, BROKEN)));
    assertEquals(520, tally.outageMillis());
    assertEquals(0, Tally.of(List.of()).requests());
  }

  @Test
  void sendsAtItsRateWhateverIsAnswered() throws Exception {
    var asked = new AtomicInteger();
    try (Canned server =
        new Canned(_ ->
            asked.incrementAndGet() % 4 == 0
                ? Canned.Answer.of(503, "no")
                : Canned.Answer.of(200, "yes"))) {
      long begun = System.nanoTime();
      var load = new SteadyLoad(server.uri(), 40, Duration.ofSeconds(1), Duration.ofSeconds(5));
      Tally tally = load.send();
      long millis = (System.nanoTime() - begun) / 1_000_000;
      assertEquals(40, tally.requests());
      assertTrue(Math.abs(tally.failed() - 10) <= 1, tally::toString);
      assertEquals(Optional.of("status 503"), tally.firstTrouble());
      assertTrue(millis >= 975, millis + " ms for 40 requests at 40 a second");
    }
  }
}
