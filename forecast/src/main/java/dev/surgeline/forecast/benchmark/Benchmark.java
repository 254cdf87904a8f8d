package dev.surgeline.forecast.benchmark;

import dev.surgeline.forecast.Forecaster;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.measure.Accuracy;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Naive;
import dev.surgeline.forecast.model.Naive2;
import dev.surgeline.forecast.model.Past;
import dev.surgeline.forecast.model.SeasonalNaive;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// Forecasts every task and scores what came out, series in parallel over the cores; the result is
/// the same however many there are.
public final class Benchmark {
  /// What is judged besides the middle: the 95% interval.
  public static final List<Double> LEVELS = List.of(0.025, 0.5, 0.975);

  private static final double LEVEL = 0.95;

  /// @param score the forecaster's
  /// @param msis mean interval score at 95%, as a multiple of the MASE's scale
  /// @param coverage share of outcomes in the 95% interval
  /// @param series how many tasks there were
  /// @param seconds that it took on the clock on the wall
  /// @param baselines Naive2, persistence, and the last season repeated
  public record Result(
      Score score,
      double msis,
      double coverage,
      int series,
      double seconds,
      List<Score> baselines) {
    public Result {
      baselines = List.copyOf(baselines);
    }
  }

  /// Makes the forecaster of some tasks; it may learn from all their histories.
  @FunctionalInterface
  public interface Maker {
    Forecaster of(List<Task> tasks);
  }

  /// sMAPE and MASE each of the forecaster, Naive2, persistence and the last season, and the
  /// forecaster's interval score and coverage.
  @SuppressWarnings("ArrayRecordComponent")
  private record Outcome(
      double[] own, double[] naive2, double[] naive, double[] seasonal, double[] interval) {}

  private final String name;
  private final Maker maker;
  private final Question question;
  private final int season;

  /// @param name what the result calls the forecaster
  /// @param question with [#LEVELS]
  /// @param season of the measures, at least 2
  public Benchmark(String name, Maker maker, Question question, int season) {
    this.name = name;
    this.maker = maker;
    this.question = question;
    this.season = season;
  }

  /// @param rounds each with a forecaster of its own, which knows nothing of the others
  /// @param progress told how many are done, now and then, from any thread
  /// @throws IllegalArgumentException where a series can not be forecast
  public Result run(List<List<Task>> rounds, IntConsumer progress) throws InterruptedException {
    long began = System.nanoTime();
    List<Outcome> outcomes = new ArrayList<>();
    for (List<Task> round : rounds) {
      forecast(round, outcomes, progress);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    return result(outcomes, seconds);
  }

  private void forecast(List<Task> tasks, List<Outcome> outcomes, IntConsumer progress)
      throws InterruptedException {
    Forecaster forecaster = maker.of(tasks);
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
      List<Future<Outcome>> futures = new ArrayList<>();
      for (Task task : tasks) {
        futures.add(workers.submit(() -> outcome(task, forecaster)));
      }
      for (Future<Outcome> future : futures) {
        outcomes.add(settled(future, workers));
        progress.accept(outcomes.size());
      }
    }
  }

  private static Outcome settled(Future<Outcome> future, ExecutorService workers)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      workers.shutdownNow();
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  private Outcome outcome(Task task, Forecaster forecaster) {
    Prediction prediction = forecaster.predict(task.history(), question);
    double[] lower = level(prediction, 0);
    double[] upper = level(prediction, 2);
    double[] history = task.history().values();
    double scale = Accuracy.seasonalScale(history, season);
    Past past =
        new Past(
            history,
            List.of(season),
            task.history().start(),
            task.history().step(),
            question.calendar());
    return new Outcome(
        errors(task, level(prediction, 1), scale),
        errors(task, course(new Naive2(season), past), scale),
        errors(task, course(new Naive(), past), scale),
        errors(task, course(new SeasonalNaive(Math.min(season, history.length)), past), scale),
        new double[] {
          Accuracy.intervalScore(task.actual(), lower, upper, LEVEL, scale),
          Accuracy.coverage(task.actual(), lower, upper)
        });
  }

  private double[] course(Model model, Past past) {
    return model.fit(past).forecast(question.horizon());
  }

  private static double[] errors(Task task, double[] course, double scale) {
    return new double[] {
      Accuracy.smape(task.actual(), course), Accuracy.mase(task.actual(), course, scale)
    };
  }

  private static double[] level(Prediction prediction, int index) {
    return prediction.forecast().values().stream().mapToDouble(point -> point.get(index)).toArray();
  }

  private Result result(List<Outcome> outcomes, double seconds) {
    List<double[]> naive2 = outcomes.stream().map(Outcome::naive2).toList();
    List<double[]> interval = outcomes.stream().map(Outcome::interval).toList();
    List<Score> baselines =
        List.of(
            Score.of("naive2", naive2, naive2),
            Score.of("naive", outcomes.stream().map(Outcome::naive).toList(), naive2),
            Score.of("seasonal naive", outcomes.stream().map(Outcome::seasonal).toList(), naive2));
    return new Result(
        Score.of(name, outcomes.stream().map(Outcome::own).toList(), naive2),
        Score.mean(interval, 0),
        Score.mean(interval, 1),
        outcomes.size(),
        seconds,
        baselines);
  }
}
