package dev.surgeline.core.scenario;

import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What may happen at a time. Where there are several workloads, the event's first word says which.
///
///     tick                           one tick
///     ticks every 15s until 08:10    many; only what is new about a workload is told
///     load 95                        the signal `load`, from now on; see Reading
///     p99 800ms                      the objective's latency, from now on
///     forecast rps 5m 0.5/0.9 10/14  what is foreseen of a signal; see ForecastText; or `missing`
///     plant works | stuck [after N] | refuses WHY | silent | mute
///     replicas 3 ready + 1 starting  the replicas are these now
///     told 8                         someone else set the number of replicas
///     applied | refused WHY          the actuator answers for the latest action
///     unobserved                     the next tick does not see it
///     remove                         it is no longer declared
///     by ops-1 approve               a person's command; see PeopleText
///     score                          of a workload that is not acted on
///     restart                        the control plane is a new process
///     spending                       what was spent is told
///     found audit | access WHY       what was found around protected data; or `holds`
final class Events {
  private final Scenario scenario;

  Events(Scenario scenario) {
    this.scenario = scenario;
  }

  List<String> happen(String event) {
    String[] words = event.split(" +");
    return switch (words[0]) {
      case "tick" -> scenario.tick();
      case "ticks" -> ticks(words);
      case "spending" -> scenario.spending();
      case "restart" -> {
        scenario.restart();
        yield List.of();
      }
      case "found" -> scenario.assured(words[1], event.split(" +", 3)[2]);
      case "by" -> scenario.command(words[1], event.split(" +", 3)[2]);
      default -> {
        Optional<WorkloadName> named = scenario.named(words[0]);
        String[] rest = named.isEmpty() ? words : Arrays.copyOfRange(words, 1, words.length);
        yield happenTo(named.orElseGet(scenario::only), rest);
      }
    };
  }

  private List<String> happenTo(WorkloadName workload, String[] words) {
    String[] rest = Arrays.copyOfRange(words, 1, words.length);
    if (words[0].equals("applied")) {
      return scenario.answer(workload, new Outcome.Applied());
    }
    if (words[0].equals("refused")) {
      return scenario.answer(workload, new Outcome.Refused(String.join(" ", rest)));
    }
    if (words[0].equals("score")) {
      return scenario.score(workload);
    }
    switch (words[0]) {
      case "plant" -> plant(workload, rest);
      case "replicas" -> replicas(workload, String.join(" ", rest));
      case "told" -> scenario.plant(workload).told(new Replicas(Integer.parseInt(rest[0])));
      case "unobserved" -> scenario.hide(workload);
      case "remove" -> scenario.remove(workload);
      case "p99" -> latency(workload, rest[0]);
      case "forecast" -> forecast(workload, rest);
      default -> {
        var signal = new SignalName(words[0]);
        boolean perReplica = scenario.perReplica(workload, signal);
        scenario.read(workload, signal, Reading.parse(perReplica, rest));
      }
    }
    return List.of();
  }

  private void forecast(WorkloadName workload, String[] words) {
    var signal = new SignalName(words[0]);
    String[] rest = Arrays.copyOfRange(words, 1, words.length);
    Optional<ForecastText> foretold =
        rest[0].equals("missing")
            ? Optional.empty()
            : Optional.of(ForecastText.parse(rest, scenario.now()));
    scenario.foretell(workload, signal, foretold);
  }

  private void latency(WorkloadName workload, String time) {
    String value = time.equals("missing") ? time : Long.toString(Words.duration(time).toMillis());
    Reading reading = Reading.parse(false, new String[] {value});
    scenario.read(workload, SignalName.OBJECTIVE_LATENCY, reading);
  }

  private void plant(WorkloadName workload, String[] words) {
    var mood = Plant.Mood.valueOf(words[0].toUpperCase(Locale.ROOT));
    String[] rest = Arrays.copyOfRange(words, 1, words.length);
    boolean after = rest.length == 2 && rest[0].equals("after");
    int stillReady = after ? Integer.parseInt(rest[1]) : 0;
    scenario.plant(workload).be(mood, String.join(" ", rest), stillReady);
  }

  private void replicas(WorkloadName workload, String text) {
    Plant plant = scenario.plant(workload);
    plant.forgetReplicas();
    for (String group : text.split(" \\+ ")) {
      String[] words = group.split(" ");
      var phase = Phase.valueOf(words[1].toUpperCase(Locale.ROOT));
      plant.add(Integer.parseInt(words[0]), phase, scenario.now());
    }
  }

  /// The first tick is now.
  private List<String> ticks(String[] words) {
    if (words.length != 5 || !words[1].equals("every") || !words[3].equals("until")) {
      throw new IllegalArgumentException("say 'ticks every 15s until 08:10'");
    }
    Instant until = Words.time(words[4], scenario.now());
    List<String> told = new ArrayList<>();
    List<String> before = List.of();
    while (!scenario.now().isAfter(until)) {
      String clock = Words.clock(scenario.now());
      List<String> lines = scenario.tick();
      for (String line : lines) {
        if (!before.contains(line)) {
          told.add(clock + "  " + line);
        }
      }
      before = lines;
      scenario.moveTo(scenario.now().plus(Words.duration(words[2])));
    }
    return told;
  }
}
