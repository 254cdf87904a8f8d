package dev.surgeline.core.scenario;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.ActionId;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.Score;
import dev.surgeline.core.control.Shadow;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.forecast.Forecast;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.Signal;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.Assurance;
import dev.surgeline.core.platform.Budget;
import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// One run of a scenario: the real evaluator over workloads, signals and a small platform that the
/// lines of the file describe.
///
/// A line is `platform` with what its workloads share ([LimitText][LimitText]), `calendar ZONE`
/// with holidays ([CalendarText][CalendarText]), `budget CURRENCY` with limits
/// ([MoneyText][MoneyText]), `workload NAME` with clauses set apart by two blanks
/// ([WorkloadText][WorkloadText]), or `at TIME` with events set apart by commas ([Events][Events]).
final class Scenario {
  private final Map<WorkloadName, WorkloadText> declared = new TreeMap<>();
  private final Map<WorkloadName, Plant> plants = new TreeMap<>();
  private final Map<WorkloadName, Map<SignalName, Reading>> readings = new TreeMap<>();
  private final Map<WorkloadName, Map<SignalName, ForecastText>> foretold = new TreeMap<>();
  private final Map<WorkloadName, Action.Scale> latest = new TreeMap<>();
  private final Set<WorkloadName> unobserved = new HashSet<>();
  private final List<String> withdrawn = new ArrayList<>();
  private final Transitions transitions;
  private Evaluator evaluator = new Evaluator();
  private State state = State.INITIAL;
  private String platform = "platform";
  private Calendar calendar = Calendar.UTC;
  private Optional<Budget> budget = Optional.empty();
  private Instant now = Instant.EPOCH;
  private Instant plantNow = Instant.EPOCH;
  private boolean respecified;
  private int versions;

  Scenario(Transitions transitions) {
    this.transitions = transitions;
  }

  /// Carries out one line.
  ///
  /// @return what came of it, a line each
  List<String> happen(String line) {
    if (line.startsWith("workload ")) {
      declare(WorkloadText.parse(line));
      return List.of();
    }
    if (line.startsWith("platform ")) {
      platform = line;
      respecified = true;
      return List.of();
    }
    if (line.startsWith("calendar ")) {
      calendar = CalendarText.parse(line);
      respecified = true;
      return List.of();
    }
    if (line.startsWith("budget ")) {
      budget = Optional.of(MoneyText.budget(line));
      respecified = true;
      return List.of();
    }
    if (!line.startsWith("at ")) {
      throw new IllegalArgumentException(
          "a line starts with 'platform', 'calendar', 'budget', 'workload' or 'at': " + line);
    }
    String[] words = line.split(" ", 3);
    moveTo(Words.time(words[1], now));
    List<String> told = new ArrayList<>();
    for (String event : words[2].split(",")) {
      told.addAll(new Events(this).happen(event.strip()));
    }
    return told;
  }

  Instant now() {
    return now;
  }

  List<String> spending() {
    return MoneyText.spent(state);
  }

  void moveTo(Instant time) {
    now = time;
    plantNow = time.isAfter(plantNow) ? time : plantNow;
    plants.values().forEach(plant -> plant.advance(plantNow));
  }

  /// The workload an event is about: the one it names, or the only one there is.
  Optional<WorkloadName> named(String word) {
    return declared.keySet().stream().filter(name -> name.value().equals(word)).findFirst();
  }

  WorkloadName only() {
    if (declared.size() != 1) {
      throw new IllegalArgumentException("say which workload: there are " + declared.keySet());
    }
    return declared.keySet().iterator().next();
  }

  Plant plant(WorkloadName workload) {
    return Optional.ofNullable(plants.get(workload)).orElseThrow();
  }

  boolean perReplica(WorkloadName workload, SignalName signal) {
    return Optional.ofNullable(declared.get(workload)).orElseThrow().perReplica(signal);
  }

  void read(WorkloadName workload, SignalName signal, Reading reading) {
    readings.computeIfAbsent(workload, _ -> new TreeMap<>()).put(signal, reading);
  }

  void foretell(WorkloadName workload, SignalName signal, Optional<ForecastText> forecast) {
    var own = foretold.computeIfAbsent(workload, _ -> new TreeMap<>());
    own.remove(signal);
    forecast.ifPresent(text -> own.put(signal, text));
  }

  void hide(WorkloadName workload) {
    unobserved.add(workload);
  }

  void remove(WorkloadName workload) {
    declared.remove(workload);
    respecified = true;
  }

  /// A new process with the state of the one before.
  void restart() {
    evaluator = new Evaluator();
  }

