package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Figures;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.forecast.plan.DemandHistory;
import dev.surgeline.forecast.plan.Projection;
import dev.surgeline.forecast.plan.Rhythm;
import dev.surgeline.forecast.plan.SeasonalMonths;
import dev.surgeline.forecast.plan.Sizing;
import dev.surgeline.forecast.plan.Weekdays;
import dev.surgeline.plane.cli.PlanReport.CostOf;
import dev.surgeline.plane.cli.PlanReport.OfWorkload;
import dev.surgeline.plane.cli.PlanReport.Taken;
import dev.surgeline.wire.DurationText;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// What stands out in a plan, as sentences: what is not possible first, then what may not be, then
/// growth, then when demand is highest.
final class PlanFindings {
  private static final int NAMED_MAX = 3;

  /// A weekday that has less of the mean day is not told apart.
  private static final double OUT = 1.02;

  private final PlanReport plan;
  private final List<String> found = new ArrayList<>();

  private PlanFindings(PlanReport plan) {
    this.plan = plan;
  }

  /// The same plan with its findings.
  ///
  /// @param unpriced planned workloads without a price
  static PlanReport in(PlanReport plan, List<WorkloadName> unpriced) {
    var findings = new PlanFindings(plan);
    plan.workloads().forEach(findings::beyondMax);
    findings.beyondBudget();
    if (plan.within() && !plan.workloads().isEmpty()) {
      findings.found.add(findings.allWithin());
    }
    plan.workloads().forEach(findings::mayGoBeyondMax);
    findings.mayBreakBudget();
    plan.workloads()
        .forEach(one -> findings.growth(one.workload().value(), one.history(), one.projection()));
    plan.growth().forEach(one -> findings.growth(one.series(), one.history(), one.projection()));
    plan.workloads().forEach(findings::rhythm);
    plan.workloads().forEach(findings::peak);
    unpriced.forEach(name ->
        findings.found.add(name + " has no price: what it costs is not known and not counted"));
    return new PlanReport(
        plan.platform(),
        plan.timezone(),
        plan.within(),
        findings.found.stream().map(PlanFindings::sentence).toList(),
        plan.workloads(),
        plan.growth(),
        plan.costs(),
        plan.currency(),
        plan.stored(),
        plan.notes());
  }

  private static String sentence(String words) {
    return words + ".";
  }

  private String allWithin() {
    boolean limited = plan.costs().stream().anyMatch(one -> one.limit().isPresent());
    boolean peaks = plan.workloads().stream().anyMatch(one -> one.peakRatio().isPresent());
    String what = peaks ? limited ? "max and budget" : "max" : limited ? "the budget" : "";
    return what.isEmpty()
        ? "Nothing here can go beyond max or budget: there is no peak and no budget to compare"
        : "Every month is projected within " + what;
  }

  private void beyondMax(OfWorkload one) {
    List<Taken> beyond = one.months().stream().filter(month -> one.beyond(month.middle())).toList();
    if (!beyond.isEmpty()) {
      found.add(
          one.workload()
              + " goes beyond its max of "
              + one.max()
              + " replicas: the peak needs "
              + named(beyond, Taken::month, month -> replicas(month.middle())));
    }
  }

  private void mayGoBeyondMax(OfWorkload one) {
    List<Taken> beyond =
        one.months().stream()
            .filter(month -> one.beyond(month.high()) && !one.beyond(month.middle()))
            .toList();
    if (!beyond.isEmpty()) {
      found.add(
          "With one chance in ten or more "
              + one.workload()
              + " goes beyond its max of "
              + one.max()
              + ": the peak may need "
              + named(beyond, Taken::month, month -> replicas(month.high())));
    }
  }

  private static String replicas(Sizing.Need need) {
    return Integer.toString(need.peakReplicas().orElse(0));
  }

  private void beyondBudget() {
    List<CostOf> beyond = plan.costs().stream().filter(one -> !one.within()).toList();
    if (!beyond.isEmpty()) {
      found.add(
          "The budget of "
              + money(beyond.getFirst().limit().orElse(0))
              + " a month is broken: projected are "
              + named(beyond, CostOf::month, one -> money(one.planned())));
    }
  }

  private void mayBreakBudget() {
    List<CostOf> beyond =
        plan.costs().stream().filter(one -> one.within() && one.mayBreak()).toList();
    if (!beyond.isEmpty()) {
      found.add(
          "With one chance in ten or more the budget of "
              + money(beyond.getFirst().limit().orElse(0))
              + " a month is broken: it may be "
              + named(beyond, CostOf::month, one -> money(one.high())));
    }
  }

