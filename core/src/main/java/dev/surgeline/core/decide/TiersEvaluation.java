package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which row of a matrix gives the size.
///
/// A row whose signal is absent may hold or not. Then no row that could be the first to hold is
/// chosen above the others: the least size that they give is wanted, which is right whatever the
/// signal is, and being incomplete it takes no replica away. Example: rows of 3 (sessions below 200
/// and CPU below 40%), 5 (below 500), 8 (below 800) and 12 (else), 4 replicas and no CPU known: 600
/// sessions still are 8, as the first row can not hold; 150 are 3 or 5, so the size stays at 4.
final class TiersEvaluation {
  private static final int SENTENCE_MOST = 400;

  private TiersEvaluation() {}

  private enum Holds {
    YES,
    NO,
    PERHAPS
  }

  static Recommendation recommend(Tiers policy, Situation situation) {
    List<Gauge> gauges = policy.gauges();
    List<Gauge.Level> levels = new ArrayList<>(gauges.size());
    boolean complete = true;
    boolean something = false;
    for (Gauge gauge : gauges) {
      Gauge.Level level = gauge.level(situation);
      levels.add(level);
      complete &= level.known();
      something |= saysAnything(level);
    }
    List<Reason> reasons = new ArrayList<>(2);
    Optional<Replicas> wanted = Optional.empty();
    if (complete || something) {
      List<Integer> possible = possible(policy, gauges, levels);
      Replicas least = least(policy, possible, situation.current());
      wanted = Optional.of(least);
      reasons.add(why(policy, possible, least, words(gauges, levels)));
    }
    for (Gauge.Level level : levels) {
      level.absence().ifPresent(reasons::add);
    }
    return new Recommendation(policy.name(), wanted, complete, reasons);
  }

  /// The least that one of these rows gives; where none of them holds, the size stays.
  private static Replicas least(Tiers policy, List<Integer> possible, Replicas current) {
    Replicas least = new Replicas(Replicas.LIMIT);
    for (int row : possible) {
      least = least.min(row < policy.rows().size() ? policy.rows().get(row).replicas() : current);
    }
    return least;
  }

  private static boolean saysAnything(Gauge.Level level) {
    return level.known() || level.value() > 0;
  }

  /// The rows that may be the first to hold; the number of rows stands for none of them.
  private static List<Integer> possible(
      Tiers policy, List<Gauge> gauges, List<Gauge.Level> levels) {
    List<Integer> possible = new ArrayList<>(1);
    for (int row = 0; row < policy.rows().size(); row++) {
      switch (holds(policy.rows().get(row), gauges, levels)) {
        case YES -> {
          possible.add(row);
          return possible;
        }
        case PERHAPS -> possible.add(row);
        case NO -> {}
      }
    }
    possible.add(policy.rows().size());
    return possible;
  }

  private static Holds holds(Tiers.Row row, List<Gauge> gauges, List<Gauge.Level> levels) {
    Holds all = Holds.YES;
    for (Tiers.Condition condition : row.when()) {
      switch (holds(condition, levels.get(gauges.indexOf(condition.gauge())))) {
        case NO -> {
          return Holds.NO;
        }
        case PERHAPS -> all = Holds.PERHAPS;
        case YES -> {}
      }
    }
    return all;
  }

  /// What is not the whole truth is the least there can be: it may have reached a bound already.
  private static Holds holds(Tiers.Condition condition, Gauge.Level level) {
    double value = level.value();
    if (value >= condition.below().orElse(Double.POSITIVE_INFINITY)) {
      return Holds.NO;
    }
    boolean reached = value >= condition.atLeast().orElse(0);
    if (level.known()) {
      return reached ? Holds.YES : Holds.NO;
    }
    return reached && condition.below().isEmpty() ? Holds.YES : Holds.PERHAPS;
  }

  private static Reason why(Tiers policy, List<Integer> possible, Replicas wanted, String figures) {
    int rows = policy.rows().size();
    if (possible.size() > 1) {
      String which = String.join(", ", possible.stream().map(row -> name(row, rows)).toList());
      String sentence = "wants at least " + wanted + ": " + figures + ", which may fit " + which;
      return new Reason(Reason.Code.TARGET, sentence);
    }
    if (possible.getFirst() == rows) {
      String sentence =
          "stays at " + wanted + ": " + figures + ", which fits none of " + rows + " rows";
      return new Reason(Reason.Code.NO_ROW, sentence);
    }
    String row = name(possible.getFirst(), rows) + " of " + rows;
    String because = figures.isEmpty() ? "the only row" : row + " fits " + figures;
    return new Reason(Reason.Code.TARGET, "wants " + wanted + ": " + because);
  }

  private static String name(int row, int rows) {
    return row == rows ? "or none" : "row " + (row + 1);
  }

  /// Cut short for the sake of signals with very long names.
  private static String words(List<Gauge> gauges, List<Gauge.Level> levels) {
    var words = new StringBuilder(60);
    for (int i = 0; i < gauges.size(); i++) {
      Gauge.Level level = levels.get(i);
      words
          .append(i == 0 ? "" : ", ")
          .append(
              saysAnything(level)
                  ? gauges.get(i).words(level)
                  : gauges.get(i).signal() + " unknown");
    }
    String all = words.toString();
    return all.length() > SENTENCE_MOST ? all.substring(0, SENTENCE_MOST - 3) + "..." : all;
  }
}
