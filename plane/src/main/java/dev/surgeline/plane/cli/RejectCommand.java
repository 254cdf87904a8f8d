package dev.surgeline.plane.cli;

import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `surge reject`: refuses a growth on a running control plane.
@CommandLine.Command(
    name = "reject",
    mixinStandardHelpOptions = true,
    description = "Refuses the growth that a request asks for.")
final class RejectCommand implements Callable<Integer> {
  @Mixin PlaneClient client;

  @Parameters(paramLabel = "ID", description = "of the request")
  String id;

  @Override
  public Integer call() throws IOException {
    return client.give(EmergencyCommand.checked(() -> new Command.Reject(new Approval.Id(id))));
  }
}
