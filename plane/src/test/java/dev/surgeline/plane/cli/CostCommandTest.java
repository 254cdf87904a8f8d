package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.plane.control.Digests;
import dev.surgeline.plane.control.Journal;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `surge cost`, as people see it.
final class CostCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final String PRICED =
      Hospital.documents()
          .replace("spec: {interval: 1s}", "spec: {interval: 15m, budget: BUDGET}")
          .replace("  slo:", "  cost: {perReplicaHour: 0.50}\n  slo:");

  @TempDir Path folder;

  private Ended cost(String... more) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("cost", "--state", folder.resolve("state").toString()));
    words.addAll(List.of(more));
    return Ended.process(words.toArray());
  }

  /// Ten hours of four replicas, of which two are the min.
  private void record(String documents) throws IOException {
    Path journal = Files.createDirectories(folder.resolve("state/journal"));
    PlatformSpec spec = Hospital.spec(documents);
    var evaluator = new Evaluator();
    State state = State.INITIAL;
    try (Journal written = Journal.begin(journal, state, _ -> {})) {
      Input input = new Input.Respecified(NOW, spec, Digests.version(spec));
      for (int quarter = 0; quarter <= 40; quarter++) {
        var evaluation = evaluator.evaluate(state, input);
        written.append(state, input, evaluation);
        state = evaluation.state();
        Instant at = NOW.plusSeconds(900L * quarter);
        input = Input.Tick.of(at, Hospital.seen(at, 4, 4, 72));
      }
      written.append(state, input, evaluator.evaluate(state, input));
    }
  }

  @Test
  void theMonthIsShownBesideItsBudget() throws IOException {
    record(PRICED.replace("BUDGET", "{currency: GBP, perMonth: 600, perDay: 40}"));
    Ended text = cost();
    assertEquals(0, text.exit(), text::toString);
    assertEquals(
        """
        Since 2026-11-01, up to 2026-11-21T18:00:00Z, in GBP:
          spent       20
          an hour now 2
          today       20 spent, 32 forecast at its end of 40  ################.... 80%
          month       20 spent, 464 forecast at its end of 600  ###############..... 77%

          workload                       replicas    an hour        month
          beds                                  4          2           20  ####################

          policy                                                    month
          min                                                          10  ##########..........
          targetTracking                                               10  ##########..........\
        """,
        text.out());
    Ended json = cost("--json");
    assertEquals(0, json.exit(), json::toString);
    var report = Json.read(CostReport.class, json.out().getBytes(StandardCharsets.UTF_8), "stdout");
    assertEquals(text.out(), String.join("\n", report.lines()));
  }

  @Test
  void anOverrunIsTheAnswerNo() throws IOException {
    record(PRICED.replace("BUDGET", "{currency: GBP, perMonth: 300}"));
    Ended over = cost();
    assertEquals(1, over.exit(), over::toString);
    assertTrue(
        over.out().contains("464 forecast at its end of 300  #################### 155%"),
        over::toString);
  }

  @Test
  void withoutAPriceThereIsOneSentence() throws IOException {
    record(Hospital.documents());
    Ended none = cost();
    assertEquals(2, none.exit(), none::toString);
    assertEquals("", none.out());
    assertEquals(
        "surge: nothing has a price on the journal in "
            + folder.resolve("state")
            + ": give a Workload a cost",
        none.err());
  }
}
