package dev.surgeline.plane.cli;

import dev.surgeline.core.control.State;
import dev.surgeline.plane.control.Replay;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `surge cost`: what was spent, and what will have been.
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    header = "Shows what replicas have cost, beside the budget.",
    description = {
      "",
      "The month to date, by workload and by policy, and the forecast for its end. It is what the",
      "control plane counted from the prices in its documents, not the provider's bill."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the forecast is within the budget, or there is none",
      "1:more than a limit of the budget is spent or forecast",
      "2:wrong usage, no journal, or nothing has a price",
      "3:a fault"
    })
final class CostCommand implements Callable<Integer> {
  @Mixin StateOption options = new StateOption();

  @Override
  public Integer call() throws IOException {
    Path directory = options.folder();
    State last = Replay.latest(directory).state();
    CostReport report =
        CostReport.of(last)
            .orElseThrow(() ->
                new WrongInput(
                    "nothing has a price on the journal in "
                        + directory
                        + ": give a Workload a cost"));
    if (options.json) {
      System.out.println(Json.pretty(report));
    } else {
      report.lines().forEach(System.out::println);
    }
    return report.within() ? Exit.DONE : Exit.NO;
  }
}
