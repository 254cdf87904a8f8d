package dev.surgeline.core.property;

import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What people may ask for at any time, sensible or not.
final class RandomCommands {
  private static final List<Duration> TIMES =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(30), Duration.ofHours(8));

  private RandomCommands() {}

  static Command next(Chance chance, State state) {
    return switch (chance.between(0, 9)) {
      case 0 -> start(chance);
      case 1 -> new Command.ExtendEmergency(emergency(chance, state), chance.of(TIMES));
      case 2 -> new Command.StopEmergency(emergency(chance, state));
      case 3, 4 -> new Command.ReviewEmergency(emergency(chance, state), chance.of("right", "no"));
      case 5 -> new Command.Reject(approval(chance, state));
      default -> new Command.Approve(approval(chance, state));
    };
  }

  private static Command start(Chance chance) {
    var names = new TreeSet<WorkloadName>(List.of(chance.of(RandomSpecs.NAMES)));
    names.add(chance.of(RandomSpecs.NAMES));
    Emergency.Scope scope =
        chance.oneIn(2) ? new Emergency.Scope.All() : new Emergency.Scope.Some(names);
    Optional<Replicas> atLeast =
        chance.oneIn(2) ? Optional.of(new Replicas(chance.of(0, 5, 100_000))) : Optional.empty();
    return new Command.StartEmergency("a surge", scope, chance.of(TIMES), atLeast);
  }

  private static Emergency.Id emergency(Chance chance, State state) {
    List<Emergency.Id> known = List.copyOf(state.emergencies().keySet());
    return known.isEmpty() || chance.oneIn(10) ? new Emergency.Id("another") : chance.of(known);
  }

  private static Approval.Id approval(Chance chance, State state) {
    List<Approval.Id> known =
        state.workloads().values().stream()
            .flatMap(workload -> workload.approval().stream())
            .map(Approval::id)
            .toList();
    return known.isEmpty() || chance.oneIn(10) ? new Approval.Id("another") : chance.of(known);
  }
}
