package dev.surgeline.core.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.act.Execution;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.scenario.ScenarioRuns;
import dev.surgeline.core.scenario.Transition;
import dev.surgeline.core.scenario.Transitions;
import dev.surgeline.core.scenario.Turn;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A million random ticks: nothing throws, and what must hold holds after each.
final class RandomTicksTest {
  private static final int PLATFORMS = 5_000;
  private static final int TICKS = 200;

  private final SortedSet<Transition> taken = new ConcurrentSkipListSet<>();
  private final SortedSet<Turn> turns = new ConcurrentSkipListSet<>();

  @Test
  void aMillionTicksKeepWhatMustHold() {
    var ticks = new AtomicLong();
    Chance.tries(
        PLATFORMS,
        chance -> {
          live(chance);
          ticks.addAndGet(TICKS);
        });
    assertTrue(Long.getLong("property.seed") != null || ticks.get() == 1_000_000);
    SortedSet<Transition> unknown = new TreeSet<>(taken);
    unknown.removeAll(ScenarioRuns.transitions());
    assertTrue(unknown.isEmpty(), "no scenario takes " + unknown);
    SortedSet<Turn> never = new TreeSet<>(turns);
    never.removeAll(ScenarioRuns.turns());
    assertTrue(never.isEmpty(), "no scenario takes " + never);
  }

  private void live(Chance chance) {
    var platform = new RandomPlatform(chance);
    var evaluator = new Evaluator();
    var transitions = new Transitions();
    PlatformSpec spec = spec(chance);
    State state =
        step(evaluator, State.INITIAL, platform.respecified(spec), chance, transitions).state();
    for (int i = 0; i < TICKS; i++) {
      platform.passTime();
      if (chance.oneIn(60)) {
        spec = spec(chance);
        state = step(evaluator, state, platform.changed(spec), chance, transitions).state();
      }
      if (chance.oneIn(2)) {
        state = step(evaluator, state, platform.answer(), chance, transitions).state();
      }
      if (chance.oneIn(4)) {
        state = commanded(evaluator, state, platform.command(state), chance, transitions);
      }
      Input.Tick tick = platform.tick(spec);
      Evaluation evaluation = step(evaluator, state, tick, chance, transitions);
      Invariants.afterTick(spec, tick, evaluation);
      Money.afterTick(spec, tick, state, evaluation);
      if (chance.oneIn(15)) {
        evaluation.decisions().forEach(decision -> assertFalse(decision.sentence().isBlank()));
        nothingMore(evaluator, evaluation, tick);
      }
      platform.carryOut(evaluation);
      state = evaluation.state();
    }
    taken.addAll(transitions.seen());
    turns.addAll(transitions.turns());
  }

  /// The same command twice has no second effect but the answer.
  private static State commanded(
      Evaluator evaluator,
      State before,
      Input.Commanded command,
      Chance chance,
      Transitions transitions) {
    Evaluation once = step(evaluator, before, command, chance, transitions);
    Evaluation again = evaluator.evaluate(once.state(), command);
    assertEquals(once.state(), again.state());
    assertEquals(1, again.effects().size(), () -> "a second effect: " + again.effects());
    assertEquals(
        accepted(once.effects().getLast()),
        accepted(again.effects().getFirst()),
        () -> once.effects() + " and then " + again.effects());
    return once.state();
  }

  private static boolean accepted(Effect effect) {
    return effect instanceof Effect.Answered(_, _, Answer.Accepted _);
  }

  private static PlatformSpec spec(Chance chance) {
    PlatformSpec spec = RandomSpecs.platform(chance);
    return chance.oneIn(2) ? spec : RandomSpecs.priced(spec, chance);
  }

  private static Evaluation step(
      Evaluator evaluator, State state, Input input, Chance chance, Transitions transitions) {
    Evaluation evaluation = evaluator.evaluate(state, input);
    Invariants.always(state, evaluation.state());
    transitions.see(state, input, evaluation);
    if (chance.oneIn(15)) {
      assertEquals(evaluation, new Evaluator().evaluate(state, input), "the same answer again");
    }
    return evaluation;
  }

  /// The same tick twice, and three times. The second may find that what the first began is there
  /// already, as when an action takes back one that was never carried out, and put its end on the
  /// record: nothing is carried out for it. The third has nothing left to say.
  private static void nothingMore(Evaluator evaluator, Evaluation first, Input.Tick tick) {
    Evaluation second = evaluator.evaluate(first.state(), tick);
    for (Effect effect : second.effects()) {
      boolean found =
          effect instanceof Effect.Settled(var execution)
              && execution.stage() instanceof Execution.Stage.Succeeded;
      assertTrue(
          found,
          () -> "a second effect: " + effect + "\n" + said(first) + "\nthen\n" + said(second));
    }
    Evaluation third = evaluator.evaluate(second.state(), tick);
    assertEquals(List.of(), third.effects(), "a third effect");
    assertEquals(second.state(), third.state(), "a third tick is remembered");
  }

  private static String said(Evaluation evaluation) {
    return evaluation.decisions().stream()
        .map(Decision::sentence)
        .collect(Collectors.joining("\n"));
  }
}
