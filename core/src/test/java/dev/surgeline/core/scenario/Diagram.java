package dev.surgeline.core.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/// The diagram of turns on top of a source file of `decide`, held to what the code does.
public record Diagram(String file) {
  /// @throws AssertionError if the file shows others, unless golden texts are rewritten
  public void mustShow(SortedSet<Turn> turns) throws IOException {
    Path path = Path.of("src", "main", "java", "dev", "surgeline", "core", "decide", file);
    List<String> source = new ArrayList<>(Files.readAllLines(path));
    List<String> drawn = source.stream().filter(Diagram::draws).toList();
    List<String> found = Turn.diagram(turns);
    if (ScenarioRuns.REWRITE) {
      int first = source.indexOf(drawn.getFirst());
      source.removeIf(Diagram::draws);
      source.addAll(first, found);
      Files.write(path, source);
    } else {
      assertEquals(String.join("\n", found), String.join("\n", drawn));
    }
  }

  private static boolean draws(String line) {
    return line.startsWith("///     ") && line.contains(" -> ");
  }
}
