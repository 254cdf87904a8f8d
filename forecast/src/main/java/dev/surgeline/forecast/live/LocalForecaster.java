package dev.surgeline.forecast.live;

import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.forecast.series.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A live forecaster that goes by the clock on the wall, so that what came at 08:00 the day before
/// is a day's steps before on either side of a change of the clocks.
///
/// When the clocks go forward, the steps that they leave out were not observed. When they go back,
/// of an hour that comes twice the first is learned from; while it comes again, what is forecast is
/// what follows it. Where an hour is no whole number of steps, or no season is as long as a day,
/// steps are steps.
///
/// Example: by five minutes in London, the step that ends at 01:05Z on 29 March 2026 shows 02:05;
/// it comes after the one that ended at 01:00 there, so twelve that were not observed go before it.
///
/// Not for several threads at once.
public final class LocalForecaster {
  private static final Duration DAY = Duration.ofDays(1);
  private static final long HOUR_MILLIS = 3_600_000;

  private final LiveForecaster forecaster;
  private final Duration step;

  /// Absent: the clock on the wall tells nothing else.
  private final Optional<ZoneRules> rules;

  /// The most that the forecaster can be asked for: an hour more than what is asked here, for one
  /// may be left out.
  private final int reach;

  /// The place on the wall of the last step that was learned from, as the moment of its end.
  private Optional<Instant> shown = Optional.empty();

  private Optional<Instant> last = Optional.empty();

  /// @param step from point to point
  /// @param seasons in steps, growing
  /// @param horizon how many steps ahead it is asked for at most
  /// @param zone whose clocks are meant
  public LocalForecaster(Duration step, List<Integer> seasons, int horizon, ZoneId zone) {
    this.step = step;
    boolean daily = !seasons.isEmpty() && step.multipliedBy(seasons.getLast()).compareTo(DAY) >= 0;
    boolean whole = HOUR_MILLIS % step.toMillis() == 0;
    this.rules =
        Optional.of(zone.getRules()).filter(each -> daily && whole && !each.isFixedOffset());
    this.reach = horizon + (rules.isEmpty() ? 0 : (int) (HOUR_MILLIS / step.toMillis()));
    this.forecaster = new LiveForecaster(step, seasons, reach);
  }

  /// Takes in a whole history; to be called first, if at all.
  ///
  /// @param history stamped with the ends of its steps
  public void learn(TimeSeries history) {
    if (rules.isEmpty() || history.length() == 0) {
      forecaster.learn(history);
      return;
    }
    List<Double> values = new ArrayList<>(history.length());
    Instant first = local(history.start());
    for (int i = 0; i < history.length(); i++) {
      long place = Duration.between(first, local(history.stamp(i))).dividedBy(step);
      while (values.size() < place) {
        values.add(Double.NaN);
      }
      if (values.size() == place) {
        values.add(history.at(i));
      }
    }
    double[] places = values.stream().mapToDouble(Double::doubleValue).toArray();
    forecaster.learn(new TimeSeries(history.name(), first, step, places));
    shown = Optional.of(first.plus(step.multipliedBy(places.length - 1L)));
    last = Optional.of(history.stamp(history.length() - 1));
  }

  /// Takes in the point after the last.
  ///
  /// @param end of its step
  /// @param value NaN if it was not observed
  public void observe(Instant end, double value) {
    last = Optional.of(end);
    if (rules.isEmpty()) {
      forecaster.observe(end, value);
      return;
    }
    Instant before = shown.orElseGet(() -> local(end).minus(step));
    long places = places(before, end);
    if (places < 1) {
      return;
    }
    Instant now = before.plus(step.multipliedBy(places));
    for (long out = Math.min(places - 1, LiveForecaster.KEPT); out > 0; out--) {
      forecaster.observe(now.minus(step.multipliedBy(out)), Double.NaN);
    }
    forecaster.observe(now, value);
    shown = Optional.of(now);
  }

  /// The quantiles from the last point on.
  ///
  /// @param steps ahead, at most the horizon
  /// @param levels growing, each above 0 and below 1
  /// @return absent: too little has been seen to tell how wrong it would be
  public Optional<Forecast> forecast(int steps, List<Double> levels) {
    if (last.isEmpty() || shown.isEmpty()) {
      return forecaster.forecast(steps, levels);
    }
    Instant from = last.get();
    int[] ahead = new int[steps];
    for (int h = 0; h < steps; h++) {
      long place = places(shown.get(), from.plus(step.multipliedBy(h + 1L)));
      ahead[h] = Math.clamp(place, 1, reach);
    }
    return forecaster
        .forecast(Arrays.stream(ahead).max().orElse(1), levels)
        .map(made -> {
          List<List<Double>> values =
              Arrays.stream(ahead).mapToObj(place -> made.values().get(place - 1)).toList();
          return new Forecast(from, step, levels, values);
        });
  }

  /// How many places on the wall a step is after one; below 1 where its place was taken before.
  private long places(Instant before, Instant end) {
    return Duration.between(before, local(end)).dividedBy(step);
  }

  /// What the wall shows at the end of a step, as if it were the time of Greenwich: by the offset
  /// that held within the step.
  private Instant local(Instant end) {
    return end.plusSeconds(rules.orElseThrow().getOffset(end.minusMillis(1)).getTotalSeconds());
  }
}
