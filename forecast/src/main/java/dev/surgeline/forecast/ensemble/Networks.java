package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.net.GlobalNets;
import dev.surgeline.forecast.net.Plan;
import dev.surgeline.forecast.net.PointForecast;
import dev.surgeline.forecast.net.Progress;
import dev.surgeline.forecast.net.Seasons;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The networks of high effort as the pool's companion.
///
/// They are trained on all series that are to be forecast. At a series' end those speak that have
/// seen everything; at an origin inside it those that have not seen what followed any hold-out, so
/// that the widths know how good the blend is on what is new.
public final class Networks implements Companion {
  private final GlobalNets nets;
  private final PointForecast early;
  private final int horizon;
  private final int heldOut;

  /// How long each series was when the networks saw it, without what comes before its first value.
  private final SortedMap<String, Integer> lengths;

  private Networks(GlobalNets nets, int horizon, int heldOut, SortedMap<String, Integer> lengths) {
    this.nets = nets;
    this.early = nets.early();
    this.horizon = horizon;
    this.heldOut = heldOut;
    this.lengths = lengths;
  }

  /// Trains on series that will be forecast by the same question. Takes minutes; an interrupt ends
  /// it.
  ///
  /// @param seed of all chance in it
  /// @param threads how many networks are trained at a time; changes nothing but the time
  /// @return nothing where the series are too short to learn from, or have no season that networks
  ///   can take
  /// @throws IllegalArgumentException if two series have one name, or one has less than two values
  /// @throws java.util.concurrent.CancellationException if interrupted
  public static Optional<Networks> train(
      List<TimeSeries> series, Question question, long seed, int threads, Progress progress) {
    return train(series, question, seed, threads, Plan.high(), progress);
  }

  static Optional<Networks> train(
      List<TimeSeries> series,
      Question question,
      long seed,
      int threads,
      List<Plan> plans,
      Progress progress) {
    SortedMap<String, Integer> lengths = new TreeMap<>();
    List<History> histories = new ArrayList<>();
    int heldOut = 0;
    for (TimeSeries one : series) {
      History history = History.of(one, question);
      if (lengths.put(one.name(), history.length()) != null) {
        throw new IllegalArgumentException(
            "high effort takes each series once, and " + one.name() + " is there twice");
      }
      histories.add(history);
      int first = Origins.of(history.length(), history.season(), question.horizon())[0];
      heldOut = Math.max(heldOut, history.length() - first);
    }
    List<Integer> seasons =
        histories.stream().max(Comparator.comparingInt(History::length)).orElseThrow().seasons();
    if (!Seasons.suit(seasons) || question.horizon() > GlobalNets.HORIZON_MAX) {
      return Optional.empty();
    }
    List<double[]> values = histories.stream().map(History::values).toList();
    var terms =
        new GlobalNets.Terms(Seasons.of(seasons), question.horizon(), heldOut, seed, threads);
    if (!GlobalNets.suits(values, terms)) {
      return Optional.empty();
    }
    GlobalNets nets = GlobalNets.train(values, terms, plans, progress);
    return Optional.of(new Networks(nets, question.horizon(), heldOut, lengths));
  }

  @Override
  public String name() {
    return "global networks";
  }

  @Override
  public double[] course(TimeSeries history, int horizon) {
    int seen = lengths.getOrDefault(history.name(), 0);
    boolean known = history.length() < seen - heldOut;
    if (known || horizon > this.horizon || history.length() < 2) {
      return new double[0];
    }
    double[] all = (history.length() < seen ? early : nets).forecast(history.values());
    return Arrays.copyOf(all, horizon);
  }
}