  List<String> answer(WorkloadName workload, Outcome outcome) {
    ActionId action = Optional.ofNullable(latest.get(workload)).orElseThrow().id();
    return told(step(new Input.Reported(now, workload, action, outcome)));
  }

  List<String> command(String who, String what) {
    respecify();
    var command = PeopleText.command(what, state);
    return told(step(new Input.Commanded(now, new Actor(who), command)));
  }

  List<String> assured(String what, String why) {
    respecify();
    Optional<String> broken = why.equals("holds") ? Optional.empty() : Optional.of(why);
    var assurance =
        what.equals("audit")
            ? new Assurance(broken, Optional.empty())
            : new Assurance(Optional.empty(), broken);
    return told(step(new Input.Assured(now, assurance)));
  }

  List<String> score(WorkloadName workload) {
    Score score = state.of(workload).shadow().map(Shadow::score).orElse(Score.NONE);
    return List.of("  score: " + score.sentence());
  }

  List<String> tick() {
    respecify();
    SortedMap<WorkloadName, Observation> observations = new TreeMap<>();
    declared.keySet().forEach(name -> observations.put(name, observation(name)));
    observations.keySet().removeAll(unobserved);
    unobserved.clear();
    Evaluation evaluation = step(new Input.Tick(now, observations, forecasts()));
    List<String> told = new ArrayList<>(withdrawn);
    withdrawn.clear();
    for (Decision decision : evaluation.decisions()) {
      told.add(decision.sentence());
      told.addAll(MoneyText.of(decision));
    }
    told.addAll(told(evaluation));
    evaluation.effects().forEach(effect -> told.addAll(carryOut(effect)));
    return told;
  }

  private SortedMap<WorkloadName, SortedMap<SignalName, Forecast>> forecasts() {
    SortedMap<WorkloadName, SortedMap<SignalName, Forecast>> forecasts = new TreeMap<>();
    foretold.forEach((workload, bySignal) -> {
      SortedMap<SignalName, Forecast> own = new TreeMap<>();
      bySignal.forEach((signal, text) -> own.put(signal, text.at(now)));
      forecasts.put(workload, own);
    });
    return forecasts;
  }

  private void declare(WorkloadText text) {
    WorkloadName name = text.name();
    Optional<WorkloadText> before = Optional.ofNullable(declared.get(name));
    WorkloadText merged = before.map(old -> old.changedBy(text)).orElse(text);
    declared.put(name, merged);
    Plant plant = plants.computeIfAbsent(name, Plant::new);
    plant.takes(merged.startup(), merged.drain());
    if (before.isEmpty()) {
      text.replicas().ifPresent(replicas -> plant.begin(replicas, plantNow));
    }
    respecified = true;
  }

  private void respecify() {
    if (respecified) {
      respecified = false;
      versions++;
      SortedMap<WorkloadName, WorkloadSpec> workloads = new TreeMap<>();
      declared.forEach((name, text) -> workloads.put(name, text.spec()));
      Platform whole = LimitText.platform(platform, calendar, budget);
      withdrawn.addAll(
          told(
              step(
                  new Input.Respecified(now, new PlatformSpec(whole, workloads), "v" + versions))));
    }
  }

  private Observation observation(WorkloadName workload) {
    var status = plant(workload).status();
    SortedMap<SignalName, Signal> signals = new TreeMap<>();
    readings
        .getOrDefault(workload, Map.of())
        .forEach((name, reading) -> signals.put(name, reading.at(now, status)));
    return new Observation(status, signals);
  }

  private Evaluation step(Input input) {
    Evaluation evaluation = evaluator.evaluate(state, input);
    transitions.see(state, input, evaluation);
    state = evaluation.state();
    return evaluation;
  }

  private static List<String> told(Evaluation evaluation) {
    return evaluation.effects().stream()
        .flatMap(effect -> EffectText.of(effect).stream())
        .map(text -> "  " + text)
        .toList();
  }

  private List<String> carryOut(Effect effect) {
    return switch (effect) {
      case Effect.Apply(Action.Scale action) -> carryOut(action);
      case Effect.Revert(_, Action.Scale undo, _) -> carryOut(undo);
      case Effect.Settled _,
          Effect.Notify _,
          Effect.Answered _,
          Effect.EmergencyTurned _,
          Effect.ApprovalTurned _ ->
          List.of();
    };
  }

  private List<String> carryOut(Action.Scale action) {
    latest.put(action.workload(), action);
    return plant(action.workload())
        .carryOut(action, plantNow)
        .map(outcome -> answer(action.workload(), outcome))
        .orElse(List.of());
  }
}
