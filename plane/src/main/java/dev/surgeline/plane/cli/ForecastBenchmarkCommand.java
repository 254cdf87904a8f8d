package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Only;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.benchmark.Benchmark;
import dev.surgeline.forecast.benchmark.Score;
import dev.surgeline.forecast.benchmark.Task;
import dev.surgeline.forecast.ensemble.PoolForecaster;
import dev.surgeline.forecast.series.M4File;
import dev.surgeline.forecast.series.SeriesException;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge forecast benchmark`: the forecaster against series whose end is known.
@Command(
    name = "benchmark",
    mixinStandardHelpOptions = true,
    header = "Scores forecasts against series whose end is known.",
    description = {
      "",
      "Files are in the layout of the M4 competition, id,v1,v2,... a line; gzip where the name"
          + " ends",
      "in .gz. OWA is against Naive2, MASE by the season, MSIS and coverage of the 95%% interval.",
      "Persistence, seasonal naive and Naive2 stand beside. Progress goes to stderr.",
      ""
    })
final class ForecastBenchmarkCommand implements Callable<Integer> {
  private static final int ENDS_MAX = 100;
  private static final int SEASON_MAX = 100_000;

  /// Where the outcomes come from: one of the two.
  static final class Outcomes {
    @Option(
        names = "--test",
        paramLabel = "FILE",
        description = "what came after each series of the training file, by id")
    Optional<Path> test = Optional.empty();

    @Option(
        names = "--holdout",
        arity = "0..1",
        fallbackValue = "1",
        paramLabel = "ENDS",
        description =
            "no test file: the last horizon of each training series is the test part; with a"
                + " number, so many ends of each, one horizon apart (1 to 100)")
    Optional<Integer> ends = Optional.empty();
  }

  @Option(names = "--train", required = true, paramLabel = "FILE", description = "the histories")
  Path train;

  @ArgGroup(multiplicity = "1")
  Outcomes outcomes;

  @Option(names = "--horizon", required = true, paramLabel = "N", description = "steps ahead")
  int horizon;

  @Option(
      names = "--season",
      required = true,
      paramLabel = "M",
      description = "steps of the season, of the measures too; 24 brings a week of 168 along")
  int season;

  @Option(
      names = "--effort",
      defaultValue = "standard",
      paramLabel = "E",
      description = {
        "fast; standard, which learns from all series first where there are sixteen or more; or",
        "high, which takes minutes for it; standard when not given"
      })
  Effort effort;

  @Mixin ModelOption model = new ModelOption();

  @Option(
      names = "--every",
      defaultValue = "1",
      paramLabel = "K",
      description = "only every Kth series, for a quick look; 1 when not given")
  int every;

  @Option(names = "--json", description = "one JSON document on stdout")
  boolean json;

  private ForecastBenchmarkCommand() {}

  /// What `--json` prints.
  ///
  /// @param model that was judged
  /// @param baselines Naive2, persistence and seasonal naive
  record Document(
      double smape,
      double mase,
      double owa,
      double msis,
      double coverage,
      int series,
      double seconds,
      String model,
      List<Score> baselines) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    require(horizon >= 1 && horizon <= Question.HORIZON_MAX, "--horizon is 1 to 100000", horizon);
    require(season >= 2 && season <= SEASON_MAX, "--season is 2 to " + SEASON_MAX, season);
    require(every >= 1, "--every is at least 1", every);
    int ends = outcomes.ends.orElse(1);
    require(ends >= 1 && ends <= ENDS_MAX, "--holdout is 1 to " + ENDS_MAX, ends);
    Question question =
        new Question(horizon, List.of(season), Benchmark.LEVELS, effort, Calendar.UTC);
    try {
      List<List<Task>> rounds = rounds(ends).stream().map(this::everyKth).toList();
      int all = rounds.stream().mapToInt(List::size).sum();
      Optional<Only> chosen = model.chosen();
      String name = chosen.map(Only::name).orElse("surgeline");
      Benchmark.Maker maker =
          tasks -> chosen.isPresent() ? chosen.get().forecaster() : forecaster(tasks, question);
      var benchmark = new Benchmark(name, maker, question, season);
      print(benchmark.run(rounds, done -> progress(done, all)));
    } catch (SeriesException | IllegalArgumentException wrong) {
      throw new WrongInput(Surge.sentence(wrong));
    }
    return Exit.DONE;
  }

  private static void require(boolean holds, String rule, int given) {
    if (!holds) {
      throw new WrongInput(rule + ", not " + given);
    }
  }

  private List<List<Task>> rounds(int ends) throws IOException {
    List<TimeSeries> histories = M4File.read(train);
    if (outcomes.test.isPresent()) {
      return List.of(Task.of(histories, M4File.read(outcomes.test.get()), horizon));
    }
    return Task.heldOut(histories, horizon, ends);
  }

  private List<Task> everyKth(List<Task> tasks) {
    return IntStream.range(0, tasks.size())
        .filter(i -> i % every == 0)
        .mapToObj(tasks::get)
        .toList();
  }

  /// Standard and high effort learn from all histories first.
  private PoolForecaster forecaster(List<Task> tasks, Question question) {
    if (effort == Effort.FAST) {
      return new PoolForecaster();
    }
    var trained = GlobalTraining.of(tasks.stream().map(Task::history).toList(), question);
    if (trained.isEmpty()) {
      System.err.println(
          "surge: nothing is learned from all series together: they are fewer than sixteen, too"
              + " short, or the season is too long");
    }
    return new PoolForecaster(trained);
  }

  /// A line each twentieth of the way.
  private static void progress(int done, int all) {
    if ((long) done * 20 / all > (long) (done - 1) * 20 / all) {
      System.err.println("surge: " + done + " of " + all + " forecast");
    }
  }

  private void print(Benchmark.Result result) {
    Score own = result.score();
    if (!Double.isFinite(own.owa())) {
      throw new WrongInput(
          "there is no MASE or OWA: every history repeats itself exactly, or nothing was observed"
              + " after it");
    }
    if (json) {
      System.out.println(
          Json.pretty(
              new Document(
                  own.smape(),
                  own.mase(),
                  own.owa(),
                  result.msis(),
                  result.coverage(),
                  result.series(),
                  result.seconds(),
                  own.method(),
                  result.baselines())));
      return;
    }
    System.out.println("method           sMAPE     MASE      OWA     MSIS  coverage");
    System.out.println(
        line(own) + String.format(Locale.ROOT, " %8.3f  %8.4f", result.msis(), result.coverage()));
    result.baselines().forEach(score -> System.out.println(line(score)));
    System.out.println(
        String.format(Locale.ROOT, "%d series, %.1f s", result.series(), result.seconds()));
  }

  private static String line(Score score) {
    return String.format(
        Locale.ROOT,
        "%-14s %7.3f %8.3f %8.3f",
        score.method(),
        score.smape(),
        score.mase(),
        score.owa());
  }
}
