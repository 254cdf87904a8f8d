package dev.surgeline.forecast.classic;

import dev.surgeline.forecast.classic.Smoothing.Form;
import dev.surgeline.forecast.classic.Smoothing.Season;
import dev.surgeline.forecast.classic.Smoothing.Weights;
import dev.surgeline.forecast.model.Fitted;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Past;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Exponential smoothing whose form chooses itself (Hyndman, Koehler, Snyder, Grose 2002).
///
/// Of additive and multiplicative errors; no trend, a trend, a damped one; no season, an added and
/// a multiplied one, that form is taken whose
///
///     AICc = L + 2 k + 2 k (k + 1) / (n - k - 1)
///     L = n log(sum e^2), and with multiplicative errors n log(sum (e/f)^2) + 2 sum log |f|
///
/// is least: f is the one-step forecast, e its error, k counts weights, states and the variance.
/// The weights are found by [Simplex]; level and trend at the beginning with them where the history
/// is no longer than 200, else by a line through the beginning without its season, which comes from
/// the [classical][Classical] decomposition of the first three seasons. Added errors on a
/// multiplied season, and multiplicative ones where something is not above zero, are not tried. The
/// season is the shortest; longer ones are [taken off][Seasons] before if they were seen four
/// times. With a season, a form is passed over whose next two seasons leave the range of the last
/// four by half of it: it took the last hour's rise for a trend.
///
/// Example: the oil production of Saudi Arabia 1996 to 2013 (Hyndman and Athanasopoulos 2018, 7.1)
/// without trend gives alpha 0.83, the first level 446.6 and 542.68 for every year to come.
///
/// Learns from the newest 1,000 steps, or eight seasons if they are longer.
public record Ets() implements Model {
  private static final int LENGTH_MIN = 1_000;
  private static final int CYCLES = 8;
  private static final int CYCLES_LONG = 4;
  private static final int STATES_SOUGHT = 200;
  private static final double ROOM = 0.5;

  @Override
  public String name() {
    return "ets";
  }

  @Override
  public boolean suits(Past past) {
    return past.length() >= 4;
  }

  @Override
  public Fitted fit(Past past) {
    List<Integer> known =
        past.seasons().stream().filter(each -> past.length() >= CYCLES_LONG * each).toList();
    if (known.size() < 2) {
      return choose(past).smoothing();
    }
    // The longer seasons are what is left of them when the shortest is taken off as well.
    double[] values = Tail.of(past, CYCLES_LONG * known.getLast());
    Scale scale = Scale.of(values);
    double[][] figures = Seasons.of(values, known, scale.logs()).figures();
    Seasons longer = new Seasons(scale.logs(), Arrays.copyOfRange(figures, 1, figures.length));
    Past plain =
        new Past(
            longer.without(values),
            known.subList(0, 1),
            past.stamp(past.length() - values.length),
            past.step(),
            past.calendar());
    return longer.with(choose(plain).smoothing(), values.length, scale.floor());
  }

  /// A form, what it costs, and where it stands at the end.
  @SuppressWarnings("ArrayRecordComponent")
  record Choice(Form form, double aicc, double[] weights, Smoothing smoothing) {}

  /// The best of all forms.
  Choice choose(Past past) {
    if (!suits(past)) {
      throw new IllegalArgumentException("ets takes four values, not " + past.length());
    }
    int season = Scale.shortest(past, 2);
    double[] values = Tail.of(past, Math.max(LENGTH_MIN, CYCLES * season));
    boolean above = Arrays.stream(values).allMatch(value -> value > 0);
    double floor = Scale.of(values).floor();
    List<Choice> all =
        forms(above, season > 1).stream().map(form -> choice(values, form, season, floor)).toList();
    List<Choice> sober = all.stream().filter(each -> stays(each, values, season)).toList();
    return (sober.isEmpty() ? all : sober)
        .stream().reduce((a, b) -> b.aicc() < a.aicc() ? b : a).orElseThrow();
  }

