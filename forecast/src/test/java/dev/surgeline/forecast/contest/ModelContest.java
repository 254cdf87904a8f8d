package dev.surgeline.forecast.contest;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.classic.Counts;
import dev.surgeline.forecast.classic.Ets;
import dev.surgeline.forecast.classic.HoltWinters;
import dev.surgeline.forecast.classic.Mstl;
import dev.surgeline.forecast.classic.Theta;
import dev.surgeline.forecast.classic.Trend;
import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import dev.surgeline.forecast.repair.Repair;
import dev.surgeline.forecast.repair.Repaired;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.forecast.tree.BoostedTrees;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Prints tables in Markdown: the mean absolute error of each model at rolling origins, as a
/// multiple of the seasonal naive forecast's (without a season: of persistence's) at the same
/// origins.
///
/// At each origin the history before it is repaired and each model learns it anew. A future that
/// was not observed does not count.
public final class ModelContest {
  /// What is played.
  ///
  /// @param season of the seasonal naive forecast
  /// @param origins how many, evenly over the last half of each series
  record Round(String name, List<TimeSeries> series, int season, int horizon, int origins) {}

  /// What one model did in a round.
  private static final class Score {
    private double error;
    private double smape;
    private long fitNanos;
    private int points;
    private int fits;
  }

  private ModelContest() {}

  static List<Model> models(Round round) {
    List<Model> models = new ArrayList<>();
    models.add(new Naive(round.season()));
    if (round.season() > 1) {
      models.add(new Naive(1));
    }
    models.add(new Trend());
    models.add(new Theta());
    models.add(new Ets());
    models.add(new HoltWinters());
    models.add(new Mstl());
    models.add(new Counts());
    models.add(new BoostedTrees(round.horizon()));
    return models;
  }

  /// Takes the rounds to play, by the beginning of their names; all if there are none.
  public static void main(String[] asked) {
    for (Round round : rounds()) {
      boolean wanted = asked.length == 0 || Arrays.stream(asked).anyMatch(round.name()::startsWith);
      if (wanted) {
        play(round);
      }
    }
    if (asked.length == 0 || Arrays.asList(asked).contains("minute")) {
      minutes();
    }
  }

  private static List<Round> rounds() {
    List<Round> rounds = new ArrayList<>();
    add(rounds, "taxi 30 min", "traces/nyc-taxi-30m.csv.gz", 48, 48, 20);
    add(rounds, "elb 5 min, an hour", "traces/aws-elb-requests-5m.csv.gz", 288, 12, 20);
    add(rounds, "elb 5 min, a day", "traces/aws-elb-requests-5m.csv.gz", 288, 288, 10);
    add(
        rounds,
        "twitter 5 min, an hour",
        "traces/twitter-mentions-10tickers-5m.csv.gz",
        288,
        12,
        6);
    add(rounds, "twitter 5 min, a day", "traces/twitter-mentions-10tickers-5m.csv.gz", 288, 288, 6);
    add(rounds, "azure conv 10 s", "traces/azure-llm-2023-conv-10s.csv.gz", 1, 30, 10);
    add(rounds, "azure code 10 s", "traces/azure-llm-2023-code-10s.csv.gz", 1, 30, 10);
    Recorded.beside("m4/m4-hourly-train.csv.gz")
        .ifPresent(
            file -> rounds.add(new Round("m4 hourly ends", Recorded.hourly(file, 8), 24, 48, 1)));
    return rounds;
  }

  private static void add(
      List<Round> rounds, String name, String path, int season, int horizon, int origins) {
    Path file = Recorded.beside(path).orElseThrow();
    rounds.add(new Round(name, Recorded.traces(file), season, horizon, origins));
  }

