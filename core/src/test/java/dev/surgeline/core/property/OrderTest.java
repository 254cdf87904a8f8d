package dev.surgeline.core.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.observe.Observation;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.WorkloadName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The order of workloads in the documents, of observations and of replicas has no meaning, and a
/// workload's decisions do not depend on its neighbours, unless it follows them or shares
/// something.
final class OrderTest {
  @Test
  void workloadsInAnyOrderGiveTheSameEvaluation() {
    Chance.tries(
        300,
        chance -> {
          PlatformSpec spec = RandomSpecs.platform(chance);
          var shuffled =
              new PlatformSpec(spec.platform(), new TreeMap<>(mixed(spec.workloads(), chance)));
          var platform = new RandomPlatform(chance);
          var evaluator = new Evaluator();
          State one = evaluator.evaluate(State.INITIAL, platform.respecified(spec)).state();
          State other = evaluator.evaluate(State.INITIAL, platform.respecified(shuffled)).state();
          for (int i = 0; i < 30; i++) {
            platform.passTime();
            Input.Tick tick = platform.tick(spec);
            Evaluation first = evaluator.evaluate(one, tick);
            Input.Tick same = mixed(tick, chance);
            assertEquals(tick, same);
            assertEquals(first, evaluator.evaluate(other, same));
            platform.carryOut(first);
            one = first.state();
            other = first.state();
          }
        });
  }

  @Test
  void aWorkloadAloneDecidesWhatItDecidesAmongOthers() {
    Chance.tries(
        300,
        chance -> {
          PlatformSpec spec = RandomSpecs.apart(chance);
          WorkloadName name = spec.workloads().lastKey();
          Map<WorkloadName, WorkloadSpec> only = spec.workloads().tailMap(name);
          var alone = new PlatformSpec(spec.platform(), new TreeMap<>(only));
          var platform = new RandomPlatform(chance);
          var evaluator = new Evaluator();
          State all = evaluator.evaluate(State.INITIAL, platform.respecified(spec)).state();
          State one = evaluator.evaluate(State.INITIAL, platform.respecified(alone)).state();
          List<Decision> decisions = new ArrayList<>();
          for (int i = 0; i < 30; i++) {
            platform.passTime();
            Input.Tick tick = platform.tick(spec);
            Evaluation among = evaluator.evaluate(all, tick);
            Evaluation by = evaluator.evaluate(one, tick);
            assertEquals(among.decisions().getLast(), by.decisions().getLast());
            assertEquals(of(name, among.effects()), by.effects());
            assertEquals(among.state().of(name), by.state().of(name));
            decisions.addAll(by.decisions());
            platform.carryOut(among);
            all = among.state();
            one = by.state();
          }
          assertFalse(decisions.isEmpty());
        });
  }

  private static List<Effect> of(WorkloadName name, List<Effect> effects) {
    return effects.stream().filter(effect -> workload(effect).equals(name)).toList();
  }

  private static WorkloadName workload(Effect effect) {
    return switch (effect) {
      case Effect.Apply(var action) -> action.workload();
      case Effect.Revert(_, var undo, _) -> undo.workload();
      case Effect.Settled(var execution) -> execution.action().workload();
      case Effect.Notify(var alert) -> alert.workload();
      case Effect.ApprovalTurned(var approval) -> approval.workload();
      case Effect.Answered _, Effect.EmergencyTurned _ ->
          throw new IllegalArgumentException("nobody commands here: " + effect);
    };
  }

  private static Input.Tick mixed(Input.Tick tick, Chance chance) {
    Map<WorkloadName, Observation> observations = new LinkedHashMap<>();
    mixed(tick.observations(), chance)
        .forEach((name, seen) -> {
          var replicas = new ArrayList<>(seen.status().replicas());
          Collections.shuffle(replicas, new Random(chance.between(0, 1_000)));
          observations.put(
              name,
              new Observation(
                  new WorkloadStatus(seen.status().desired(), replicas),
                  new TreeMap<>(mixed(seen.signals(), chance))));
        });
    return new Input.Tick(
        tick.now(), new TreeMap<>(observations), new TreeMap<>(mixed(tick.forecasts(), chance)));
  }

  private static <K, V> Map<K, V> mixed(Map<K, V> map, Chance chance) {
    List<K> keys = new ArrayList<>(map.keySet());
    Collections.shuffle(keys, new Random(chance.between(0, 1_000)));
    Map<K, V> mixed = new LinkedHashMap<>();
    keys.forEach(key -> mixed.put(key, map.get(key)));
    return mixed;
  }
}
