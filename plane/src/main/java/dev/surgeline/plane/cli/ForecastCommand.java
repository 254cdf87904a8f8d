package dev.surgeline.plane.cli;

import dev.surgeline.forecast.Automatic;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Forecaster;
import dev.surgeline.forecast.Only;
import dev.surgeline.forecast.Prediction;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.ensemble.Companion;
import dev.surgeline.forecast.series.SeriesFile;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge forecast`: what series will do, from their histories alone.
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    header = "Forecasts series from their histories. No data leave the machine.",
    description = {
      "",
      "Stamps are brought onto even steps, an empty count was not observed. Beside the forecast",
      "stands how good it was inside the history: the mean absolute error as a multiple of the",
      "seasonal naive forecast's, and how often the 80%% and 95%% intervals held. --model has one",
      "model answer alone."
    },
    subcommands = {BacktestCommand.class, ForecastBenchmarkCommand.class})
final class ForecastCommand implements Callable<Integer> {
  @Mixin ForecastOptions options = new ForecastOptions();

  @Option(
      names = "--quantiles",
      defaultValue = "0.025,0.1,0.5,0.9,0.975",
      paramLabel = "LEVELS",
      description = "levels, or how many at even distances (default: ${DEFAULT-VALUE})")
  String quantiles = "";

  @Override
  public Integer call() throws IOException {
    long began = System.nanoTime();
    List<Double> levels = ForecastOptions.levels(quantiles);
    SeriesFile file = options.read();
    Optional<Only> chosen = options.model.chosen();
    Forecaster forecaster =
        options.told(chosen.isPresent() ? chosen.get().forecaster() : forecaster(file, levels));
    List<ForecastReport.Of> all = new ArrayList<>();
    for (TimeSeries one : file.series()) {
      all.add(of(one, levels, forecaster));
      if (file.series().size() > 1) {
        System.err.print("\rsurge: " + all.size() + " of " + file.series().size() + " series ");
      }
    }
    if (file.series().size() > 1) {
      System.err.println();
    }
    var report = new ForecastReport(all, file.notes(), (System.nanoTime() - began) / 1e9);
    if (options.json) {
      System.out.println(Json.pretty(report));
    } else {
      report.lines(file.series()).forEach(System.out::println);
    }
    return Exit.DONE;
  }

  private ForecastReport.Of of(TimeSeries series, List<Double> levels, Forecaster forecaster)
      throws IOException {
    List<String> notes = new ArrayList<>();
    var calendar = options.calendar(series, notes);
    try {
      Question question = options.question(series, levels, calendar);
      Prediction prediction = forecaster.predict(series, question);
      notes.addAll(prediction.notes());
      return ForecastReport.Of.of(series, prediction, notes);
    } catch (IllegalArgumentException wrong) {
      String which = series.name().isEmpty() ? "the series" : "series " + series.name();
      throw new WrongInput(which + " can not be forecast: " + wrong.getMessage());
    }
  }

  /// Standard and high effort learn first from all series of the file that have the first one's
  /// step and that the ensemble will answer for.
  private Forecaster forecaster(SeriesFile file, List<Double> levels) throws IOException {
    if (options.effort == Effort.FAST) {
      return new Automatic();
    }
    TimeSeries first = file.series().getFirst();
    Question question = options.question(first, levels, options.calendar(first, new ArrayList<>()));
    List<TimeSeries> alike =
        file.series().stream()
            .filter(one -> one.step().equals(first.step()))
            .filter(one -> one.observed() >= 2 && Automatic.accompanied(one, question))
            .toList();
    if (alike.isEmpty()) {
      return new Automatic();
    }
    List<Companion> trained = taught(alike, question);
    if (trained.isEmpty() && options.effort == Effort.HIGH) {
      System.err.println("surge: the series are too short for networks: standard effort is made");
    }
    return new Automatic(trained);
  }

  private static List<Companion> taught(List<TimeSeries> series, Question question) {
    try {
      return GlobalTraining.of(series, question);
    } catch (IllegalArgumentException wrong) {
      throw new WrongInput("nothing can be learned from all series: " + wrong.getMessage());
    }
  }
}
