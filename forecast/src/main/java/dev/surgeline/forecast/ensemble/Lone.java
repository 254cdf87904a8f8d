package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Forecaster;
import dev.surgeline.forecast.classic.Counts;
import dev.surgeline.forecast.classic.Ets;
import dev.surgeline.forecast.classic.HoltWinters;
import dev.surgeline.forecast.classic.Mstl;
import dev.surgeline.forecast.classic.Theta;
import dev.surgeline.forecast.classic.Trend;
import dev.surgeline.forecast.ensemble.Member.Family;
import dev.surgeline.forecast.model.Model;
import dev.surgeline.forecast.model.Naive;
import dev.surgeline.forecast.net.SeriesNet;
import dev.surgeline.forecast.tree.BoostedTrees;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One method alone, with intervals and a backtest made as the pool's are: by its errors at origins
/// inside the history.
///
/// A method that has several forms (seasonal naive of a day and of a week; autoregressions on
/// levels and on logarithms, on few lags and many) sends all of them, weighed by their errors.
public final class Lone {
  /// Of the perceptron's training: the same question has the same answer.
  private static final long SEED = 1;

  private static final int REACH_MOST = 10_000;

  /// All that [#of(String)] knows.
  public static final List<String> NAMES =
      List.of(
          "persistence",
          "seasonal-naive",
          "trend",
          "ets",
          "holt-winters",
          "mstl",
          "theta",
          "ar",
          "direct",
          "analogs",
          "counts",
          "trees",
          "net");

  private Lone() {}

  /// A method by its name; empty if there is none.
  public static Optional<Forecaster> of(String name) {
    return NAMES.contains(name)
        ? Optional.of(new PoolForecaster(roster(name), List.of()))
        : Optional.empty();
  }

  /// A model that sees values in the series' own unit.
  public static Forecaster of(Model model) {
    return new PoolForecaster(single(model), List.of());
  }

  private static Roster roster(String name) {
    return switch (name) {
      case "persistence" -> single(new Naive());
      case "seasonal-naive" -> Lone::seasonalNaive;
      case "trend" -> single(new Trend());
      case "ets" -> single(new Ets());
      case "holt-winters" -> single(new HoltWinters());
      case "mstl" -> single(new Mstl());
      case "theta" -> single(new Theta());
      case "ar" -> families(EnumSet.of(Family.AUTOREGRESSION, Family.DIFFERENCE));
      case "direct" -> families(EnumSet.of(Family.DIRECT));
      case "analogs" -> families(EnumSet.of(Family.ANALOG));
      case "counts" -> single(new Counts());
      case "net" -> single(new SeriesNet(SEED));
      case "trees" ->
          (_, _, _, _, horizon) ->
              List.of(followed(new BoostedTrees(Math.min(REACH_MOST, horizon))));
      // tidy: names are text
      default -> throw new IllegalArgumentException("there is no model " + name);
    };
  }

  private static Roster single(Model model) {
    return (_, _, _, _, _) -> List.of(followed(model));
  }

  private static Member followed(Model model) {
    return new Member(Family.CLASSICAL, new Followed(model), Member.Terms.OWN);
  }

  private static Roster families(Set<Family> wanted) {
    return (effort, seasons, logs, rows, horizon) ->
        Pool.of(effort, seasons, logs, rows, horizon).stream()
            .filter(member -> wanted.contains(member.family()))
            .toList();
  }

  /// Without a season the last value is what is left to repeat.
  private static List<Member> seasonalNaive(
      Effort effort, List<Integer> seasons, boolean logs, int rows, int horizon) {
    List<Member> naives =
        Pool.of(effort, seasons, logs, rows, horizon).stream()
            .filter(member -> member.family() == Family.NAIVE)
            .toList();
    return seasons.isEmpty() ? naives : naives.subList(1, naives.size());
  }
}
