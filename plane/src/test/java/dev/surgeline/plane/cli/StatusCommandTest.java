package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.Main;
import dev.surgeline.plane.control.Digests;
import dev.surgeline.plane.control.Journal;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surge status`, as people see it.
final class StatusCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  @TempDir Path folder;

  private record Ended(int exit, String out, String err) {}

  private Ended status(String... more) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("status", "--state", folder.resolve("state").toString()));
    words.addAll(List.of(more));
    try (Jvm process = Jvm.start(Main.class, List.of("-Xshare:auto"), words)) {
      int exit = process.exit();
      return new Ended(exit, String.join("\n", process.out()), String.join("\n", process.err()));
    }
  }

  private void record(List<Input> inputs) throws IOException {
    Path journal = Files.createDirectories(folder.resolve("state/journal"));
    State state = State.INITIAL;
    try (Journal written = Journal.begin(journal, state, _ -> {})) {
      for (Input input : inputs) {
        var evaluation = new Evaluator().evaluate(state, input);
        written.append(state, input, evaluation);
        state = evaluation.state();
      }
    }
  }

  /// A minute of four replicas under a demand for seven.
  private static List<Input> minute(String documents) {
    PlatformSpec spec = Hospital.spec(documents);
    List<Input> inputs = new ArrayList<>();
    inputs.add(new Input.Respecified(NOW, spec, Digests.version(spec)));
    for (int second = 1; second <= 60; second++) {
      Instant at = NOW.plusSeconds(second);
      inputs.add(Input.Tick.of(at, Hospital.seen(at, 4, 4, 126)));
    }
    return inputs;
  }

  @Test
  void whatIsNotActedOnIsShownWithItsScore() throws IOException {
    List<Input> inputs = minute(Hospital.documents().replace("  slo:", "  mode: observe\n  slo:"));
    var start =
        new Command.StartEmergency(
            "a surge", new Emergency.Scope.All(), Duration.ofHours(1), Optional.empty());
    inputs.add(new Input.Commanded(NOW.plusSeconds(61), new Actor("ops-1"), start));
    record(inputs);
    Ended text = status();
    assertEquals(0, text.exit(), text::toString);
    assertEquals(
        """
        At 2026-11-21T08:01:01Z:

          workload  criticality  mode       replicas   min..max
          beds      life-safety  observe           4      2..14

        Last decisions:
          beds 4 stays  TARGET wants 7: requests_per_second 126 at 18 a replica;\
         OBSERVED would have 7: nothing is started

        Not acted on, and what would have been:
          beds: now 7; observed 59s: had 236 replica-seconds, would have had 404 with 1 change;\
         objective missed for 0ms, would have had more replicas in 0ms of that;\
         the same size for 3s

        Break-glass:
          break-glass-2026-11-21T08:01:01Z-ops-1-all  holds until 2026-11-21T09:01:01Z \
         all workloads: a surge\
        """,
        text.out());
    Ended json = status("--json");
    assertEquals(0, json.exit(), json::toString);
    byte[] document = json.out().getBytes(StandardCharsets.UTF_8);
    var report = Json.read(StatusReport.class, document, "stdout");
    assertEquals(text.out(), String.join("\n", report.lines()));
  }

  @Test
  void whatIsActedOnHasNoScore() throws IOException {
    record(minute(Hospital.documents()));
    Ended text = status();
    assertEquals(0, text.exit(), text::toString);
    assertTrue(!text.out().contains("Not acted on"), text::toString);
    assertTrue(text.out().contains("  beds      life-safety  act "), text::toString);
  }

  @Test
  void withoutDocumentsThereIsOneSentence() throws IOException {
    record(List.of());
    Ended none = status();
    assertEquals(2, none.exit(), none::toString);
    assertEquals("", none.out());
    assertEquals(
        "surge: there are no documents on the journal in " + folder.resolve("state") + " yet",
        none.err());
  }
}
