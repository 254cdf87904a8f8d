package dev.surgeline.core.scenario;

import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Behavior;
import dev.surgeline.core.decide.MetricTarget;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.decide.Tolerance;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.SignalRules;
import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Slo;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A workload as a scenario declares it, clause by clause; a later line about the same workload
/// replaces the clauses that it names.
///
/// @param name of the workload
/// @param clauses by their first word, each with the words after it; `target` and the policies may
///   be there often
record WorkloadText(WorkloadName name, Map<String, List<String>> clauses) {
  static final SignalName LOAD = new SignalName("load");

  private static final List<String> KNOWN =
      List.of(
          "replicas",
          "bounds",
          "target",
          "tolerance",
          "schedule",
          "steps",
          "tier",
          "queue",
          "predictive",
          "objective",
          "follow",
          "depends",
          "capacity",
          "criticality",
          "up",
          "down",
          "slo",
          "startup",
          "drain",
          "mode",
          "approval",
          "gate",
          "price");

  static WorkloadText parse(String line) {
    String[] parts = line.strip().split(" {2,}");
    var name = new WorkloadName(parts[0].substring("workload ".length()).strip());
    Map<String, List<String>> clauses = new TreeMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] words = parts[i].split(" ", 2);
      boolean known = KNOWN.contains(words[0]) || LimitText.CLAUSES.contains(words[0]);
      if (!known || words.length == 1) {
        throw new IllegalArgumentException(
            "a workload has " + String.join(", ", KNOWN) + ", not '" + parts[i] + "'");
      }
      clauses.computeIfAbsent(words[0], _ -> new ArrayList<>()).add(words[1].strip());
    }
    return new WorkloadText(name, clauses);
  }

  WorkloadText changedBy(WorkloadText newer) {
    Map<String, List<String>> merged = new TreeMap<>(clauses);
    merged.putAll(newer.clauses);
    return new WorkloadText(name, merged);
  }

  Optional<Replicas> replicas() {
    return clause("replicas").map(text -> new Replicas(Integer.parseInt(text)));
  }

  Duration startup() {
    return Words.duration(clause("startup").orElse("10s"));
  }

  Duration drain() {
    return Words.duration(clause("drain").orElse("5s"));
  }

  WorkloadSpec spec() {
    String[] bounds = clause("bounds").orElse("1..100").split("\\.\\.");
    var workload =
        new Workload(
            name,
            new Hosting.Process(List.of("serve", "{port}"), "/health", "/metrics", drain()),
            clause("criticality").map(WorkloadText::criticality).orElse(Criticality.STANDARD),
            new ReplicaBounds(
                new Replicas(Integer.parseInt(bounds[0])),
                new Replicas(Integer.parseInt(bounds[1]))),
            clause("slo").map(WorkloadText::slo).orElse(Slo.NONE),
            capacity(),
            Optional.empty(),
            clause("price").map(MoneyText::price),
            Optional.empty(),
            clause("depends").map(ForesightText::depends).orElse(List.of()),
            List.of(),
            new TreeMap<>());
    var behavior =
        new Behavior(
            rules("up", Behavior.DEFAULT.scaleUp()), rules("down", Behavior.DEFAULT.scaleDown()));
    var mode = Mode.valueOf(clause("mode").orElse("act").toUpperCase(Locale.ROOT));
    var approval = clause("approval").map(PeopleText::approval);
    SignalRules signals = clause("gate").map(GateText::rules).orElse(SignalRules.DEFAULT);
    var scaling = new Scaling(policies(), behavior, mode, approval, signals);
    return new WorkloadSpec(LimitText.limited(workload, clauses), scaling, List.of());
  }

  /// `8 x 200ms`.
  private Capacity capacity() {
    String[] words = clause("capacity").orElse("8 x 200ms").split(" x ");
    return new Capacity(startup(), Integer.parseInt(words[0]), Words.duration(words[1]));
  }

  private static Criticality criticality(String text) {
    return Criticality.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /// Whether this signal has a value for each replica.
  boolean perReplica(SignalName signal) {
    return policies().stream()
        .map(Policy::signals)
        .flatMap(signals -> Optional.ofNullable(signals.get(signal)).stream())
        .findFirst()
        .orElse(false);
  }

  private List<Policy> policies() {
    List<Policy> policies = new ArrayList<>();
    if (clauses.containsKey("target")) {
      policies.add(
          new Policy.TargetTracking(
              words("target").stream().map(WorkloadText::target).toList(), tolerance()));
    }
    words("steps").stream().map(PolicyText::steps).forEach(policies::add);
    if (clauses.containsKey("tier")) {
      policies.add(PolicyText.tiers(words("tier")));
    }
    words("queue").stream().map(PolicyText::queue).forEach(policies::add);
    words("predictive").stream().map(ForesightText::predictive).forEach(policies::add);
    words("objective").stream().map(ForesightText::sizedFor).forEach(policies::add);
    words("follow").stream().map(ForesightText::follow).forEach(policies::add);
    if (clauses.containsKey("schedule")) {
      policies.add(
          new Policy.Schedule(words("schedule").stream().map(CalendarText::window).toList()));
    }
    return policies;
  }

  private List<String> words(String first) {
    return clauses.getOrDefault(first, List.of());
  }

  private Optional<String> clause(String first) {
    return Optional.ofNullable(clauses.get(first)).map(List::getLast);
  }

  /// `life-safety`, `critical`, `standard` or `deferrable`. `p99 500ms`.
  private static Slo slo(String text) {
    String[] words = text.split(" ");
    double quantile = Double.parseDouble(words[0].substring(1)) / 100;
    return new Slo(Optional.of(new Slo.Latency(quantile, Words.duration(words[1]))));
  }

  /// `10 concurrent`, `70% cpu`, `100 rps each`, `512 memory used`, `500 backlog total`, `20 jobs
  /// share`.
  private static MetricTarget target(String text) {
    String[] words = text.split(" ");
    if (words[0].endsWith("%")) {
      int percent = Integer.parseInt(words[0].substring(0, words[0].length() - 1));
      return new MetricTarget(
          MetricTarget.Source.RESOURCE,
          new SignalName(words[1]),
          new MetricTarget.Utilization(percent));
    }
    long milli = Math.round(Double.parseDouble(words[0]) * 1000);
    if (words[1].equals("concurrent")) {
      return new MetricTarget(
          MetricTarget.Source.EXTERNAL, LOAD, new MetricTarget.AverageValue(milli));
    }
    var signal = new SignalName(words[1]);
    return switch (words.length > 2 ? words[2] : "") {
      case "each" ->
          new MetricTarget(MetricTarget.Source.PODS, signal, new MetricTarget.AverageValue(milli));
      case "used" ->
          new MetricTarget(
              MetricTarget.Source.RESOURCE, signal, new MetricTarget.AverageValue(milli));
      case "total" ->
          new MetricTarget(MetricTarget.Source.EXTERNAL, signal, new MetricTarget.Value(milli));
      case "share" ->
          new MetricTarget(
              MetricTarget.Source.EXTERNAL, signal, new MetricTarget.AverageValue(milli));
      default ->
          throw new IllegalArgumentException("a target is each, used, total or share: " + text);
    };
  }

  /// `0.05 down 0.2 up`.
  private Tolerance tolerance() {
    return clause("tolerance")
        .map(text -> text.split(" "))
        .map(words -> new Tolerance(Double.parseDouble(words[0]), Double.parseDouble(words[2])))
        .orElse(Tolerance.DEFAULT);
  }

  /// `max 4/15s 100%/15s window 60s`, `disabled`, `window 60s`.
  private Behavior.Rules rules(String direction, Behavior.Rules otherwise) {
    Optional<String> text = clause(direction);
    if (text.isEmpty()) {
      return otherwise;
    }
    Duration window = otherwise.stabilization();
    Behavior.Select select = otherwise.select();
    List<Behavior.RatePolicy> policies = new ArrayList<>();
    String[] words = text.get().split(" ");
    for (int i = 0; i < words.length; i++) {
      switch (words[i]) {
        case "window" -> window = Words.duration(words[++i]);
        case "max", "min", "disabled" ->
            select = Behavior.Select.valueOf(words[i].toUpperCase(Locale.ROOT));
        default -> policies.add(ratePolicy(words[i]));
      }
    }
    return new Behavior.Rules(window, select, policies.isEmpty() ? otherwise.policies() : policies);
  }

  private static Behavior.RatePolicy ratePolicy(String text) {
    String[] parts = text.split("/");
    boolean percent = parts[0].endsWith("%");
    int value = Integer.parseInt(parts[0].replace("%", ""));
    return new Behavior.RatePolicy(
        percent ? Behavior.Unit.PERCENT : Behavior.Unit.PODS, value, Words.duration(parts[1]));
  }
}