  /// Whether the forecasts of two seasons stay near what the last four were.
  private static boolean stays(Choice choice, double[] values, int season) {
    if (season == 1) {
      return true;
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : Tail.of(values, 4 * season)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    double room = ROOM * (high - low);
    for (double value : choice.smoothing().forecast(2 * season)) {
      if (!(value >= low - room && value <= high + room)) {
        return false;
      }
    }
    return true;
  }

  private static List<Form> forms(boolean above, boolean seasonal) {
    List<Form> forms = new ArrayList<>();
    for (Season season : Season.values()) {
      for (int trend = 0; trend < 3; trend++) {
        for (boolean errors : new boolean[] {false, true}) {
          boolean possible = above || (!errors && season != Season.MULTIPLIED);
          boolean sound = season == Season.MULTIPLIED ? errors : !errors || season == Season.NONE;
          if (possible && sound && (seasonal || season == Season.NONE)) {
            forms.add(new Form(errors, trend > 0, trend > 1, season));
          }
        }
      }
    }
    return forms;
  }

  /// The best weights of a form.
  ///
  /// @param floor what no forecast goes below
  static Choice choice(double[] values, Form form, int season, double floor) {
    Start start = Start.of(values, form, season, floor);
    boolean sought = values.length <= STATES_SOUGHT;
    List<double[]> box = new ArrayList<>();
    box.add(new double[] {0.3, 1e-4, 0.9999});
    if (form.trend()) {
      box.add(new double[] {0.1, 0, 1});
    }
    if (form.season() != Season.NONE) {
      box.add(new double[] {0.1, 0, 0.5});
    }
    if (form.damped()) {
      box.add(new double[] {0.95, 0.8, 0.98});
    }
    if (sought) {
      box.add(new double[] {0, -5, 5});
    }
    if (sought && form.trend()) {
      box.add(new double[] {0, -5, 5});
    }
    double[] best =
        Simplex.minimise(
            at -> likelihood(values, form, start.smoothing(form, at, sought)),
            column(box, 0),
            column(box, 1),
            column(box, 2),
            30 * box.size());
    Smoothing smoothing = start.smoothing(form, best, sought);
    double likelihood = likelihood(values, form, smoothing);
    int n = values.length;
    int states = 1 + (form.trend() ? 1 : 0) + (form.season() == Season.NONE ? 0 : season - 1);
    int k = box.size() - (sought ? form.trend() ? 2 : 1 : 0) + states + 1;
    // Fewer values than parameters: of such forms only the simplest is ever taken.
    double aicc = n - k - 1 <= 0 ? 1e100 + k : likelihood + 2.0 * k * n / (n - k - 1);
    return new Choice(form, aicc, best, smoothing);
  }

  private static double[] column(List<double[]> box, int at) {
    return box.stream().mapToDouble(row -> row[at]).toArray();
  }

  /// Smooths through all values, and gives minus twice the logarithm of their likelihood, but for
  /// what all forms have in common.
  private static double likelihood(double[] values, Form form, Smoothing smoothing) {
    double squares = 0;
    double logs = 0;
    double product = 1;
    for (double value : values) {
      double expected = smoothing.expected();
      double error = value - expected;
      if (form.errors()) {
        error /= expected;
        product *= Math.abs(expected);
        if (!(product > 1e-100 && product < 1e100)) {
          logs += Math.log(product);
          product = 1;
        }
      }
      squares += error * error;
      smoothing.observe(value);
    }
    double n = values.length;
    // Of a perfect fit, so that its logarithm stays finite.
    return n * Math.log(squares + 1e-12 * n) + 2 * (logs + Math.log(product));
  }

  /// Where smoothing begins.
  ///
  /// @param spread the unit in which other beginnings are sought
  /// @param floor what no forecast goes below
  @SuppressWarnings("ArrayRecordComponent")
  private record Start(double level, double trend, double[] figures, double spread, double floor) {
    static Start of(double[] values, Form form, int season, double floor) {
      boolean quotients = form.season() == Season.MULTIPLIED;
      boolean seasonal = form.season() != Season.NONE;
      double[] begun = Arrays.copyOf(values, Math.min(values.length, 3 * season));
      double[] figures =
          seasonal ? Classical.figures(begun, season, quotients) : new double[] {quotients ? 1 : 0};
      int n = Math.min(values.length, Math.max(10, seasonal ? 2 * season : 0));
      double middle = (n + 1) / 2.0;
      double mean = 0;
      double product = 0;
      double square = 0;
      double[] plain = new double[n];
      for (int i = 0; i < n; i++) {
        double figure = figures[i % figures.length];
        plain[i] = quotients ? values[i] / figure : values[i] - figure;
        mean += plain[i] / n;
        product += (i + 1 - middle) * plain[i];
        square += (i + 1 - middle) * (i + 1 - middle);
      }
      double slope = product / square;
      double spread = 0;
      for (double each : plain) {
        spread += Math.abs(each - mean) / n;
      }
      double level = form.trend() ? mean - slope * middle : mean;
      return new Start(level, form.trend() ? slope : 0, figures, spread, floor);
    }

    Smoothing smoothing(Form form, double[] at, boolean sought) {
      int i = 0;
      double alpha = at[i++];
      double beta = form.trend() ? alpha * at[i++] : 0;
      double gamma = form.season() == Season.NONE ? 0 : (1 - alpha) * at[i++];
      double phi = form.damped() ? at[i++] : 1;
      double first = sought ? level + spread * at[i++] : level;
      double growth = sought && form.trend() ? trend + spread * at[i] : trend;
      Weights weights = new Weights(alpha, beta, gamma, phi);
      return new Smoothing(form.season(), weights, floor, first, growth, figures);
    }
  }
}
