package dev.surgeline.plane.cli;

import dev.surgeline.forecast.Automatic;
import dev.surgeline.forecast.Learner;
import dev.surgeline.forecast.Only;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.backtest.Naive;
import dev.surgeline.forecast.backtest.NaiveForecaster;
import dev.surgeline.forecast.backtest.RollingOrigins;
import dev.surgeline.forecast.backtest.Score;
import dev.surgeline.forecast.count.CountForecaster;
import dev.surgeline.forecast.series.SeriesFile;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge forecast backtest`: how good forecasts would have been.
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    header = "Forecasts from many moments of a series' past and scores what came.",
    description = {
      "",
      "Each forecast is made from what came before its origin, and begins with the step at it.",
      "Counts are learned anew every two weeks and only followed in between. pinball is the mean",
      "over all steps ahead and all levels, rmse that of the mean, coverage by width of the"
          + " central",
      "interval, its bounds included: of small counts it is more than the width says. Origins"
          + " whose",
      "horizon reaches beyond the end are left out. Persistence and the seasonal naive forecast",
      "stand beside it. Of several series the means over them are told, and each."
    })
final class BacktestCommand implements Callable<Integer> {
  private static final double LEARNED = 0.8;
  private static final long PROGRESS_MILLIS = 2_000;

  @Mixin ForecastOptions options = new ForecastOptions();

  @Option(
      names = "--from",
      paramLabel = "STAMP",
      description = {
        "the first origin, such as 2018-03-01T00:00:00Z (default: where the last fifth begins)"
      })
  Optional<String> from = Optional.empty();

  @Option(
      names = "--origins",
      defaultValue = "every:12h",
      paramLabel = "every:APART",
      description = "how far apart: every:12h, or every:12 in steps (default: ${DEFAULT-VALUE})")
  String origins = "";

  @Option(
      names = "--quantiles",
      defaultValue = "19",
      paramLabel = "LEVELS",
      description = "levels, or how many at even distances: 19 are 0.05 to 0.95 (default: 19)")
  String quantiles = "";

  @Override
  public Integer call() throws IOException {
    long began = System.nanoTime();
    List<Double> levels = ForecastOptions.levels(quantiles);
    SeriesFile file = options.read();
    List<String> notes = new ArrayList<>(file.notes());
    List<BacktestReport.Of> each = new ArrayList<>();
    long baselines = 0;
    for (TimeSeries series : file.series()) {
      RollingOrigins rolling = rolling(series);
      int horizon = options.horizon(series);
      if (rolling.count(series, horizon) == 0) {
        throw new WrongInput("after the first origin the series has fewer steps than the horizon");
      }
      TimeSeries history = series.between(0, rolling.first());
      var calendar = options.calendar(history, notes);
      Question question = options.question(series, levels, calendar);
      BacktestReport.Line model = model(series, history, question, rolling);
      long modelled = System.nanoTime();
      each.add(
          new BacktestReport.Of(
              series.name(),
              rolling.count(series, horizon),
              model,
              baselines(series, question, rolling)));
      baselines += System.nanoTime() - modelled;
    }
    var report = BacktestReport.of(each, (System.nanoTime() - began - baselines) / 1e9, notes);
    if (options.json) {
      System.out.println(Json.pretty(report));
    } else {
      report.lines().forEach(System.out::println);
    }
    return Exit.DONE;
  }

  private BacktestReport.Line model(
      TimeSeries series, TimeSeries history, Question question, RollingOrigins rolling)
      throws IOException {
    Learner learner =
        options
            .model
            .chosen()
            .map(Only::learner)
            .orElseGet(() -> Automatic.learner(history, question));
    try {
      Score score = score(series, question, options.told(learner), rolling);
      if (score.steps() == 0) {
        throw new IllegalArgumentException("after the first origin nothing was observed");
      }
      return BacktestReport.Line.of(learner.name(), score);
    } catch (IllegalArgumentException wrong) {
      String which = series.name().isEmpty() ? "the series" : "series " + series.name();
      throw new WrongInput(which + " can not be judged: " + wrong.getMessage());
    }
  }

  private static List<BacktestReport.Line> baselines(
      TimeSeries series, Question question, RollingOrigins rolling) {
    int season = NaiveForecaster.season(series.between(0, rolling.first()), question);
    return Stream.of(new Naive("seasonal naive " + season, season), new Naive("persistence", 1))
        .map(naive ->
            BacktestReport.Line.of(naive.name(), rolling.run(series, question, naive, _ -> {})))
        .toList();
  }

  private RollingOrigins rolling(TimeSeries series) {
    if (!origins.startsWith("every:")) {
      throw new WrongInput("--origins is every:APART, such as every:12h, not '" + origins + "'");
    }
    int every = ForecastOptions.steps("--origins every:", origins.substring(6), series.step());
    int relearn = (int) Math.max(1, CountForecaster.RELEARN.dividedBy(series.step()));
    int first = from.map(stamp -> index(series, stamp)).orElse((int) (series.length() * LEARNED));
    if (first < 2) {
      throw new WrongInput("before the first origin the series has fewer than two steps");
    }
    return new RollingOrigins(first, every, relearn);
  }

  private int index(TimeSeries series, String stamp) {
    Instant at =
        options
            .instant(stamp)
            .orElseThrow(() ->
                new WrongInput(
                    "--from is a moment such as 2018-03-01T00:00:00Z, not '" + stamp + "'"));
    Duration after = Duration.between(series.start(), at);
    if (after.isNegative() || !at.isBefore(series.stamp(series.length()))) {
      throw new WrongInput(
          "--from lies within the series, from "
              + series.start()
              + " to "
              + series.stamp(series.length() - 1)
              + ", not at "
              + stamp);
    }
    return (int) after.plus(series.step()).minusNanos(1).dividedBy(series.step());
  }

  private Score score(
      TimeSeries series, Question question, Learner learner, RollingOrigins rolling) {
    int count = rolling.count(series, question.horizon());
    long[] told = {System.currentTimeMillis()};
    System.err.println("surge: learning from " + rolling.first() + " steps");
    return rolling.run(
        series,
        question,
        learner,
        done -> {
          if (System.currentTimeMillis() - told[0] > PROGRESS_MILLIS) {
            told[0] = System.currentTimeMillis();
            System.err.println("surge: " + done + " of " + count + " origins");
          }
        });
  }
}
