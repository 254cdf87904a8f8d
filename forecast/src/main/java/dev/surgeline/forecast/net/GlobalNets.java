package dev.surgeline.forecast.net;

import dev.surgeline.forecast.global.LogSeries;
import dev.surgeline.forecast.global.PointForecast;
import dev.surgeline.forecast.global.Progress;
import dev.surgeline.forecast.global.Seasons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Several networks trained on all the given series; their forecast is the geometric mean.
///
/// Each is trained first on the series without their held-out ends, and kept so; then for some
/// epochs more on everything. The first state gives errors at origins inside the held-out ends
/// without leakage, for widths and for the blend; the second forecasts. The same series and seed
/// give the same bytes, whatever the number of threads: each network has its own.
///
/// Source: the recipe of N-BEATS (Oreshkin and others 2020) reduced to one perceptron, with the
/// per-window scaling of Smyl's ES-RNN (2020).
public final class GlobalNets implements PointForecast {
  /// The longest horizon in steps.
  public static final int HORIZON_MAX = 1024;

  private final Seasons seasons;
  private final List<Member> members;

  private GlobalNets(Seasons seasons, List<Member> members) {
    this.seasons = seasons;
    this.members = List.copyOf(members);
  }

  /// What training is to go by.
  ///
  /// @param horizon steps ahead, 1 to [#HORIZON_MAX]
  /// @param heldOut steps at each series' end that the early networks do not see
  /// @param seed of all chance in it
  /// @param threads how many networks are trained at a time, at least 1
  public record Terms(Seasons seasons, int horizon, int heldOut, long seed, int threads) {
    public Terms {
      if (horizon < 1 || horizon > HORIZON_MAX) {
        throw new IllegalArgumentException("a network's horizon is 1 to 1024 steps");
      }
      if (heldOut < 0 || threads < 1) {
        throw new IllegalArgumentException(
            "no steps are held out at least, by one thread at least");
      }
    }
  }

  /// Whether training can learn anything: one series at least is long enough, without its held-out
  /// end, to have a window of two short seasons and a target.
  public static boolean suits(List<double[]> series, Terms terms) {
    int asked = Math.min(terms.seasons().shortSteps(), terms.horizon());
    int least = 2 * terms.seasons().shortSteps() + asked + terms.heldOut();
    return series.stream().anyMatch(values -> values.length >= least + Plan.BATCH_MIN);
  }

  /// Trains one network for each plan. Those of high effort take minutes; an interrupt ends it.
  ///
  /// @param series values without gaps, each in a unit of its own
  /// @throws IllegalArgumentException if they do not suit
  /// @throws CancellationException if interrupted; the interrupt stays set
  public static GlobalNets train(
      List<double[]> series, Terms terms, List<Plan> plans, Progress progress) {
    if (!suits(series, terms)) {
      throw new IllegalArgumentException("the series are too short to train networks on");
    }
    Counter counter =
        new Counter(
            progress, plans.stream().mapToInt(plan -> plan.epochs() + plan.refinements()).sum());
    SplittableRandom random = new SplittableRandom(terms.seed());
    List<SplittableRandom> randoms = plans.stream().map(_ -> random.split()).toList();
    List<LogSeries> early = logs(series, terms, terms.heldOut());
    List<LogSeries> full = logs(series, terms, 0);
    List<Member> members = new ArrayList<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            terms.threads(), Thread.ofPlatform().daemon().name("net-", 0).factory());
    try {
      List<Future<Member>> futures = new ArrayList<>();
      for (int i = 0; i < plans.size(); i++) {
        Plan plan = plans.get(i);
        SplittableRandom own = randoms.get(i);
        futures.add(threads.submit(() -> member(early, full, terms, plan, own, counter)));
      }
      for (Future<Member> future : futures) {
        members.add(result(future));
      }
    } finally {
      threads.shutdownNow();
    }
    return new GlobalNets(terms.seasons(), members);
  }

  private static Member member(
      List<LogSeries> early,
      List<LogSeries> full,
      Terms terms,
      Plan plan,
      SplittableRandom random,
      Counter counter) {
    int lookback = plan.lookbackSeasons() * terms.seasons().shortSteps();
    Features features = new Features(terms.seasons(), lookback, terms.horizon());
    Windows before = new Windows(early, features);
    Training training = new Training(features, plan, plan.batchFor(before.count()), random);
    training.learn(before, plan.epochs(), plan.rate(), counter::epoch);
    Network kept = training.network().copy();
    Windows all = new Windows(full, features);
    training.learn(all, plan.refinements(), plan.rate() * Plan.REFINEMENT, counter::epoch);
    return new Member(features, kept, training.network());
  }

  private static List<LogSeries> logs(List<double[]> series, Terms terms, int heldOut) {
    return series.stream()
        .filter(values -> values.length > heldOut)
        .map(values -> Arrays.copyOf(values, values.length - heldOut))
        .map(values -> new LogSeries(values, terms.seasons()))
        .toList();
  }

  private static Member result(Future<Member> future) {
    try {
      return future.get();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw (CancellationException)
          new CancellationException("training was interrupted").initCause(stop);
    } catch (ExecutionException failure) {
      throw new IllegalStateException("training failed", failure.getCause());
    }
  }

  /// @param past at least two values without gaps; best as long as the networks look back
  @Override
  public double[] forecast(double[] past) {
    return means(List.of(past), false).getFirst();
  }

  @Override
  public List<double[]> forecasts(List<double[]> pasts) {
    return means(pasts, false);
  }

  /// The same by the networks that have not seen the series' held-out ends: for pasts that end
  /// within them.
  public PointForecast early() {
    return new Early(this);
  }

  private record Early(GlobalNets nets) implements PointForecast {
    @Override
    public double[] forecast(double[] past) {
      return nets.means(List.of(past), true).getFirst();
    }

    @Override
    public List<double[]> forecasts(List<double[]> pasts) {
      return nets.means(pasts, true);
    }
  }

  List<Member> members() {
    return members;
  }

  private List<double[]> means(List<double[]> pasts, boolean heldOut) {
    List<LogSeries> logs = pasts.stream().map(past -> new LogSeries(past, seasons)).toList();
    int horizon = members.getFirst().features().horizon();
    List<double[]> means = new ArrayList<>();
    pasts.forEach(_ -> means.add(new double[horizon]));
    for (Member member : members) {
      List<double[]> ones = member.logs(logs, heldOut);
      for (int i = 0; i < means.size(); i++) {
        for (int ahead = 0; ahead < means.get(i).length; ahead++) {
          means.get(i)[ahead] += ones.get(i)[ahead] / members.size();
        }
      }
    }
    for (int i = 0; i < means.size(); i++) {
      means.set(i, logs.get(i).values(means.get(i)));
    }
    return means;
  }

  /// Counts epochs over all threads.
  private static final class Counter {
    private final Progress progress;
    private final int total;
    private int done;

    Counter(Progress progress, int total) {
      this.progress = progress;
      this.total = total;
    }

    synchronized void epoch() {
      done++;
      progress.done("epochs", done, total);
    }
  }
}