  private static void play(Round round) {
    Map<String, Score> scores = new LinkedHashMap<>();
    for (TimeSeries series : round.series()) {
      for (int k = 0; k < round.origins(); k++) {
        int last = series.length() - round.horizon();
        int origin = round.origins() == 1 ? last : last / 2 + last / 2 * (k + 1) / round.origins();
        at(origin, series, round, scores);
      }
    }
    double unit = error(scores.values().stream().findFirst().orElseThrow());
    System.out.printf("%n| %s | error | sMAPE | ms a fit |%n|---|---|---|---|%n", round.name());
    scores.forEach((name, score) ->
        System.out.printf(
            "| %s | %.3f | %.2f | %.1f |%n",
            name,
            error(score) / unit,
            score.smape / score.points,
            score.fitNanos / 1e6 / score.fits));
  }

  private static double error(Score score) {
    return score.error / score.fits;
  }

  private static void at(int origin, TimeSeries series, Round round, Map<String, Score> scores) {
    Repaired repaired = Repair.FULL.repair(series.between(0, origin), List.of(), Calendar.UTC);
    Past past = repaired.past();
    double scale = scale(past.values(), round.season());
    for (Model model : models(round)) {
      if (!model.suits(past)) {
        continue;
      }
      long begun = System.nanoTime();
      double[] ahead = model.fit(past).forecast(round.horizon());
      Score score = scores.computeIfAbsent(model.name(), _ -> new Score());
      score.fitNanos += System.nanoTime() - begun;
      score.fits++;
      int known = 0;
      double sum = 0;
      for (int h = 0; h < round.horizon(); h++) {
        double came = series.at(origin + h);
        if (!Double.isNaN(came)) {
          double wrong = Math.abs(came - ahead[h]);
          sum += wrong;
          known++;
          double size = Math.abs(came) + Math.abs(ahead[h]);
          score.smape += size == 0 ? 0 : 200 * wrong / size;
          score.points++;
        }
      }
      score.error += known == 0 ? 0 : sum / known / scale;
    }
  }

  /// The mean distance of values a season apart: the unit in which errors of series are added up.
  private static double scale(double[] values, int season) {
    double sum = 0;
    for (int i = season; i < values.length; i++) {
      sum += Math.abs(values[i] - values[i - season]);
    }
    return Math.max(1e-9, sum / (values.length - season));
  }

  /// What the first fit of a quarter of a year by the minute takes, and a point after it.
  private static void minutes() {
    int day = 1440;
    double[] values = new double[90 * day];
    long seed = 1;
    for (int i = 0; i < values.length; i++) {
      seed = seed * 6364136223846793005L + 1442695040888963407L;
      double noise = (seed >>> 33) / (double) (1L << 31) - 0.5;
      double week = i / day % 7 < 5 ? 1 : 0.6;
      values[i] = Math.max(0, 100 * week * (1.2 - Math.cos(2 * Math.PI * i / day)) + 30 * noise);
    }
    TimeSeries series =
        new TimeSeries("", Instant.parse("2026-01-05T00:00:00Z"), Duration.ofMinutes(1), values);
    long begun = System.nanoTime();
    Past past = Repair.FULL.repair(series, List.of(), Calendar.UTC).past();
    System.out.printf(
        "%n| 129,600 minutes | first fit, ms | observe, us | 60 ahead, us |%n|---|---|---|---|%n");
    System.out.printf("| repair | %.0f | | |%n", (System.nanoTime() - begun) / 1e6);
    for (Model model : models(new Round("", List.of(), day, 60, 1))) {
      begun = System.nanoTime();
      Fitted fitted = model.fit(past);
      double fit = (System.nanoTime() - begun) / 1e6;
      begun = System.nanoTime();
      for (int i = 0; i < 1000; i++) {
        fitted.observe(values[i]);
      }
      double observed = (System.nanoTime() - begun) / 1e6;
      begun = System.nanoTime();
      for (int i = 0; i < 100; i++) {
        fitted.forecast(60);
      }
      System.out.printf(
          "| %s | %.0f | %.2f | %.1f |%n",
          model.name(), fit, observed, (System.nanoTime() - begun) / 1e5);
    }
  }
}
