package dev.surgeline.lab.fuzz;

import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.Evaluator;
import dev.surgeline.core.control.Input;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.lab.simulate.Host;
import dev.surgeline.wire.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// All inputs of a run with the bytes that came of them, to be played to another evaluator.
final class Tape implements Host.Witness {
  @SuppressWarnings("ArrayRecordComponent") // written once, read once
  private record Heard(byte[] input, int answer) {}

  private final List<Heard> all = new ArrayList<>();

  @Override
  public void saw(State before, Input input, Evaluation evaluation) {
    all.add(new Heard(Json.canonical(Input.class, input), bytes(evaluation)));
  }

  /// Of what was decided and done: a mark that other bytes hardly have.
  private static int bytes(Evaluation evaluation) {
    int mark = 1;
    for (Decision decision : evaluation.decisions()) {
      mark = 31 * mark + Arrays.hashCode(Json.canonical(decision));
    }
    for (Effect effect : evaluation.effects()) {
      mark = 31 * mark + Arrays.hashCode(Json.canonical(Effect.class, effect));
    }
    return mark;
  }

  /// Plays the inputs, as they were written down, to the evaluator.
  void replay() {
    var evaluator = new Evaluator();
    State state = State.INITIAL;
    for (Heard heard : all) {
      Input input = Json.read(Input.class, heard.input(), "a recorded input");
      Evaluation evaluation = evaluator.evaluate(state, input);
      if (bytes(evaluation) != heard.answer()) {
        throw new Broken(Rule.REPLAY, "the input of " + input.now() + " gives other bytes");
      }
      state = evaluation.state();
    }
  }
}
