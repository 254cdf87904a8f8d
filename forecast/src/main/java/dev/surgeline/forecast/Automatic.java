package dev.surgeline.forecast;

import dev.surgeline.forecast.backtest.Anew;
import dev.surgeline.forecast.backtest.NaiveForecaster;
import dev.surgeline.forecast.backtest.Tested;
import dev.surgeline.forecast.count.CountForecaster;
import dev.surgeline.forecast.ensemble.Companion;
import dev.surgeline.forecast.ensemble.PoolForecaster;
import dev.surgeline.forecast.event.ForecasterWithDaysApart;
import dev.surgeline.forecast.event.LearnerWithDaysApart;
import dev.surgeline.forecast.live.LiveLearner;
import dev.surgeline.forecast.repair.Faults;
import dev.surgeline.forecast.repair.Repair;
import dev.surgeline.forecast.repair.Repaired;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.forecast.wall.WallForecaster;
import java.util.ArrayList;
import java.util.List;

/// The forecaster that a series calls for:
///
/// - sparse counts over twelve weeks or more: the Poisson regression on the calendar;
/// - where a fast answer is wanted of a long series: the live forecaster, which learns a step in
///   microseconds;
/// - all else, from two points on: the ensemble.
public final class Automatic implements Forecaster {
  /// Shorter series are no work for the ensemble either.
  private static final int LONG = 2_000;

  private static final int HELD_PARTS = 5;
  private static final int HELD_MOST = 2_000;

  /// Outages, what no demand can have been and shifts of the level, not single outliers.
  private static final Repair MEND = new Repair(true, true, false);

  private final List<Companion> companions;

  /// The ensemble alone.
  public Automatic() {
    this(List.of());
  }

  /// With what was learned from all the series to come beside the ensemble.
  ///
  /// @see dev.surgeline.forecast.ensemble.GlobalModels
  public Automatic(List<Companion> companions) {
    this.companions = List.copyOf(companions);
  }

  @Override
  public Prediction predict(TimeSeries series, Question question) {
    if (CountForecaster.suits(series)) {
      return counts().forecaster().predict(series, question);
    }
    if (hasty(series, question)) {
      return live(series, question);
    }
    return companions.isEmpty() || !accompanied(series, question)
        ? ensemble(series, question)
        : taught("the ensemble", new PoolForecaster(companions), series, question);
  }

  /// Whether companions have a say in the forecast of a series. They know it by the steps that they
  /// were trained on: so where the clocks change on the way, only who asks for networks has them.
  public static boolean accompanied(TimeSeries series, Question question) {
    boolean byWall = question.effort() != Effort.HIGH && WallForecaster.differs(series, question);
    return !CountForecaster.suits(series) && !hasty(series, question) && !byWall;
  }

  private static Prediction ensemble(TimeSeries series, Question question) {
    return mended(new PoolForecaster(), "the ensemble", series, question);
  }

  /// What came before a shift of the level is brought to the level of now, and outages are not
  /// learned from. Single outliers stay: they are what intervals are for.
  ///
  /// @param name of who forecasts, for errors
  static Prediction mended(
      Forecaster forecaster, String name, TimeSeries series, Question question) {
    return taught(name, new WallForecaster(forecaster), series, question);
  }

  /// What was not observed, or can not have been, stays so: whoever forecasts fills it in to learn
  /// from, and is not judged by it.
  private static Prediction taught(
      String name, Forecaster forecaster, TimeSeries series, Question question) {
    Repaired mended = MEND.repair(series, List.of(), question.calendar());
    TimeSeries known = mended.known(series.name());
    Prediction made;
    try {
      made = new ForecasterWithDaysApart(forecaster, true).predict(known, question);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(name + ": " + wrong.getMessage(), wrong);
    }
    List<String> notes = new ArrayList<>(mended.notes());
    notes.addAll(made.notes());
    return new Prediction(made.forecast(), made.members(), made.backtest(), notes);
  }

  /// By the live forecaster, tested on the way.
  static Prediction live(TimeSeries series, Question question) {
    int season = NaiveForecaster.season(series, question);
    int held = Math.min(HELD_MOST, series.length() / HELD_PARTS);
    Forecaster tested =
        (plain, asked) ->
            new Tested(new LiveLearner(), season, held).predict(plain, asked, List.of());
    return new Faults(new ForecasterWithDaysApart(tested, true)).predict(series, question);
  }

  /// The same as something that goes along with a series.
  ///
  /// @param history what it first learns from
  public static Learner learner(TimeSeries history, Question question) {
    if (CountForecaster.suits(history)) {
      return counts().learner();
    }
    return hasty(history, question) ? live() : new Anew("ensemble", Automatic::ensemble);
  }

  /// The live forecaster, told of the days that are apart.
  static Learner live() {
    return new LearnerWithDaysApart(new LiveLearner(), true);
  }

  /// The regression on the calendar: it has holidays and the clock on the wall in it.
  static Only counts() {
    var counts = new CountForecaster();
    return new Only(
        "poisson",
        new Faults(new ForecasterWithDaysApart(counts, false)),
        new LearnerWithDaysApart(counts, false));
  }

  private static boolean hasty(TimeSeries series, Question question) {
    return question.effort() == Effort.FAST
        && series.length() >= LONG
        && question.horizon() <= series.length() / (2 * HELD_PARTS);
  }
}
