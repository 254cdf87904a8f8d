package dev.surgeline.forecast.plan;

import dev.surgeline.forecast.Prediction.Member;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// How a history goes on, by months.
///
/// @param months ahead
/// @param members the ways it was put together from, the weightiest first, those of 1% or more
/// @param origins inside the history at which the ways were tried
/// @param growth the first twelve months ahead, or fewer, over the same calendar months of the last
///   twelve known; of histories of less than a year the last month ahead over the last known one;
///   1.05 is 5% more
/// @param basis what the intervals rest on
/// @param notes what the history is too short for, a sentence each
public record Projection(
    List<Ahead> months,
    List<Member> members,
    int origins,
    double growth,
    String basis,
    List<String> notes) {
  private static final int MONTHS_MAX = 120;
  private static final int GROWTH_MIN = 3;
  private static final double SHOWN = 0.01;

  /// A month to come.
  ///
  /// @param month its first day
  /// @param middle demand a day, as likely more as less
  public record Ahead(
      LocalDate month, double middle, Interval of50, Interval of80, Interval of95) {}

  /// Within which demand a day lies with some chance.
  public record Interval(double low, double high) {}

  public Projection {
    months = List.copyOf(months);
    members = List.copyOf(members);
    notes = List.copyOf(notes);
  }

  /// Projects a history.
  ///
  /// @param horizon months ahead, 1 to 120
  public static Projection of(DemandHistory history, int horizon) {
    if (horizon < 1 || horizon > MONTHS_MAX) {
      throw new IllegalArgumentException("months ahead are 1 to " + MONTHS_MAX);
    }
    double[] logs = Levels.logs(history.months());
    var courses = new Courses(logs, horizon);
    double[] weights = courses.weights(logs.length);
    double[] middle = courses.middle(logs.length, weights);
    Spread spread = Spread.of(courses.errors(), courses.origins(), logs.length);
    List<Ahead> ahead = new ArrayList<>();
    for (int h = 1; h <= horizon; h++) {
      double log = middle[h - 1];
      ahead.add(
          new Ahead(
              history.lastMonth().plusMonths(h),
              Math.exp(log),
              interval(log, spread.half(0.5, h)),
              interval(log, spread.half(0.8, h)),
              interval(log, spread.half(0.95, h))));
    }
    return new Projection(
        ahead,
        members(weights),
        courses.origins(),
        growth(logs, middle),
        spread.basis(),
        notes(history.months()));
  }

  private static Interval interval(double log, double half) {
    return new Interval(Math.exp(log - half), Math.exp(log + half));
  }

  private static List<Member> members(double[] weights) {
    List<Member> members = new ArrayList<>();
    for (int way = 0; way < weights.length; way++) {
      if (weights[way] >= SHOWN) {
        members.add(new Member(Courses.names().get(way), weights[way]));
      }
    }
    members.sort(Comparator.comparingDouble(Member::weight).reversed());
    return members;
  }

  private static double growth(double[] logs, double[] middle) {
    int n = logs.length;
    if (n < 12) {
      return Math.exp(middle[middle.length - 1] - logs[n - 1]);
    }
    double ahead = 0;
    double before = 0;
    for (int h = 0; h < Math.min(12, middle.length); h++) {
      ahead += Math.exp(middle[h]);
      before += Math.exp(logs[n - 12 + h]);
    }
    return ahead / before;
  }

  private static List<String> notes(List<MonthDemand> months) {
    int n = months.size();
    List<String> notes = new ArrayList<>();
    String known = n == 1 ? "one month" : n + " months";
    if (n < GROWTH_MIN) {
      notes.add(
          "from "
              + known
              + " no growth can be told: the level is carried on, and growth takes "
              + GROWTH_MIN
              + " months");
    } else if (n < 12) {
      notes.add("growth is told from " + known + " only, and carried on for as many");
    }
    if (n < SeasonalMonths.MONTHS_MIN) {
      notes.add("seasonal months are not known: that takes two years, and this is " + known);
    }
    long between = months.stream().filter(one -> one.perDay().isEmpty()).count();
    if (between > 0) {
      notes.add(
          between
              + (between == 1 ? " month" : " months")
              + " between known ones: growth is taken on the line between their neighbours");
    }
    return notes;
  }
}
