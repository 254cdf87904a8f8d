package dev.surgeline.plane.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Nodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lines of words beside the shell of this machine.
final class WordsTest {
  private static final Path SHELL = Path.of("/bin/sh");
  private static final String SIGNS = "aaabb--''''\"\"\"\"\\\\    \t|&;<>()$`*?[]{}!#~\n=%^,:/@";

  @TempDir Path folder;

  private static List<String> words(String line) {
    return Words.of(new Field("arguments", Nodes.text(line)));
  }

  private static Optional<List<String>> accepted(String line) {
    try {
      return Optional.of(words(line));
    } catch (DocumentException refused) {
      return Optional.empty();
    }
  }

  @Test
  void quotesKeepWhatTheyHold() {
    assertEquals(List.of("-c", "a b", "c d", "e f"), words("-c 'a b'  \"c d\" e\\ f "));
    assertEquals(List.of("a|b", "", "$x", "\"", "\\n"), words("'a|b' '' \"\\$x\" \\\" \"\\n\""));
    assertEquals(List.of(), words(" \t"));
  }

  /// What is accepted is what the shell makes of it; each word between brackets.
  @Test
  void wordsAreThoseOfTheShell() throws Exception {
    assumeTrue(Files.isExecutable(SHELL), "there is no " + SHELL);
    var random = new SplittableRandom(11);
    var script = new StringBuilder();
    var expected = new StringBuilder();
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      String line = line(random);
      Optional<List<String>> words = accepted(line).filter(some -> !some.isEmpty());
      if (words.isPresent()) {
        script.append("printf '[%s]' ").append(line).append("\necho\n");
        words.get().forEach(word -> expected.append('[').append(word).append(']'));
        expected.append('\n');
        accepted++;
      }
    }
    assertTrue(accepted > 1000 && accepted < 18_000, "accepted " + accepted);
    assertEquals(expected.toString(), said(script.toString()));
  }

  private static String line(SplittableRandom random) {
    var line = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      line.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
    }
    return line.toString();
  }

  private String said(String script) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("script"), script);
    List<String> command = new ArrayList<>(List.of(SHELL.toString(), file.toString()));
    Process shell =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, shell.waitFor(), said);
    return said;
  }
}
