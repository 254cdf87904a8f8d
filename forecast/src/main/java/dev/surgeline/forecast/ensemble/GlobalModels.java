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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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

  /// Where each series ends: what is mended may begin later than what was learned from.
  private final SortedMap<String, Instant> ends = new TreeMap<>();

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
    int most = 0;
    int longest = 0;
    List<Integer> known = List.of();
    for (TimeSeries one : series) {
      History history = History.of(one, question);
      if (ends.put(one.name(), one.stamp(one.length())) != null) {
        throw new IllegalArgumentException("there are two series of the name " + one.name());
      }
      values.add(history.values());
      if (history.length() > longest) {
        longest = history.length();
        known = history.seasons();
      }
      int first = Origins.of(history.length(), history.season(), question.horizon())[0];
      most = Math.max(most, history.length() - first);
    }
    this.heldOut = most;
    this.seasons = known;
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

  /// Nothing where the series are few or short, their season or the horizon is too long.
  Optional<Companion> trees(GlobalTrees.Size size) {
    if (!suit()) {
      return Optional.empty();
    }
    var terms = new GlobalTrees.Terms(Seasons.of(seasons), question.horizon(), heldOut, seed, size);
    if (!GlobalTrees.suits(values, terms)) {
      return Optional.empty();
    }
    GlobalTrees trees = GlobalTrees.train(values, terms, progress);
    return Optional.of(learned("global trees", trees, trees.early()));
  }

  /// Nothing where the series are short, their season or the horizon is too long.
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
    return Optional.of(learned("global networks", nets, nets.early()));
  }

  private boolean suit() {
    return Seasons.suit(seasons) && question.horizon() <= GlobalNets.HORIZON_MAX;
  }

  private Companion learned(String name, PointForecast full, PointForecast early) {
    return new Learned(name, full, early, ends, heldOut, question.horizon());
  }

  /// One of them, which knows who has seen what.
  private record Learned(
      String name,
      PointForecast full,
      PointForecast early,
      SortedMap<String, Instant> ends,
      int heldOut,
      int most)
      implements Companion {
    @Override
    public double[] course(TimeSeries history, int horizon) {
      Instant seen = ends.get(history.name());
      if (seen == null || horizon > most || history.length() < 2) {
        return new double[0];
      }
      Instant end = history.stamp(history.length());
      if (end.isBefore(seen.minus(history.step().multipliedBy(heldOut)))) {
        return new double[0];
      }
      double[] all = (end.isBefore(seen) ? early : full).forecast(history.values());
      return Arrays.copyOf(all, Math.min(all.length, horizon));
    }
  }
}
