package dev.surgeline.core.scenario;

import dev.surgeline.core.observe.SignalRules;
import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a scenario says of the data-quality gate: `gate good 2m floor 6 frozen 10m jump 50`, any of
/// them.
final class GateText {
  private GateText() {}

  static SignalRules rules(String text) {
    List<String> words = List.of(text.split(" "));
    Optional<Duration> good = after("good", words).map(Words::duration);
    Optional<Duration> frozen = after("frozen", words).map(Words::duration);
    Optional<Replicas> floor = after("floor", words).map(Integer::valueOf).map(Replicas::new);
    Optional<OptionalDouble> jump =
        after("jump", words).map(Double::valueOf).map(OptionalDouble::of);
    return new SignalRules(good, floor, frozen, jump.orElseGet(OptionalDouble::empty));
  }

  private static Optional<String> after(String word, List<String> words) {
    int at = words.indexOf(word);
    return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
  }
}
