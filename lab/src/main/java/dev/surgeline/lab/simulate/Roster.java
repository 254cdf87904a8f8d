package dev.surgeline.lab.simulate;

import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Scaling;
import dev.surgeline.core.decide.slo.CapacityCurve;
import dev.surgeline.core.platform.ReplicaBounds;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.lab.plant.Arrivals;
import dev.surgeline.lab.plant.Clairvoyance;
import dev.surgeline.lab.plant.PlantSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who can be compared, by name.
///
/// `surgeline` is the spec's own policies in the real evaluator. `hpa` has the workload's own
/// metrics, or CPU at 70% where it has none; `hpa-50` has CPU at 50%.
public final class Roster {
  /// Our own.
  public static final String OWN = "surgeline";

  private static final List<String> NAMES =
      List.of("hpa", "hpa-N", "keda", "oracle", "reactive", "schedule", "static", OWN, "tracking");
  private static final Pattern PERCENT = Pattern.compile("hpa-([1-9]\\d{0,2})");

  private Roster() {}

  /// Refuses a name that nobody has.
  ///
  /// @throws IllegalArgumentException with the known ones
  public static void require(Question question, String name) {
    boolean known = !name.equals("hpa-N") && NAMES.contains(name);
    if (!known && percent(name).isEmpty()) {
      throw new IllegalArgumentException(
          "there is no controller '"
              + name
              + "'; known are "
              + String.join(", ", NAMES)
              + " with N from 1 to 100");
    }
    Optional<String> unforeseen = question.settings().particulars().beyondOracle();
    if (name.equals("oracle") && question.kind() == Question.Kind.REQUESTS) {
      unforeseen.ifPresent(what -> {
        throw new IllegalArgumentException("the oracle can not reckon with " + what);
      });
    }
    if (name.equals("schedule") && schedule(question).isEmpty()) {
      throw new IllegalArgumentException(
          "the workload " + question.workload() + " has no schedule to compare with");
    }
  }

  private static Optional<Integer> percent(String name) {
    Matcher matcher = PERCENT.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(Integer.valueOf(matcher.group(1))).filter(n -> n <= 100);
  }

  private static Optional<Policy> schedule(Question question) {
    return question.own().scaling().policies().stream()
        .filter(Policy.Schedule.class::isInstance)
        .findFirst();
  }

  /// One of them, new.
  ///
  /// @param seed of the run, which only who knows the future makes use of
  static Controller make(Question question, String name, long seed) {
    var workload = question.own().workload();
    ReplicaBounds bounds = workload.replicas();
    return switch (name) {
      case OWN -> surgeline(question);
      case "hpa" -> hpa(question);
      case "keda" -> new Keda(workload);
      case "tracking" -> new Tracking(bounds);
      case "reactive" -> new Reactive(workload, question.curve());
      case "static" -> new Constant(bounds.clamp(new Replicas(peak(question))).value());
      case "oracle" -> oracle(question, seed);
      case "schedule" -> scheduled(question);
      // tidy: names are text
      default -> Hpa.ofCpu(name, percent(name).orElse(70), bounds);
    };
  }

  /// Our own, which can be asked why.
  static Surgeline surgeline(Question question) {
    return new Surgeline(OWN, question.acting(), question.workload(), question.trace().start());
  }

  private static Controller scheduled(Question question) {
    Scaling own = question.own().scaling();
    var alone =
        new Scaling(
            List.of(schedule(question).orElseThrow()),
            own.behavior(),
            own.mode(),
            own.approval(),
            own.signals());
    return new Surgeline(
        "schedule", question.acting(alone), question.workload(), question.trace().start());
  }

  private static Controller hpa(Question question) {
    Scaling scaling = question.own().scaling();
    ReplicaBounds bounds = question.own().workload().replicas();
    for (Policy policy : scaling.policies()) {
      if (policy instanceof Policy.TargetTracking(var metrics, var tolerance)) {
        return new Hpa("hpa", metrics, bounds, scaling.behavior(), tolerance);
      }
    }
    return Hpa.ofCpu("hpa", 70, bounds);
  }

  /// What the largest rate of what is counted needs.
  private static int peak(Question question) {
    Arrivals arrivals = question.trace().expected();
    CapacityCurve curve = question.curve();
    long from = Duration.between(question.trace().start(), question.from()).toNanos();
    long to = Duration.between(question.trace().start(), question.to()).toNanos();
    int most = 0;
    for (long at = from; at < to; at += Math.min(arrivals.step(), to - at)) {
      most = Math.max(most, question.needed(curve, arrivals.rate(at)));
    }
    return most;
  }

  private static Controller oracle(Question question, long seed) {
    PlantSettings settings = question.settings();
    ReplicaBounds bounds = question.own().workload().replicas();
    Duration interval = question.interval();
    Duration length = Duration.between(question.trace().start(), question.to());
    int steps = (int) length.dividedBy(interval);
    long step = interval.toNanos();
    var terms = new Clairvoyance.Terms(settings, seed, bounds, step, steps);
    int[] sizes =
        switch (question.kind()) {
          case REQUESTS -> Clairvoyance.best(terms, () -> question.trace().arrivals(seed));
          case FLUID ->
              Clairvoyance.sizes(needs(question, seed, bounds, step, steps), terms.startup());
        };
    return new Planned("oracle", question.trace().start(), interval, sizes);
  }

  /// A fluid has no single requests to know: what the trace's rate needs in each step.
  private static int[] needs(
      Question question, long seed, ReplicaBounds bounds, long step, int steps) {
    Arrivals arrivals = question.trace().arrivals(seed);
    CapacityCurve curve = question.curve();
    int[] needs = new int[steps];
    double last = Double.NaN;
    int size = 0;
    for (int i = 0; i < steps; i++) {
      int most = bounds.min().value();
      for (long at = i * step; at < (i + 1) * step; at += Math.min(step, arrivals.step())) {
        double rate = arrivals.rate(at);
        size = rate == last ? size : question.needed(curve, rate);
        last = rate;
        most = Math.max(most, size);
      }
      needs[i] = Math.min(most, bounds.max().value());
    }
    return needs;
  }
}
