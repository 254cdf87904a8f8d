package dev.surgeline.forecast.repair;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.forecast.model.Past;
import dev.surgeline.forecast.repair.Gaps.Gap;
import dev.surgeline.forecast.repair.Shifts.Shift;
import dev.surgeline.forecast.series.TimeSeries;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Makes a history that can be learned from out of one as it was recorded, and says what it did.
///
/// In this order: what is before the first observed value is dropped, outages become gaps, seasons
/// are found (unless they are given), gaps are filled, shifts of the level taken out, outliers
/// damped. Example: forty days of visits by the hour with a lost Tuesday and a day at zero come
/// back without a gap, seasons of 24 and 168, and two notes: "24 values in 1 gap, the first at
/// 2026-01-06T00:00:00Z, were not observed; ..." and "24 zeros in 1 run ... are taken for an
/// outage; ...".
///
/// @param faults whether values that no demand can have been count as not observed: see [Faults]
/// @param levels whether shifts of the level are sought and taken out
/// @param outliers whether outliers are damped
public record Repair(boolean faults, boolean levels, boolean outliers) {
  /// All of it; faults are damped like other outliers.
  public static final Repair FULL = new Repair(false, true, true);

  /// Gaps and outages alone: values that were observed stay as they were.
  public static final Repair GAPS = new Repair(false, false, false);

  /// What is beyond this factor, up or down, is another regime: dropped where enough is left.
  private static final double REGIME = 5;

  private static final int SHOWN_MAX = 3;

  /// Makes a past.
  ///
  /// @param series at least two observed values
  /// @param seasons their lengths in steps, growing; empty: found in the history
  /// @throws IllegalArgumentException if fewer than two values were observed
  public Repaired repair(TimeSeries series, List<Integer> seasons, Calendar calendar) {
    TimeSeries known = series.fromFirstObserved();
    List<String> notes = new ArrayList<>();
    double[] values = known.values();
    List<Gap> gaps = Gaps.find(values);
    noteGaps(gaps, known, notes);
    List<Integer> wild = faults ? Faults.takeOut(values) : List.of();
    if (!wild.isEmpty()) {
      notes.add(Faults.note(wild, known));
    }
    List<Gap> outages = Outages.find(known, calendar);
    for (Gap outage : outages) {
      Arrays.fill(values, outage.from(), outage.to(), Double.NaN);
    }
    noteOutages(outages, known, notes);
    if (isConstant(values)) {
      notes.add(constant(values));
      double[] same = new double[values.length];
      Arrays.fill(same, Robust.median(values));
      var past = new Past(same, List.of(), known.start(), known.step(), calendar);
      return new Repaired(past, observed(values, 0), notes);
    }
    List<Integer> usable = seasons(values, seasons, known, notes);
    double[] filled = Gaps.fill(values, Profile.of(values, usable));
    int from = levels ? level(filled, usable, known, notes) : 0;
    double[] kept = Arrays.copyOfRange(filled, from, filled.length);
    if (outliers && kept.length > 2 * Gaps.BESIDE_MAX) {
      noteOutliers(Outliers.damp(kept, Profile.of(kept, usable)), from, known, notes);
    }
    var past = new Past(kept, usable, known.stamp(from), known.step(), calendar);
    return new Repaired(past, observed(values, from), notes);
  }

  private static boolean[] observed(double[] values, int from) {
    boolean[] observed = new boolean[values.length - from];
    for (int i = 0; i < observed.length; i++) {
      observed[i] = !Double.isNaN(values[from + i]);
    }
    return observed;
  }

  /// A history with its gaps filled and nothing else done to it.
  ///
  /// @param values NaN where nothing was observed; two at least were
  /// @param seasons that it has seen twice
  /// @param until what comes from this step on says nothing of the seasons: gaps are filled by what
  ///   was known of them before
  public static double[] filled(double[] values, List<Integer> seasons, int until) {
    return Gaps.fill(values, Profile.of(Arrays.copyOf(values, until), seasons));
  }

  /// The same series with outages as what they are: not observed. Nothing is filled.
  public static TimeSeries withoutOutages(TimeSeries series, Calendar calendar) {
    double[] values = series.values();
    for (Gap outage : Outages.find(series, calendar)) {
      Arrays.fill(values, outage.from(), outage.to(), Double.NaN);
    }
    return new TimeSeries(series.name(), series.start(), series.step(), values);
  }

