package dev.surgeline.forecast.plan;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.classic.Ets;
import dev.surgeline.forecast.classic.HoltWinters;
import dev.surgeline.forecast.classic.Theta;
import dev.surgeline.forecast.classic.Trend;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The ways in which months may go on, tried at many origins inside the history.
///
/// All of them are asked in logs less their mean, so that growth is a part of the level and season
/// multiplies. Growth is carried no further ahead than the history reaches back; from there on it
/// is level, or repeats its last year where the season is known.
///
/// Its weight is how much better a way was than the last month repeated, to the fourth power: with
/// E the mean absolute error over the n origins and months ahead at which it could be asked, and L
/// that of the last month at the same,
///
///     w = ((n E + 6 L) / (n L + 6 L))^-4, in proportion; E and L half a percent more
///
/// so that a way that was tried three times weighs five times as much at most, however good it was.
/// Example: a way that was tried often and has half the error of another weighs about sixteen times
/// as much. The errors that the spread is measured on come from weights of the origins before, so
/// that nothing is judged by what it was chosen on.
final class Courses {
  private static final List<Model> WAYS =
      List.of(
          NaiveMonths.LAST,
          NaiveMonths.YEAR,
          NaiveMonths.GROWN,
          new HoltWinters(),
          new Trend(),
          new Theta(),
          new Ets());

  private static final int YEAR = 12;
  private static final int SEASON_MIN = 24;
  private static final int ORIGIN_MIN = 3;
  private static final int THREE_YEARS = 36;
  private static final int ORIGINS_MAX = 36;
  private static final double NOISE = 0.005;
  private static final double POWER = 4;
  private static final int DOUBT = 6;

  private final double[] logs;
  private final int horizon;
  private final int first;

  /// By origin and way; absent where the way could not be asked.
  private final List<List<Optional<double[]>>> asked;

  /// @param logs levels of months
  /// @param horizon months ahead
  Courses(double[] logs, int horizon) {
    this.logs = logs.clone();
    this.horizon = horizon;
    int n = logs.length;
    int least = n >= THREE_YEARS ? SEASON_MIN : Math.max(ORIGIN_MIN, n / 2);
    this.first = Math.max(least, n - ORIGINS_MAX);
    this.asked =
        IntStream.rangeClosed(first, Math.max(first, n))
            .mapToObj(origin -> origin > n ? List.<Optional<double[]>>of() : ask(origin))
            .toList();
  }

  /// How many origins inside the history there are.
  int origins() {
    return Math.max(0, logs.length - first);
  }

  static List<String> names() {
    return WAYS.stream().map(Model::name).toList();
  }

  private List<Optional<double[]>> ask(int origin) {
    double[] known = Arrays.copyOf(logs, origin);
    double mean = Arrays.stream(known).average().orElseThrow();
    double[] centred = Arrays.stream(known).map(log -> log - mean).toArray();
    List<Integer> seasons = origin >= SEASON_MIN ? List.of(YEAR) : List.of();
    Past past = new Past(centred, seasons, Instant.EPOCH, Duration.ofDays(30), Calendar.UTC);
    Function<Model, double[]> ahead = way -> carried(way.fit(past).forecast(horizon), origin, mean);
    return WAYS.stream()
        .map(way -> way.suits(past) ? Optional.of(ahead.apply(way)) : Optional.<double[]>empty())
        .toList();
  }

  private static double[] carried(double[] ahead, int behind, double mean) {
    for (int h = behind; h < ahead.length; h++) {
      ahead[h] = ahead[behind >= SEASON_MIN ? h - YEAR : behind - 1];
    }
    return Arrays.stream(ahead).map(log -> log + mean).toArray();
  }

  /// Each way's weight by what had come before a month; 0 of those that were never tried while
  /// others were.
  double[] weights(int until) {
    double[] weights = new double[WAYS.size()];
    double all = 0;
    for (int way = 0; way < weights.length; way++) {
      double error = 0;
      double plain = 0;
      int pairs = 0;
      for (int origin = first; origin < until; origin++) {
        Optional<double[]> ahead = asked.get(origin - first).get(way);
        double[] last = asked.get(origin - first).getFirst().orElseThrow();
        for (int h = 0; h < Math.min(horizon, until - origin) && ahead.isPresent(); h++) {
          error += Math.abs(ahead.get()[h] - logs[origin + h]);
          plain += Math.abs(last[h] - logs[origin + h]);
          pairs++;
        }
      }
      if (pairs > 0) {
        weights[way] = weight(error / pairs + NOISE, plain / pairs + NOISE, pairs);
        all += weights[way];
      }
    }
    if (all == 0) {
      return even(Math.min(until, logs.length));
    }
    for (int way = 0; way < weights.length; way++) {
      weights[way] /= all;
    }
    return weights;
  }

  private static double weight(double error, double plain, int pairs) {
    double better = (pairs * error + DOUBT * plain) / ((pairs + DOUBT) * plain);
    return Math.pow(better, -POWER);
  }

  /// Nothing was tried yet: the same weight for each that can be asked. Fewer than three months
  /// tell of no growth, so then it is the last month alone.
  private double[] even(int origin) {
    List<Optional<double[]>> ways = origin < first ? ask(origin) : asked.get(origin - first);
    double[] weights = new double[WAYS.size()];
    boolean grows = origin >= ORIGIN_MIN;
    long count = grows ? ways.stream().filter(Optional::isPresent).count() : 1;
    for (int way = 0; way < weights.length; way++) {
      weights[way] = ways.get(way).isPresent() && (grows || way == 0) ? 1.0 / count : 0;
    }
    return weights;
  }

  /// The weighted mean of all ways.
  ///
  /// @param origin the first month that is not known
  double[] middle(int origin, double[] weights) {
    List<Optional<double[]>> ways = origin < first ? ask(origin) : asked.get(origin - first);
    double[] middle = new double[horizon];
    double all = 0;
    for (int way = 0; way < weights.length; way++) {
      Optional<double[]> ahead = ways.get(way);
      double weight = ahead.isPresent() ? weights[way] : 0;
      all += weight;
      for (int h = 0; h < horizon && weight > 0; h++) {
        middle[h] += weight * ahead.orElseThrow()[h];
      }
    }
    for (int h = 0; h < horizon; h++) {
      middle[h] /= all;
    }
    return middle;
  }

  /// How far what came was from what was said, at each origin and month ahead.
  List<Spread.Error> errors() {
    List<Spread.Error> errors = new ArrayList<>();
    for (int origin = first; origin < logs.length; origin++) {
      double[] middle = middle(origin, weights(origin));
      for (int h = 0; h < Math.min(horizon, logs.length - origin); h++) {
        errors.add(new Spread.Error(h + 1, logs[origin + h] - middle[h]));
      }
    }
    return errors;
  }
}
