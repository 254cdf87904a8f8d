package dev.surgeline.plane.cli;

import picocli.CommandLine.Command;

/// `surge forecast`: demand to come.
@Command(
    name = "forecast",
    mixinStandardHelpOptions = true,
    header = "Forecasts demand from history alone; nothing leaves the machine.",
    subcommands = {ForecastBenchmarkCommand.class})
final class ForecastCommand {
  private ForecastCommand() {}
}
