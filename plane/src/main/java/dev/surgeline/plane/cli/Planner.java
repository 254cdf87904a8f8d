package dev.surgeline.plane.cli;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.forecast.plan.DemandHistory;
import dev.surgeline.forecast.plan.Projection;
import dev.surgeline.forecast.plan.Projection.Ahead;
import dev.surgeline.forecast.plan.Rhythm;
import dev.surgeline.forecast.plan.Sizing;
import dev.surgeline.forecast.plan.Storage;
import dev.surgeline.forecast.series.SeriesFile;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.plane.cli.PlanReport.CostOf;
import dev.surgeline.plane.cli.PlanReport.OfSeries;
import dev.surgeline.plane.cli.PlanReport.OfWorkload;
import dev.surgeline.plane.cli.PlanReport.StoredAt;
import dev.surgeline.plane.cli.PlanReport.Taken;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// Makes a plan out of documents and a history.
final class Planner {
  private static final String EVENTS = "events";

  private final PlatformSpec spec;
  private final Calendar calendar;
  private final SeriesFile file;
  private final Asked asked;
  private final Patience patience;
  private final List<String> notes;

  /// What is asked.
  ///
  /// @param history the file, for messages
  /// @param months ahead
  /// @param workload to be planned alone
  /// @param levels series whose values are a level
  /// @param peak times the mean, where it is stated
  record Asked(
      Path history,
      int months,
      Optional<String> workload,
      List<String> levels,
      OptionalDouble peak,
      Optional<Storage> storage) {}

  Planner(PlatformSpec spec, SeriesFile file, Asked asked, Patience patience) {
    this.spec = spec;
    this.calendar = spec.platform().calendar();
    this.file = file;
    this.asked = asked;
    this.patience = patience;
    this.notes = new ArrayList<>(file.notes());
  }

  PlanReport plan() {
    refuse();
    List<OfWorkload> workloads = new ArrayList<>();
    List<OfSeries> others = new ArrayList<>();
    int done = 0;
    for (TimeSeries series : file.series()) {
      patience.now("projecting, " + done + " of " + file.series().size() + " series done");
      done++;
      Optional<Workload> whose = whose(series.name());
      if (whose.isPresent()) {
        workloads.add(planned(series, whose.get()));
      } else if (asked.workload().isEmpty() || series.name().equals(EVENTS)) {
        alone(series).ifPresent(others::add);
      }
    }
    List<CostOf> costs = costs(workloads);
    List<StoredAt> stored = stored(workloads, others);
    boolean within =
        costs.stream().allMatch(CostOf::within)
            && workloads.stream()
                .allMatch(
                    one -> one.months().stream().noneMatch(month -> one.beyond(month.middle())));
    var plan =
        new PlanReport(
            spec.platform().name().value(),
            calendar.zone(),
            within,
            List.of(),
            workloads,
            others,
            costs,
            spec.platform().budget().map(Budget::currency),
            stored,
            notes);
    return PlanFindings.in(plan, unpriced(workloads));
  }

  private void refuse() {
    asked.workload().ifPresent(this::refuseWorkload);
    asked.levels().forEach(this::refuseLevel);
    TimeSeries first = file.series().getFirst();
    boolean stranger = file.series().size() == 1 && whose(first.name()).isEmpty();
    if (stranger && !asked.levels().contains(first.name())) {
      throw new WrongInput(
          "the series of "
              + asked.history()
              + " is not named like a workload: say with --workload whose demand it is, of "
              + spec.workloads().keySet());
    }
  }

  private void refuseWorkload(String name) {
    if (declared().noneMatch(one -> one.name().value().equals(name))) {
      throw new WrongInput(
          "--workload " + name + " is not declared; declared are " + spec.workloads().keySet());
    }
    if (file.series().size() > 1 && named(name).isEmpty()) {
      throw new WrongInput(
          asked.history() + " has several series and none is named " + name + ": it has " + all());
    }
  }

  private void refuseLevel(String level) {
    if (named(level).isEmpty()) {
      throw new WrongInput(
          "--level " + level + ": " + asked.history() + " has no such series; it has " + all());
    }
    if (whose(level).isPresent()) {
      throw new WrongInput(
          "--level " + level + ": a workload's demand is counted in steps, it is no level");
    }
  }

