package dev.surgeline.plane.cli;

import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.plane.console.CommandDesk;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `surge approve`: agrees to a growth on a running control plane.
@CommandLine.Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = {
      "Agrees to the growth that a request asks for; without ID, lists what is asked."
    })
final class ApproveCommand implements Callable<Integer> {
  @Mixin PlaneClient client;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "of the request, as the decision and the alert name it")
  Optional<String> id;

  @Override
  public Integer call() throws IOException {
    if (id.isPresent()) {
      String named = id.get();
      return client.give(
          EmergencyCommand.checked(() -> new Command.Approve(new Approval.Id(named))));
    }
    CommandDesk.Standing standing = client.standing();
    if (client.json) {
      System.out.println(Json.pretty(standing));
      return Exit.DONE;
    }
    standing.approvals().stream()
        .filter(one -> !one.settled())
        .forEach(one -> System.out.println(one.id() + "  " + one.growth() + "  " + one.state()));
    return Exit.DONE;
  }
}
