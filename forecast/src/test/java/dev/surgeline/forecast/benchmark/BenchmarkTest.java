package dev.surgeline.forecast.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.ensemble.PoolForecaster;
import dev.surgeline.forecast.series.M4File;
import dev.surgeline.forecast.series.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class BenchmarkTest {
  private static final String TRAIN = "shared/data/m4/m4-hourly-train.csv.gz";

  private static TimeSeries series(String name, double... values) {
    return new TimeSeries(name, Instant.EPOCH, Duration.ofHours(1), values);
  }

  private static Optional<Path> besideTheProject() {
    return Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
        .map(at -> at.resolve(TRAIN))
        .filter(Files::isReadable)
        .findFirst();
  }

  private static Benchmark.Result run(List<List<Task>> rounds) throws InterruptedException {
    var question = new Question(48, List.of(24), Benchmark.LEVELS, Effort.FAST, Calendar.UTC);
    return new Benchmark("surgeline", _ -> new PoolForecaster(), question, 24).run(rounds, _ -> {});
  }

  @Test
  void partsAreFoundByName() {
    List<TimeSeries> train = List.of(series("a", 1, 2), series("b", 3, 4));
    List<Task> tasks = Task.of(train, List.of(series("b", 7, 8, 9), series("a", 5, 6)), 2);
    assertEquals("a", tasks.getFirst().history().name());
    assertEquals(5, tasks.getFirst().actual()[0]);
    assertEquals(2, tasks.getLast().actual().length);
    refused("the test file lacks the series b", train, List.of(series("a", 5, 6)));
    refused(
        "the test part of b has 1 values, not 2",
        train,
        List.of(series("a", 5, 6), series("b", 1)));
    refused(
        "the training file lacks the series c",
        train,
        List.of(series("a", 5, 6), series("b", 1, 2), series("c", 1, 2)));
  }

  private static void refused(String sentence, List<TimeSeries> train, List<TimeSeries> test) {
    assertEquals(
        sentence,
        assertThrows(IllegalArgumentException.class, () -> Task.of(train, test, 2)).getMessage());
  }

  @Test
  void endsAreHeldOutOneHorizonApart() {
    List<List<Task>> rounds = Task.heldOut(List.of(series("a", 1, 2, 3, 4, 5, 6, 7)), 2, 2);
    List<Task> tasks = rounds.stream().flatMap(List::stream).toList();
    assertEquals(2, rounds.size());
    assertEquals(5, tasks.getFirst().history().length());
    assertEquals(6, tasks.getFirst().actual()[0]);
    assertEquals(3, tasks.getLast().history().length());
    assertEquals(4, tasks.getLast().actual()[0]);
  }

  @Test
  void aSampleOfM4IsForecastFarBetterThanByNaive2() throws IOException, InterruptedException {
    Optional<Path> file = besideTheProject();
    Assumptions.assumeTrue(file.isPresent(), "the M4 training series are not beside the project");
    List<TimeSeries> sample = new ArrayList<>();
    List<TimeSeries> all = M4File.read(file.orElseThrow());
    assertEquals(414, all.size());
    for (int i = 0; i < all.size(); i += 20) {
      sample.add(all.get(i));
    }
    Benchmark.Result result = run(Task.heldOut(sample, 48, 1));
    assertEquals(21, result.series());
    assertEquals(1, result.baselines().getFirst().owa());
    // 0.325 when this was written; the seasonal naive forecast has 0.53.
    assertTrue(result.score().owa() < 0.36, result::toString);
    assertTrue(result.score().owa() < result.baselines().getLast().owa(), result::toString);
    assertEquals(0.93, result.coverage(), 0.04);
  }
}
