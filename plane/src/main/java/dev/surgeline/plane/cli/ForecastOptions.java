package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Forecaster;
import dev.surgeline.forecast.Learner;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.count.HolidayChoice;
import dev.surgeline.forecast.event.Event;
import dev.surgeline.forecast.event.ForecasterWithEvents;
import dev.surgeline.forecast.event.LearnerWithEvents;
import dev.surgeline.forecast.series.SeriesFile;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.wire.DurationText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What `surge forecast` and `surge forecast backtest` have in common.
final class ForecastOptions {
  private static final int LEVELS_MAX = 999;
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

  @Option(
      names = "--series",
      paramLabel = "FILE",
      description = "CSV, also compressed with gzip: timestamp,count or series,timestamp,count")
  Optional<Path> series = Optional.empty();

  @Option(
      names = "--horizon",
      paramLabel = "N",
      description = "how far ahead: so many steps, or a duration such as 48h")
  Optional<String> horizon = Optional.empty();

  @Option(
      names = "--season",
      split = ",",
      paramLabel = "STEPS",
      description = "lengths of the seasons in steps, such as 24,168 (default: found)")
  List<Integer> seasons = List.of();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = {
        "whose clock people live by, such as Europe/London (default: stamps are taken as given,",
        "which is right where they are local times already)"
      })
  Optional<ZoneId> zone = Optional.empty();

  @Option(
      names = "--holidays",
      defaultValue = "auto",
      paramLabel = "WHOSE",
      description = {
        "england, us, none, or a file of date,name a line (or YAML); auto takes whichever"
            + " country's",
        "show in the counts before the first forecast, and says so (default: auto)"
      })
  String holidays = "auto";

  @Option(
      names = "--effort",
      defaultValue = "standard",
      paramLabel = "EFFORT",
      description = {
        "fast; standard, which learns from all series of the file first where there are sixteen",
        "or more; or high, which takes minutes for it (default: ${DEFAULT-VALUE})"
      })
  Effort effort = Effort.STANDARD;

  @Option(
      names = "--events",
      paramLabel = "FILE",
      description = {
        "known events, past and to come: name,from,to,ramp,factor a line, or YAML; what an event",
        "without a factor does to demand is learned from earlier ones of its name"
      })
  Optional<Path> events = Optional.empty();

  @Mixin ModelOption model = new ModelOption();

  @Option(names = "--json", description = "one JSON document on stdout")
  boolean json;

  SeriesFile read() throws IOException {
    Path file = series.orElseThrow(() -> new WrongInput("--series FILE is missing"));
    return SeriesFile.read(file, clock());
  }

  private ZoneId clock() {
    return zone.orElse(ZoneOffset.UTC);
  }

  /// A moment as text, on the same clock as the series' stamps; absent if it is none.
  Optional<Instant> instant(String stamp) {
    return SeriesFile.stamp(stamp, clock());
  }

  /// The horizon in steps of a series.
  int horizon(TimeSeries one) {
    String text = horizon.orElseThrow(() -> new WrongInput("--horizon N is missing"));
    int steps = steps("--horizon", text, one.step());
    if (steps > Question.HORIZON_MAX) {
      throw new WrongInput("--horizon is 1 to " + Question.HORIZON_MAX + " steps, not " + steps);
    }
    return steps;
  }

  /// What is asked of a series.
  Question question(TimeSeries one, List<Double> levels, Calendar calendar) {
    int before = 1;
    for (int season : seasons) {
      if (season <= before) {
        throw new WrongInput(
            "--season is lengths in steps that grow, each of at least 2, such as 24,168, not "
                + seasons.stream().map(String::valueOf).collect(Collectors.joining(",")));
      }
      before = season;
    }
    return new Question(horizon(one), seasons, levels, effort, calendar);
  }

  /// A number of steps, or a duration that is a whole number of them.
  static int steps(String option, String text, Duration step) {
    if (WHOLE.matcher(text).matches() && Integer.parseInt(text) > 0) {
      return Integer.parseInt(text);
    }
    Duration span;
    try {
      span = DurationText.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new WrongInput(
          option + " is a number of steps or a duration such as 48h, not '" + text + "'");
    }
    if (span.compareTo(step) < 0
        || !span.minus(step.multipliedBy(span.dividedBy(step))).isZero()
        || span.dividedBy(step) > Integer.MAX_VALUE) {
      throw new WrongInput(
          option
              + " is a multiple of the series' step of "
              + DurationText.format(step)
              + ", not "
              + text);
    }
    return (int) span.dividedBy(step);
  }

  /// Levels as text: `19` are those from 0.05 to 0.95, `0.1,0.5,0.9` are these.
  static List<Double> levels(String text) {
    if (WHOLE.matcher(text).matches()) {
      int count = Integer.parseInt(text);
      if (count < 1 || count > LEVELS_MAX) {
        throw new WrongInput("--quantiles N has 1 to " + LEVELS_MAX + " levels, not " + text);
      }
      List<Double> levels = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        levels.add((double) i / (count + 1));
      }
      return levels;
    }
    try {
      List<Double> levels = Arrays.stream(text.split(",", -1)).map(Double::valueOf).toList();
      double before = 0;
      for (double level : levels) {
        if (!(level > before && level < 1)) {
          throw new NumberFormatException();
        }
        before = level;
      }
      return levels;
    } catch (NumberFormatException wrong) {
      throw new WrongInput(
          "--quantiles is a number such as 19, or levels between 0 and 1 that grow, such as"
              + " 0.1,0.5,0.9, not '"
              + text
              + "'");
    }
  }

  /// The calendar to read a series on.
  ///
  /// @param history what may be looked at to choose it
  /// @param notes told whose holidays were chosen
  Calendar calendar(TimeSeries history, List<String> notes) throws IOException {
    if (Files.isRegularFile(Path.of(holidays))) {
      return new Calendar(clock(), KnownDays.holidays(Path.of(holidays)));
    }
    HolidayChoice choice =
        switch (holidays) {
          case "auto" -> HolidayChoice.likeliest(history, clock());
          case "none" -> HolidayChoice.NONE;
          case "england", "us" -> HolidayChoice.of(holidays, history, clock());
          // tidy: options are text
          default ->
              throw new WrongInput(
                  "--holidays is auto, england, us, none or a file; there is no file '"
                      + holidays
                      + "'");
        };
    if (holidays.equals("auto") && !choice.holidays().isEmpty()) {
      notes.add("the holidays of " + choice.name() + " show in the counts and are used");
    }
    return new Calendar(clock(), choice.holidays());
  }

  /// A forecaster that is told of the events, where there are any.
  Forecaster told(Forecaster forecaster) throws IOException {
    List<Event> known = known();
    return known.isEmpty() ? forecaster : new ForecasterWithEvents(forecaster, known);
  }

  /// The same of a learner.
  Learner told(Learner learner) throws IOException {
    List<Event> known = known();
    return known.isEmpty() ? learner : new LearnerWithEvents(learner, known);
  }

  private List<Event> known() throws IOException {
    return events.isPresent() ? KnownDays.events(events.get(), clock()) : List.of();
  }
}
