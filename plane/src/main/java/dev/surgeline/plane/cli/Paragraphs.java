package dev.surgeline.plane.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
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
    // A command that is a method is given its arguments by their order: all are put back in it.
    List<ArgSpec> args = spec.args().stream().filter(arg -> arg.group() == null).toList();
    args.forEach(spec::remove);
    args.forEach(arg -> spec.add(joined(arg)));
    line.getSubcommands().values().forEach(Paragraphs::mend);
  }

  private static ArgSpec joined(ArgSpec arg) {
    String[] description = joined(arg.description());
    return switch (arg) {
      case OptionSpec option -> option.toBuilder().description(description).build();
      case PositionalParamSpec positional ->
          positional.toBuilder().description(description).build();
      default -> throw new IllegalStateException(arg.toString());
    };
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