  private static boolean isConstant(double[] values) {
    double same = Robust.median(values);
    return Arrays.stream(values).allMatch(value -> value == same || Double.isNaN(value));
  }

  private static String constant(double[] values) {
    double same = Robust.median(values);
    return same == 0
        ? "Every value is zero: a first arrival cannot be foreseen from it."
        : "Every value is " + number(same) + ": its spread cannot be known from it.";
  }

  /// The seasons that the history is long enough for: it must have seen each of them twice.
  private static List<Integer> seasons(
      double[] values, List<Integer> asked, TimeSeries series, List<String> notes) {
    if (asked.isEmpty()) {
      List<Integer> found = Seasonality.find(values, series.step());
      List<Integer> candidates = Seasonality.candidates(series.step());
      if (!candidates.isEmpty() && values.length < 2 * candidates.getFirst()) {
        notes.add(shortHistory(values.length, candidates.getFirst()));
      }
      return found;
    }
    List<Integer> usable = asked.stream().filter(each -> values.length >= 2 * each).toList();
    if (usable.size() < asked.size()) {
      notes.add(shortHistory(values.length, asked.get(usable.size())));
    }
    return usable;
  }

  private static String shortHistory(int length, int season) {
    return "%d values are too few for a season of %d steps, which takes %d; without it level and %s"
        .formatted(length, season, 2 * season, "trend alone are forecast.");
  }

  /// Takes shifts of the level out, in place.
  ///
  /// @return the first step that is kept
  private static int level(
      double[] values, List<Integer> seasons, TimeSeries series, List<String> notes) {
    int season = seasons.isEmpty() ? 1 : seasons.getFirst();
    int enough = 3 * (seasons.isEmpty() ? Gaps.BESIDE_MAX : seasons.getLast());
    int from = 0;
    for (Shift shift : Shifts.find(values, Profile.of(values, seasons), season)) {
      boolean regime = shift.quotient() && (shift.size() > REGIME || shift.size() < 1 / REGIME);
      boolean drop = regime && values.length - shift.index() >= enough;
      from = drop ? shift.index() : from;
      for (int i = 0; i < shift.index(); i++) {
        values[i] = shift.quotient() ? values[i] * shift.size() : values[i] + shift.size();
      }
      notes.add(
          "The level shifted by %s at %s; what was before it is %s."
              .formatted(
                  shift.quotient() ? "the factor " + number(shift.size()) : number(shift.size()),
                  series.stamp(shift.index()),
                  drop ? "not learned from" : "brought to the new level for learning"));
    }
    return from;
  }

  private static void noteGaps(List<Gap> gaps, TimeSeries series, List<String> notes) {
    if (!gaps.isEmpty()) {
      notes.add(
          "%s, the first at %s, were not observed; they are filled from around them for learning."
              .formatted(counted(gaps, "values", "gap"), series.stamp(gaps.getFirst().from())));
    }
  }

  private static void noteOutages(List<Gap> outages, TimeSeries series, List<String> notes) {
    if (!outages.isEmpty()) {
      notes.add(
          "%s, the first at %s, are taken for an outage, not for absent demand, and filled."
              .formatted(
                  counted(outages, "zeros", "run"), series.stamp(outages.getFirst().from())));
    }
  }

  private static void noteOutliers(
      List<Integer> found, int from, TimeSeries series, List<String> notes) {
    if (!found.isEmpty()) {
      String stamps =
          found.stream()
              .limit(SHOWN_MAX)
              .map(index -> series.stamp(from + index).toString())
              .collect(Collectors.joining(", "));
      notes.add(
          "%d of %d values stand far off their surroundings and are damped for learning: %s%s."
              .formatted(
                  found.size(),
                  series.length() - from,
                  stamps,
                  found.size() > SHOWN_MAX ? " and later" : ""));
    }
  }

  private static String counted(List<Gap> gaps, String what, String stretch) {
    int sum = 0;
    for (Gap gap : gaps) {
      sum += gap.to() - gap.from();
    }
    return "%d %s in %d %s%s"
        .formatted(sum, what, gaps.size(), stretch, gaps.size() == 1 ? "" : "s");
  }

  private static String number(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }
}
