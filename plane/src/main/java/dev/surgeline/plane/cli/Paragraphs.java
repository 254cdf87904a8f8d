package dev.surgeline.plane.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// What help says, in paragraphs that are broken where the terminal's line ends, and not where a
/// line of the source did: lines are joined. An empty one parts paragraphs, and one that begins
/// with a blank stays by itself.
final class Paragraphs {
  private Paragraphs() {}

  /// Of a command and all below it.
  static void mend(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    UsageMessageSpec usage = spec.usageMessage();
    usage.description(joined(usage.description()));
    for (OptionSpec option : List.copyOf(spec.options())) {
      if (option.description().length > 1 && option.group() == null) {
        spec.remove(option);
        spec.addOption(option.toBuilder().description(joined(option.description())).build());
      }
    }
    List<PositionalParamSpec> positional = List.copyOf(spec.positionalParameters());
    positional.forEach(spec::remove);
    positional.forEach(
        one -> spec.addPositional(one.toBuilder().description(joined(one.description())).build()));
    line.getSubcommands().values().forEach(Paragraphs::mend);
  }

  static String[] joined(String... lines) {
    List<String> paragraphs = new ArrayList<>();
    boolean open = false;
    for (String line : lines) {
      boolean apart = line.isEmpty() || Character.isWhitespace(line.charAt(0));
      if (open && !apart) {
        paragraphs.add(paragraphs.removeLast() + " " + line);
      } else {
        paragraphs.add(line);
      }
      open = !apart;
    }
    return paragraphs.toArray(String[]::new);
  }
}
