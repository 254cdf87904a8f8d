package dev.surgeline.plane.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Which programs an experiment may start: Surgeline's own faults and probes as `surge`, and what
/// the operator allows, by the whole path of its file. Nothing goes through a shell.
public final class Programs {
  /// What an experiment calls Surgeline's own.
  static final String OWN = "surge";

  private static final Set<String> OWN_COMMANDS = Set.of("fault", "probe", "load");

  private final List<String> own;
  private final Set<Path> allowed;

  private Programs(List<String> own, Set<Path> allowed) {
    this.own = own;
    this.allowed = allowed;
  }

  /// @param own the command line that is Surgeline
  /// @param allowed whole paths of programs
  /// @throws IOException if one of them is no program; the message is one sentence
  public static Programs of(List<String> own, List<Path> allowed) throws IOException {
    Set<Path> real = new TreeSet<>();
    for (Path program : allowed) {
      if (!program.isAbsolute() || !Files.isRegularFile(program) || !Files.isExecutable(program)) {
        throw new IOException(
            program + ": what is allowed is the whole path of a program that this user may start");
      }
      real.add(program.toRealPath());
    }
    return new Programs(List.copyOf(own), real);
  }

  boolean isOwn(String path) {
    return path.equals(OWN);
  }

  /// The command line to start.
  ///
  /// @param where the path in the experiment
  Field permit(Field where) {
    String path = where.text(1000);
    if (!isOwn(path) && program(path).isEmpty()) {
      throw where.wrong(
          "may be surge, with chaos fault, chaos probe or chaos load, or the whole path of a"
              + " program that --allow-process names; "
              + path
              + " is none of them");
    }
    return where;
  }

  List<String> command(Field where, List<String> arguments) {
    String path = permit(where).plain();
    List<String> words = new ArrayList<>();
    if (isOwn(path)) {
      if (arguments.size() < 2
          || !arguments.getFirst().equals("chaos")
          || !OWN_COMMANDS.contains(arguments.get(1))) {
        throw where.wrong("surge may be started with chaos fault, chaos probe or chaos load alone");
      }
      words.addAll(own);
    } else {
      words.add(program(path).orElseThrow().toString());
    }
    words.addAll(arguments);
    return words;
  }

  private Optional<Path> program(String path) {
    try {
      Path given = Path.of(path);
      return given.isAbsolute()
          ? Optional.of(given.toRealPath()).filter(allowed::contains)
          : Optional.empty();
    } catch (IOException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }
}
