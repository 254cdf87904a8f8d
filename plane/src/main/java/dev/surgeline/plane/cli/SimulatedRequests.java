package dev.surgeline.plane.cli;

import dev.surgeline.core.platform.Criticality;
import dev.surgeline.lab.plant.Dispersion;
import dev.surgeline.lab.plant.Mix;
import dev.surgeline.lab.simulate.Question;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/// What is simulated of requests, besides how many come.
final class SimulatedRequests {
  @Option(
      names = "--dispersion",
      defaultValue = "0",
      paramLabel = "V",
      description = {
        "how much more arrivals stray than by chance: each 10 s has the trace's rate times a",
        "factor of its own, gamma distributed with mean 1 and this variance (default: 0)"
      })
  double dispersion;

  @Option(
      names = "--mix",
      split = ",",
      paramLabel = "CLASS=SHARE",
      description = {
        "classes of requests, such as critical=0.2,standard=0.7,deferrable=0.1: the higher one is",
        "begun first, and at the queue's limit the lower one goes (default: the workload's own)"
      })
  Map<String, Double> mix = new TreeMap<>();

  @Option(
      names = "--jobs",
      description = {
        "requests are jobs of a backlog: nobody gives up, and the objective is about how long one",
        "waits until it is begun"
      })
  boolean jobs;

  @Option(
      names = "--queue-limit",
      paramLabel = "N",
      description = "so many requests wait at most (default: as many as come)")
  Optional<Integer> limit = Optional.empty();

  Dispersion dispersion() {
    try {
      return new Dispersion(dispersion, Dispersion.NONE.over());
    } catch (IllegalArgumentException wrong) {
      throw new WrongInput("--dispersion: " + wrong.getMessage());
    }
  }

  Question.Requests toRequests() {
    OptionalInt most = limit.map(OptionalInt::of).orElse(OptionalInt.empty());
    if (most.orElse(0) < 0) {
      throw new WrongInput("--queue-limit is 0 or more, not " + most.getAsInt());
    }
    return new Question.Requests(mix.isEmpty() ? Optional.empty() : Optional.of(mix()), jobs, most);
  }

  private Mix mix() {
    SortedMap<Criticality, Double> shares = new TreeMap<>();
    mix.forEach((name, share) -> shares.put(criticality(name.strip()), share));
    try {
      return new Mix(shares);
    } catch (IllegalArgumentException wrong) {
      throw new WrongInput("--mix: " + wrong.getMessage());
    }
  }

  private static Criticality criticality(String name) {
    for (Criticality one : Criticality.values()) {
      if (word(one).equals(name)) {
        return one;
      }
    }
    throw new WrongInput(
        "--mix: there is no class '"
            + name
            + "'; known are life-safety, critical, standard and deferrable");
  }

  /// A class as documents write it.
  static String word(Criticality one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
