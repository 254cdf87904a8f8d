package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// Help is broken where the terminal's line ends.
final class ParagraphsTest {
  @Test
  void linesAreJoinedUnlessTheyStandApart() {
    assertArrayEquals(
        new String[] {"", "a b c", "", "d:", "  e", "  f", "g h"},
        Paragraphs.joined("", "a", "b c", "", "d:", "  e", "  f", "g", "h"));
  }

  private static List<CommandLine> below(CommandLine line) {
    List<CommandLine> all = new ArrayList<>(List.of(line));
    line.getSubcommands().values().forEach(one -> all.addAll(below(one)));
    return all;
  }

  /// No command says in two lines what is one sentence, and none has lost an option.
  @Test
  void everyCommandHasParagraphs() {
    List<CommandLine> commands = below(Surge.line());
    assertTrue(commands.size() > 30, "commands: " + commands.size());
    for (CommandLine command : commands) {
      String name = command.getCommandSpec().qualifiedName();
      String[] said = command.getCommandSpec().usageMessage().description();
      assertArrayEquals(Paragraphs.joined(said), said, name);
      for (OptionSpec option : command.getCommandSpec().options()) {
        boolean whole =
            Arrays.equals(Paragraphs.joined(option.description()), option.description());
        assertTrue(whole || option.group() != null, name + " " + option.longestName());
      }
    }
  }

  @Test
  void aLongOptionIsOneSentence() {
    CommandLine simulate = Surge.line().getSubcommands().getOrDefault("simulate", Surge.line());
    String help = simulate.getUsageMessage().replaceAll("\\s+", " ");
    assertTrue(help.contains("the trace's rate times a factor of its own, gamma"), help);
    long wide = simulate.getUsageMessage().lines().filter(line -> line.length() > 80).count();
    assertEquals(0, wide, simulate::getUsageMessage);
    assertTrue(
        simulate.getUsageMessage().contains("nothing is touched. The\nsame requests come in every"),
        simulate::getUsageMessage);
  }
}
