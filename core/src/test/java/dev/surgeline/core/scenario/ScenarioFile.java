package dev.surgeline.core.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A scenario as it lies on disk: blocks of lines that happen, each with the lines that came of
/// them after `----`. What came of them ends at an empty line, a comment, or the next thing that
/// happens.
///
/// @param name the file's name
/// @param lines all of it
record ScenarioFile(String name, List<String> lines) {
  static final Path FOLDER = Path.of("src", "test", "scenarios");

  /// Rewrites the files instead of comparing with them.
  static final boolean REWRITE = Boolean.getBoolean("scenarios.rewrite");

  private static final String CUT = "----";

  static List<Path> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".txt")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ScenarioFile read(Path file) {
    try {
      return new ScenarioFile(file.getFileName().toString(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The file as it would be if it told what is decided now.
  List<String> retold(Scenario scenario) {
    List<String> told = new ArrayList<>();
    List<String> pending = new ArrayList<>();
    boolean inAnswer = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.equals(CUT)) {
        told.add(line);
        told.addAll(pending.isEmpty() ? List.of("(nothing)") : pending);
        pending.clear();
        inAnswer = true;
        continue;
      }
      inAnswer = inAnswer && !happens(line) && !line.isBlank() && !line.startsWith("#");
      if (!inAnswer) {
        told.add(line);
        pending.addAll(carriedOut(scenario, line, i + 1));
      }
    }
    if (!pending.isEmpty()) {
      told.add(CUT);
      told.addAll(pending);
    }
    return told;
  }

  private List<String> carriedOut(Scenario scenario, String line, int number) {
    if (line.isBlank() || line.startsWith("#")) {
      return List.of();
    }
    try {
      return scenario.happen(line);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(name + ":" + number + ": " + e.getMessage(), e);
    }
  }

  private static boolean happens(String line) {
    return Stream.of("at ", "workload ", "calendar ", "budget ", "platform ")
        .anyMatch(line::startsWith);
  }
}
