package dev.surgeline.plane.cli;

import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.console.CommandDesk;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `surge emergency`: break-glass on a running control plane.
@CommandLine.Command(
    name = "emergency",
    mixinStandardHelpOptions = true,
    description = "Starts, extends, stops, reviews and lists break-glass on a control plane.")
final class EmergencyCommand {
  private EmergencyCommand() {}

  /// `surge emergency start`.
  @CommandLine.Command(
      name = "start",
      mixinStandardHelpOptions = true,
      description = {
        "Lets growth past stabilization, rate limit, freeze, budget and approval.",
        "",
        "Everybody is told, and someone else reviews it afterwards."
      })
  int start(
      @Mixin PlaneClient client,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "why; kept for years beside the log: name no patient and no person")
          String reason,
      @Option(
              names = "--on",
              paramLabel = "NAMES",
              description = "for these workloads, such as beds,claims; for all when not given")
          Optional<String> on,
      @Option(
              names = "--for",
              required = true,
              paramLabel = "DURATION",
              description = "for how long, such as PT2H or 2h; 1m to 8h")
          String lasts,
      @Option(
              names = "--at-least",
              paramLabel = "N",
              description = "so many replicas of each at least")
          Optional<Integer> atLeast)
      throws IOException {
    return client.give(
        checked(() -> {
          Emergency.Scope scope =
              on.isEmpty()
                  ? new Emergency.Scope.All()
                  : new Emergency.Scope.Some(
                      new TreeSet<>(
                          Arrays.stream(on.get().split(",", -1)).map(WorkloadName::new).toList()));
          return new Command.StartEmergency(
              reason, scope, duration(lasts), atLeast.map(Replicas::new));
        }));
  }

  /// `surge emergency extend`.
  @CommandLine.Command(
      name = "extend",
      mixinStandardHelpOptions = true,
      description = "Lets it go on; by someone who neither started nor extended it.")
  int extend(
      @Mixin PlaneClient client,
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--for",
              required = true,
              paramLabel = "DURATION",
              description = "for how long from now, such as 2h; 1m to 8h")
          String lasts)
      throws IOException {
    return client.give(
        checked(() -> new Command.ExtendEmergency(new Emergency.Id(id), duration(lasts))));
  }

  /// `surge emergency stop`.
  @CommandLine.Command(name = "stop", mixinStandardHelpOptions = true, description = "Ends it.")
  int stop(@Mixin PlaneClient client, @Parameters(paramLabel = "ID") String id) throws IOException {
    return client.give(checked(() -> new Command.StopEmergency(new Emergency.Id(id))));
  }

  /// `surge emergency review`.
  @CommandLine.Command(
      name = "review",
      mixinStandardHelpOptions = true,
      description = "Says what was found; by someone who neither started nor extended it.")
  int review(
      @Mixin PlaneClient client,
      @Parameters(paramLabel = "ID") String id,
      @Option(
              names = "--note",
              required = true,
              paramLabel = "TEXT",
              description = "what was found")
          String note)
      throws IOException {
    return client.give(checked(() -> new Command.ReviewEmergency(new Emergency.Id(id), note)));
  }

  /// `surge emergency list`.
  @CommandLine.Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists break-glass that holds, waits for its review or was reviewed lately.")
  int list(@Mixin PlaneClient client) throws IOException {
    CommandDesk.Standing standing = client.standing();
    if (client.json) {
      System.out.println(Json.pretty(standing));
      return Exit.DONE;
    }
    standing.emergencies().forEach(one -> System.out.println(line(one)));
    return Exit.DONE;
  }

  static String line(Emergency one) {
    String state =
        switch (one.stage()) {
          case Emergency.Stage.Active(var until) -> "holds until " + until;
          case Emergency.Stage.Ended(var at, _) -> "ended " + at + ", to be reviewed";
          case Emergency.Stage.Overdue(var at) -> "ended " + at + ", review overdue";
          case Emergency.Stage.Reviewed(var at, var by, _) -> "reviewed " + at + " by " + by;
        };
    return one.id() + "  " + state + "  " + one.started().scope() + ": " + one.started().reason();
  }

  private static Duration duration(String text) {
    try {
      return Duration.parse(text.startsWith("P") ? text : "PT" + text);
    } catch (java.time.format.DateTimeParseException _) {
      throw new WrongInput("--for is a duration such as 90m or 2h, not " + text);
    }
  }

  /// What the records refuse is the user's mistake.
  static Command checked(Supplier<Command> command) {
    try {
      return command.get();
    } catch (IllegalArgumentException rule) {
      throw new WrongInput(String.valueOf(rule.getMessage()));
    }
  }
}
