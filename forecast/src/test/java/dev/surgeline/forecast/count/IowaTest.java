package dev.surgeline.forecast.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.backtest.Naive;
import dev.surgeline.forecast.backtest.RollingOrigins;
import dev.surgeline.forecast.backtest.Score;
import dev.surgeline.forecast.series.SeriesFile;
import dev.surgeline.forecast.series.TimeSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Hourly arrivals at an emergency department in Iowa, one step ahead over the last tenth, beside
/// what was published: 2.651 by SRLPAC (Peterson and Cavanaugh), 3.637 by the seasonal naive
/// forecast. With little effort, so that the test is quick: `surge forecast backtest` learns from
/// two years of forecasts, and anew every two weeks.
final class IowaTest {
  private static final String ARRIVALS = "shared/data/health/ed-arrivals-iowa-1h.csv.gz";

  private static Optional<Path> besideTheProject() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(ARRIVALS))) {
        return Optional.of(at.resolve(ARRIVALS));
      }
    }
    return Optional.empty();
  }

  @Test
  void oneStepAheadItBeatsWhatWasPublished() throws IOException {
    Optional<Path> file = besideTheProject();
    Assumptions.assumeTrue(file.isPresent(), "the arrivals are not beside the project");
    TimeSeries series = SeriesFile.read(file.orElseThrow(), ZoneOffset.UTC).series().getFirst();
    int first = series.length() * 9 / 10;
    HolidayChoice holidays = HolidayChoice.likeliest(series.between(0, first), ZoneOffset.UTC);
    var calendar = new Calendar(ZoneId.of("UTC"), holidays.holidays());
    var question = new Question(1, List.of(), Arrivals.NINETEEN, Effort.FAST, calendar);
    var rolling = new RollingOrigins(first, 1, 2 * 672);
    Score score = rolling.run(series, question, new CountForecaster(), _ -> {});
    assertEquals(4164, score.origins());
    assertTrue(score.rmse() < 2.64, "rmse " + score.rmse());
    Score naive = rolling.run(series, question, new Naive("naive", 168), _ -> {});
    assertEquals(3.637, naive.rmse(), 0.01);
  }
}