  private Optional<TimeSeries> named(String name) {
    return file.series().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  private String all() {
    List<String> names = file.series().stream().map(TimeSeries::name).limit(20).toList();
    return String.join(", ", names) + (file.series().size() > 20 ? " and more" : "");
  }

  /// The workload whose demand a series is.
  private Optional<Workload> whose(String series) {
    boolean only = file.series().size() == 1;
    String name = series;
    if (asked.workload().isPresent()) {
      name = only || series.equals(asked.workload().get()) ? asked.workload().get() : "";
    } else if (only && spec.workloads().size() == 1 && series.isEmpty()) {
      name = spec.workloads().firstKey().value();
    }
    String wanted = name;
    return declared().filter(one -> one.name().value().equals(wanted)).findFirst();
  }

  private OfWorkload planned(TimeSeries series, Workload workload) {
    DemandHistory history;
    try {
      history = DemandHistory.of(series, calendar, false);
    } catch (IllegalArgumentException wrong) {
      throw new WrongInput(
          asked.history() + ": " + workload.name() + " can not be planned: " + wrong.getMessage());
    }
    Projection projection = Projection.of(history, asked.months());
    OptionalDouble peak = asked.peak();
    if (peak.isEmpty() && history.rhythm().peak().isPresent()) {
      Rhythm.Peak found = history.rhythm().peak().get();
      // Less than the mean of the busiest hour it never is, however steady the steps.
      peak = OptionalDouble.of(Math.max(1, found.ratio()));
    }
    var sizing = new Sizing(workload, calendar, history.rhythm(), peak);
    List<Taken> months =
        projection.months().stream()
            .map(one ->
                new Taken(
                    one.month(),
                    sizing.need(one.month(), one.middle()),
                    sizing.need(one.month(), one.of80().high())))
            .toList();
    told(workload.name().value(), history, projection);
    return new OfWorkload(
        workload.name(),
        workload.replicas().min(),
        workload.replicas().max(),
        peak,
        asked.peak().isPresent(),
        history,
        projection,
        months);
  }

  private Optional<OfSeries> alone(TimeSeries series) {
    try {
      boolean level = asked.levels().contains(series.name());
      DemandHistory history = DemandHistory.of(series, calendar, level);
      Projection projection = Projection.of(history, asked.months());
      told(series.name(), history, projection);
      return Optional.of(new OfSeries(series.name(), history, projection));
    } catch (IllegalArgumentException wrong) {
      notes.add(series.name() + " is not projected: " + wrong.getMessage());
      return Optional.empty();
    }
  }

  private void told(String name, DemandHistory history, Projection projection) {
    history.notes().forEach(note -> notes.add(name + ": " + note));
    projection.notes().forEach(note -> notes.add(name + ": " + note));
    notes.add(name + ": " + projection.basis());
  }

  /// Workloads with a price whose demand is not in the history.
  private List<Workload> unplanned(List<OfWorkload> planned) {
    return declared()
        .filter(one -> one.cost().isPresent())
        .filter(one -> planned.stream().noneMatch(each -> each.workload().equals(one.name())))
        .toList();
  }

  private List<WorkloadName> unpriced(List<OfWorkload> planned) {
    return declared()
        .filter(one -> one.cost().isEmpty())
        .map(Workload::name)
        .filter(name -> planned.stream().anyMatch(each -> each.workload().equals(name)))
        .toList();
  }

  private Stream<Workload> declared() {
    return spec.workloads().values().stream().map(WorkloadSpec::workload);
  }

  /// By month, those months that are projected for every planned workload.
  private List<CostOf> costs(List<OfWorkload> planned) {
    List<OfWorkload> priced =
        planned.stream()
            .filter(one -> one.months().getFirst().middle().cost().isPresent())
            .toList();
    if (priced.isEmpty()) {
      return List.of();
    }
    SortedMap<LocalDate, List<Taken>> byMonth = new TreeMap<>();
    for (OfWorkload one : priced) {
      for (Taken taken : one.months()) {
        byMonth.computeIfAbsent(taken.month(), _ -> new ArrayList<>()).add(taken);
      }
    }
    OptionalDouble limit =
        spec.platform().budget().map(Budget::perMonth).orElseGet(OptionalDouble::empty);
    List<Workload> others = unplanned(planned);
    if (!others.isEmpty()) {
      notes.add(
          "cost counts "
              + String.join(", ", others.stream().map(one -> one.name().value()).toList())
              + " at the min, for the demand is not in the history");
    }
    List<CostOf> costs = new ArrayList<>();
    byMonth.forEach((month, taken) -> {
      if (taken.size() == priced.size()) {
        double min =
            others.stream().mapToDouble(one -> Sizing.atMin(one, calendar, month).orElse(0)).sum();
        double middle = taken.stream().mapToDouble(one -> one.middle().cost().orElse(0)).sum();
        double high = taken.stream().mapToDouble(one -> one.high().cost().orElse(0)).sum();
        costs.add(new CostOf(month, middle + min, high + min, min, limit));
      }
    });
    return costs;
  }

  private List<StoredAt> stored(List<OfWorkload> planned, List<OfSeries> others) {
    if (asked.storage().isEmpty()) {
      return List.of();
    }
    List<OfSeries> kept = others.stream().filter(one -> one.series().equals(EVENTS)).toList();
    if (kept.isEmpty()) {
      kept =
          planned.stream()
              .map(one -> new OfSeries(one.workload().value(), one.history(), one.projection()))
              .toList();
    }
    Storage storage = asked.storage().get();
    SortedMap<LocalDate, double[]> byMonth = new TreeMap<>();
    for (OfSeries one : kept) {
      if (storage.reachesBefore(one.history(), one.projection().months().getFirst().month())) {
        notes.add(
            one.series()
                + ": what was stored before "
                + one.history().from()
                + ", where the history begins, is not known and not in the storage");
      }
      for (Ahead ahead : one.projection().months()) {
        double[] sums = byMonth.computeIfAbsent(ahead.month(), _ -> new double[3]);
        sums[0] += bytes(one, ahead, Ahead::middle);
        sums[1] += bytes(one, ahead, each -> each.of80().high());
        sums[2]++;
      }
    }
    // A month that is projected for some of them alone would look like less.
    int all = kept.size();
    return byMonth.entrySet().stream()
        .filter(month -> month.getValue()[2] == all)
        .map(month -> new StoredAt(month.getKey(), month.getValue()[0], month.getValue()[1]))
        .toList();
  }

  private double bytes(OfSeries one, Ahead ahead, ToDoubleFunction<Ahead> level) {
    return asked
        .storage()
        .orElseThrow()
        .bytes(one.history(), one.projection(), ahead.month(), level);
  }
}
