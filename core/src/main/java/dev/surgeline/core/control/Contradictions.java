package dev.surgeline.core.control;

import dev.surgeline.core.decide.Policy;
import dev.surgeline.core.decide.Reading;
import dev.surgeline.core.decide.slo.SloPolicy;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Milli;
import dev.surgeline.core.platform.Nearest;
import dev.surgeline.core.platform.Platform;
import dev.surgeline.core.platform.Residency;
import dev.surgeline.core.platform.Share;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What is wrong with documents that are each right by themselves: they contradict one another, or
/// ask for what can not be.
public final class Contradictions {
  /// Of a name from which a few letters are a slip; to a shorter one many words are near.
  private static final int LONG_NAME = 10;

  private static final int SLIPS = 2;

  private final PlatformSpec spec;
  private final List<Found> found = new ArrayList<>();

  /// One of them.
  ///
  /// @param workload in whose document
  /// @param key the key that is best looked at there, such as `spec.data.residency`
  /// @param sentence what is wrong, without final stop
  public record Found(WorkloadName workload, String key, String sentence) {}

  private record Part(WorkloadName workload, Share share, int min) {}

  private Contradictions(PlatformSpec spec) {
    this.spec = spec;
  }

  /// All that holds at any time, in order of workload.
  public static List<Found> of(PlatformSpec spec) {
    var search = new Contradictions(spec);
    search.shares();
    spec.workloads()
        .forEach((name, declared) -> {
          search.region(declared.workload());
          search.signals(name, declared);
        });
    return List.copyOf(search.found);
  }

  /// What depends on the calendar: adequacies that do not hold now, and schedules that contradict
  /// themselves in the next 400 days.
  ///
  /// @param now when it is asked
  public static List<Found> at(Instant now, PlatformSpec spec) {
    var search = new Contradictions(spec);
    spec.workloads()
        .forEach((name, declared) -> {
          search.residency(declared.workload(), now);
          search.schedules(name, declared, now);
        });
    return List.copyOf(search.found);
  }

  private void add(WorkloadName workload, String key, String sentence) {
    found.add(new Found(workload, key, sentence));
  }

  private void shares() {
    SortedMap<Share.Of, List<Part>> all = new TreeMap<>();
    spec.workloads()
        .forEach((name, declared) -> {
          int min = declared.workload().replicas().min().value();
          for (Share share : Share.of(declared.workload())) {
            var part = new Part(name, share, min);
            all.computeIfAbsent(share.of(), _ -> new ArrayList<>()).add(part);
          }
        });
    all.forEach(this::share);
  }

  private void share(Share.Of of, List<Part> parts) {
    String key = of.connections() ? "spec.dependsOn" : "spec.ceilings";
    Part first = parts.getFirst();
    long mins = 0;
    for (Part part : parts) {
      String limit = of + " has the limit " + Milli.words(part.share().limit());
      if (part.share().limit() != first.share().limit()) {
        String other = Milli.words(first.share().limit());
        add(part.workload(), key, limit + " here and " + other + " in " + first.workload());
        return;
      }
      long min = part.share().takes(part.min());
      mins += min;
      String needs = ", and the min of " + part.min() + " needs " + Milli.words(min);
      if (min > part.share().limit()) {
        add(part.workload(), key, limit + needs);
        return;
      }
      if (mins > part.share().limit()) {
        String others = " here; with the mins of those before it is " + Milli.words(mins);
        add(part.workload(), key, limit + needs + others);
        return;
      }
    }
  }

  private void region(Workload workload) {
    Platform platform = spec.platform();
    Optional<WorkloadName> named = workload.region();
    if (named.isPresent() && Residency.region(platform, workload).isEmpty()) {
      List<WorkloadName> known = platform.regions().stream().map(one -> one.name()).toList();
      String are = known.isEmpty() ? "it names none" : "it names " + known;
      add(
          workload.name(),
          "spec.region",
          "the region " + named.get() + " is none of the platform's; " + are);
    } else if (Residency.stated(workload) && Residency.region(platform, workload).isEmpty()) {
      String why =
          platform.regions().isEmpty()
              ? "the platform names no region"
              : "the platform names several regions and the workload none";
      add(
          workload.name(),
          "spec.data.residency",
          "a residency is stated, and it is not known where the workload runs: " + why);
    }
  }

  private void residency(Workload workload, Instant now) {
    boolean placed = Residency.region(spec.platform(), workload).isPresent();
    if (placed && Residency.stated(workload)) {
      var today = spec.platform().calendar().local(now).toLocalDate();
      if (Residency.on(today, spec.platform(), workload)
          instanceof Residency.Standing.Broken(var why)) {
        add(workload.name(), "spec.data.residency", why);
      }
    }
  }

  private void schedules(WorkloadName name, WorkloadSpec declared, Instant now) {
    for (Policy policy : declared.scaling().policies()) {
      if (policy instanceof Policy.Schedule schedule) {
        schedule
            .contradiction(spec.platform().calendar(), now)
            .ifPresent(sentence -> add(name, "spec.policies", sentence));
      }
    }
  }

  /// The names that the gateway gives are known, and where they can not come from. Any other name
  /// may stand on the replicas' metrics page, which is read one way only.
  private void signals(WorkloadName name, WorkloadSpec declared) {
    SortedMap<SignalName, Reading> ways = new TreeMap<>();
    if (declared.scaling().policies().equals(List.of(SloPolicy.DEFAULT))) {
      // Nothing was named, so nothing was mistyped.
      return;
    }
    for (Policy policy : declared.scaling().policies()) {
      for (Reading reading : Reading.of(policy)) {
        Optional<String> wrong = wrong(reading, declared);
        if (wrong.isPresent()) {
          add(name, "spec", reading.policy() + " reads " + reading.signal() + wrong.get());
          return;
        }
        Reading other = ways.putIfAbsent(reading.signal(), reading);
        boolean conflict = other != null && other.each() != reading.each();
        if (conflict && !SignalName.TRAFFIC.contains(reading.signal())) {
          String sentence =
              reading.signal() + " is read " + other.words() + " and " + reading.words();
          add(name, "spec", sentence + "; replicas give it one way");
          return;
        }
      }
    }
  }

  /// The signal of the gateway that a name is a slip away from. A page of replicas may have any
  /// name; one that nobody would tell from the gateway's would never be there, and hold the
  /// workload where it is.
  private static Optional<SignalName> mistyped(SignalName name) {
    return SignalName.TRAFFIC.stream()
        .filter(known -> known.value().length() >= LONG_NAME)
        .filter(known -> Nearest.distance(known.value(), name.value()) <= SLIPS)
        .findFirst();
  }

  private static Optional<String> wrong(Reading reading, WorkloadSpec declared) {
    SignalName signal = reading.signal();
    if (!SignalName.TRAFFIC.contains(signal)) {
      return mistyped(signal)
          .map(meant ->
              ", which is next to the gateway's own " + meant + ": name it otherwise, or as that");
    }
    if (declared.routes().isEmpty()) {
      return Optional.of(", which the gateway counts, and the workload has no routes");
    }
    boolean promised = declared.workload().slo().latency().isPresent();
    if (signal.equals(SignalName.OBJECTIVE_LATENCY) && !promised) {
      return Optional.of(", and no objective of latency is stated in slo");
    }
    return signal.equals(SignalName.SLOTS) && !reading.each()
        ? Optional.of(" as one total, and it is a value of each replica")
        : Optional.empty();
  }
}
