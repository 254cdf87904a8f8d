package dev.surgeline.core.scenario;

import dev.surgeline.core.decide.Follow;
import dev.surgeline.core.decide.Predictive;
import dev.surgeline.core.decide.slo.SloPolicy;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Dependency;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The clauses of a workload that look ahead, in time or along the tiers.
final class ForesightText {
  private ForesightText() {}

  /// `rps`, `rps quantile 0.95`, `rps quantile 0.95 season 1d 7d`.
  static Predictive predictive(String text) {
    List<String> words = List.of(text.split(" "));
    int quantile = words.indexOf("quantile");
    int season = words.indexOf("season");
    List<Duration> seasons =
        season < 0
            ? List.of()
            : words.subList(season + 1, words.size()).stream().map(Words::duration).toList();
    return new Predictive(
        new SignalName(words.getFirst()),
        quantile < 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(words.get(quantile + 1))),
        seasons);
  }

  /// `rps`, `rps in-flight busy price 400`.
  static SloPolicy sizedFor(String text) {
    List<String> words = List.of(text.split(" "));
    int busy = words.indexOf("in-flight");
    int price = words.indexOf("price");
    return new SloPolicy(
        new SignalName(words.getFirst()),
        busy < 0 ? Optional.empty() : Optional.of(new SignalName(words.get(busy + 1))),
        price < 0
            ? Optional.empty()
            : Optional.of(new SloPolicy.ReplicaSeconds(Double.parseDouble(words.get(price + 1)))));
  }

  /// `dependents`, or `portal 0.5 and kiosk 1`.
  static Follow follow(String text) {
    if (text.equals("dependents")) {
      return new Follow(List.of());
    }
    return new Follow(Arrays.stream(text.split(" and ")).map(ForesightText::lead).toList());
  }

  private static Follow.Lead lead(String text) {
    String[] words = text.split(" ");
    return new Follow.Lead(new WorkloadName(words[0]), Double.parseDouble(words[1]));
  }

  /// `records fanout 2 and db`.
  static List<Dependency> depends(String text) {
    return Arrays.stream(text.split(" and ")).map(ForesightText::dependency).toList();
  }

  private static Dependency dependency(String text) {
    String[] words = text.split(" ");
    var fanOut =
        words.length > 2 ? OptionalDouble.of(Double.parseDouble(words[2])) : OptionalDouble.empty();
    var none = OptionalDouble.empty();
    return new Dependency(new WorkloadName(words[0]), none, none, fanOut);
  }
}
