package dev.surgeline.forecast.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.backtest.Naive;
import dev.surgeline.forecast.backtest.RollingOrigins;
import dev.surgeline.forecast.backtest.Score;
import dev.surgeline.forecast.contest.Recorded;
import dev.surgeline.forecast.series.TimeSeries;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Intervals on recorded traffic, over its second half, all steps ahead together: they hold what
/// they promise within two points, through snow, Thanksgiving and news.
final class RecordedCoverageTest {
  private static final List<Double> LEVELS = List.of(0.025, 0.1, 0.5, 0.9, 0.975);

  @ParameterizedTest
  @CsvSource({"nyc-taxi-30m, 48, 336", "aws-elb-requests-5m, 48, 288"})
  void theyHoldWhatTheyPromise(String name, int horizon, int season) {
    Optional<Path> file = Recorded.beside("traces/" + name + ".csv.gz");
    Assumptions.assumeTrue(file.isPresent(), "the traces are not beside the project");
    TimeSeries series = Recorded.traces(file.orElseThrow()).getFirst();
    var question = new Question(horizon, List.of(), LEVELS, Effort.FAST, Calendar.UTC);
    var rolling = new RollingOrigins(series.length() / 2, 3, series.length());
    Score score = rolling.run(series, question, new LiveLearner(), _ -> {});
    assertEquals(0.8, score.coverage().getOrDefault(0.8, 0.0), 0.02, name);
    assertEquals(0.95, score.coverage().getOrDefault(0.95, 0.0), 0.02, name);
    Score naive = rolling.run(series, question, new Naive("naive", season), _ -> {});
    assertTrue(score.pinball() < 0.8 * naive.pinball(), score.pinball() + " " + naive.pinball());
  }
}
