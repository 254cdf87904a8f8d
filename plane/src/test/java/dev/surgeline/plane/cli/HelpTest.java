package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What every command says of itself.
final class HelpTest {
  private static List<CommandLine> all(CommandLine command) {
    List<CommandLine> all = new ArrayList<>(List.of(command));
    command.getSubcommands().values().forEach(below -> all.addAll(all(below)));
    return all;
  }

  @Test
  void noTextIsTakenForAPattern() {
    PrintStream before = System.err;
    var warnings = new ByteArrayOutputStream();
    try (var err = new PrintStream(warnings, true, StandardCharsets.UTF_8)) {
      System.setErr(err);
      List<CommandLine> commands = all(Surge.line());
      assertTrue(commands.size() > 40, () -> commands.size() + " commands");
      for (CommandLine command : commands) {
        command.usage(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        String name = command.getCommandSpec().qualifiedName();
        assertEquals("", warnings.toString(StandardCharsets.UTF_8), name);
      }
    } finally {
      System.setErr(before);
    }
  }
}