  private String money(double amount) {
    return Figures.money(amount) + plan.currency().map(name -> " " + name).orElse("");
  }

  /// `15 in 2027-03 and 18 in 2027-10`, or the first and the last of many.
  private static <T> String named(
      List<T> months, Function<T, LocalDate> month, Function<T, String> value) {
    Function<T, String> text = one -> value.apply(one) + " in " + PlanWords.month(month.apply(one));
    if (months.size() <= NAMED_MAX) {
      return String.join(", ", months.stream().map(text).toList());
    }
    return text.apply(months.getFirst())
        + ", which is the first of "
        + months.size()
        + " such months, and "
        + text.apply(months.getLast());
  }

  private void growth(String name, DemandHistory history, Projection projection) {
    int known = history.months().size();
    Projection.Ahead last = projection.months().getLast();
    String change =
        Math.abs(projection.growth() - 1) < 0.0005
            ? "stays as it is"
            : (projection.growth() < 1 ? "falls by " : "grows by ")
                + PlanWords.percent(projection.growth());
    String span =
        known >= 12
            ? " in a year"
            : " in " + projection.months().size() + " months, told from " + known;
    String unit = history.gauge() ? "" : " a day";
    found.add(
        (known < 3 ? name + " is carried on at its level" : name + " " + change + span)
            + ": "
            + PlanWords.count(last.middle())
            + unit
            + " in "
            + PlanWords.month(last.month())
            + ", with 80% between "
            + PlanWords.count(last.of80().low())
            + " and "
            + PlanWords.count(last.of80().high()));
  }

  private void rhythm(OfWorkload one) {
    Rhythm rhythm = one.history().rhythm();
    String name = one.workload().value();
    List<String> parts = new ArrayList<>();
    Optional<Integer> hour = rhythm.busiestHour();
    hour.ifPresent(at -> parts.add(hour(at, rhythm.ofDay().get(at))));
    rhythm
        .weekdays()
        .filter(days -> days.most() >= OUT)
        .ifPresent(days -> parts.add("on " + weekday(days)));
    SeasonalMonths seasonal = one.history().seasonal();
    if (!seasonal.busy().isEmpty()) {
      parts.add("in " + PlanWords.names(first(seasonal.busy())));
    }
    if (!parts.isEmpty()) {
      found.add(name + " is busiest " + String.join(", ", parts));
    }
    if (seasonal.known() && !seasonal.quiet().isEmpty()) {
      found.add(name + " is quietest in " + PlanWords.names(first(seasonal.quiet())));
    }
    if (seasonal.known() && seasonal.busy().isEmpty() && seasonal.quiet().isEmpty()) {
      found.add("No month of the year stands out in every year of " + name);
    }
  }

  private static List<Month> first(List<Month> months) {
    return months.subList(0, Math.min(NAMED_MAX, months.size()));
  }

  private static String hour(int hour, double ratio) {
    return String.format(
        Locale.ROOT,
        "from %02d:00 to %02d:00 (%s times the mean)",
        hour,
        hour + 1,
        Figures.of(ratio));
  }

  private static String weekday(Weekdays days) {
    return days.busiest().getDisplayName(TextStyle.FULL, Locale.ENGLISH)
        + "s ("
        + Figures.of(days.most())
        + " times)";
  }

  private void peak(OfWorkload one) {
    String name = one.workload().value();
    if (one.peakStated()) {
      found.add(
          "The planning peak of "
              + name
              + " is stated: "
              + Figures.of(one.peakRatio().orElse(0))
              + " times the mean of each month");
      return;
    }
    Optional<Rhythm.Peak> peak = one.history().rhythm().peak();
    if (peak.isEmpty()) {
      found.add(
          "How far "
              + name
              + " rises above its mean is not known: that takes 100 steps of a day or less. The"
              + " replicas are those of a mean hour, and --peak says it");
      return;
    }
    String step = DurationText.format(peak.get().step());
    found.add(
        "The planning peak of "
            + name
            + " is "
            + Figures.of(one.peakRatio().orElse(0))
            + " times the mean, in each month to come as in the history: of 100 steps of "
            + step
            + " 99 are at or below it; the highest was "
            + Figures.of(peak.get().highest())
            + " times");
    if (!peak.get().ofHours()) {
      found.add(
          "Steps of "
              + step
              + " do not show the hours of a day: "
              + name
              + " needs more at its peak than is said here, and --peak says it");
    }
  }
}
