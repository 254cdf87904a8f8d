package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.global.GlobalTrees;
import dev.surgeline.forecast.global.PointForecast;
import dev.surgeline.forecast.global.Progress;
import dev.surgeline.forecast.global.Seasons;
import dev.surgeline.forecast.net.GlobalNets;
import dev.surgeline.forecast.net.Plan;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Trains the pool's companions on all series that are to be forecast: boosted trees, and for high
/// effort networks as well.
///
/// At a series' end those speak that have seen everything; at an origin inside it those that have
/// not seen what followed any hold-out, so that the widths know how good the blend is on what is
/// new.
public final class GlobalModels {
  private final Question question;
  private final long seed;
  private final int threads;
  private final Progress progress;

  /// How long each series is, without what comes before its first value.
  private final SortedMap<String, Integer> lengths = new TreeMap<>();

  private final List<double[]> values = new ArrayList<>();
  private final List<Integer> seasons;

  /// Steps at the end of each that follow its first hold-out, at most.
  private final int heldOut;

  /// @param series that will be forecast by the same question
  /// @param seed of all chance in it
  /// @param threads how many networks are trained at a time; changes nothing but the time
  /// @throws IllegalArgumentException if two series have one name, or one has less than two values
  public GlobalModels(
      List<TimeSeries> series, Question question, long seed, int threads, Progress progress) {
    this.question = question;
    this.seed = seed;
    this.threads = threads;
    this.progress = progress;
    List<History> histories = new ArrayList<>();
    int most = 0;
    for (TimeSeries one : series) {
      History history = History.of(one, question);
      if (lengths.put(one.name(), history.length()) != null) {
        throw new IllegalArgumentException("there are two series of the name " + one.name());
      }
      histories.add(history);
      values.add(history.values());
      int first = Origins.of(history.length(), history.season(), question.horizon())[0];
      most = Math.max(most, history.length() - first);
    }
    this.heldOut = most;
    this.seasons =
        histories.stream().max(Comparator.comparingInt(History::length)).orElseThrow().seasons();
  }

  /// Those that the question's effort asks for and the series suit: none for a fast answer, trees
  /// for a standard one, trees and networks for high effort. Takes half a minute or minutes; an
  /// interrupt ends it.
  ///
  /// @throws java.util.concurrent.CancellationException if interrupted
  public List<Companion> train() {
    List<Companion> trained = new ArrayList<>();
    if (question.effort() == Effort.STANDARD) {
      trees(GlobalTrees.Size.STANDARD).ifPresent(trained::add);
    } else if (question.effort() == Effort.HIGH) {
      trees(GlobalTrees.Size.HIGH).ifPresent(trained::add);
      networks(Plan.high()).ifPresent(trained::add);
    }
    return trained;
  }

  /// Nothing where the series are few or short, or have no season that is short enough.
  Optional<Companion> trees(GlobalTrees.Size size) {
    if (!suit()) {
      return Optional.empty();
    }
    var terms = new GlobalTrees.Terms(Seasons.of(seasons), question.horizon(), heldOut, seed, size);
    if (!GlobalTrees.suits(values, terms)) {
      return Optional.empty();
    }
    GlobalTrees trees = GlobalTrees.train(values, terms, progress);
    return Optional.of(new Learned("global trees", trees, trees.early()));
  }

  /// Nothing where the series are short, or have no season that is short enough.
  Optional<Companion> networks(List<Plan> plans) {
    if (!suit()) {
      return Optional.empty();
    }
    var terms =
        new GlobalNets.Terms(Seasons.of(seasons), question.horizon(), heldOut, seed, threads);
    if (!GlobalNets.suits(values, terms)) {
      return Optional.empty();
    }
    GlobalNets nets = GlobalNets.train(values, terms, plans, progress);
    return Optional.of(new Learned("global networks", nets, nets.early()));
  }

  private boolean suit() {
    return Seasons.suit(seasons) && question.horizon() <= GlobalNets.HORIZON_MAX;
  }

  /// One of them, which knows who has seen what.
  private final class Learned implements Companion {
    private final String name;
    private final PointForecast full;
    private final PointForecast early;

    Learned(String name, PointForecast full, PointForecast early) {
      this.name = name;
      this.full = full;
      this.early = early;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public double[] course(TimeSeries history, int horizon) {
      int seen = lengths.getOrDefault(history.name(), 0);
      boolean known = history.length() < seen - heldOut;
      if (known || horizon > question.horizon() || history.length() < 2) {
        return new double[0];
      }
      double[] all = (history.length() < seen ? early : full).forecast(history.values());
      return Arrays.copyOf(all, Math.min(all.length, horizon));
    }
  }
}
