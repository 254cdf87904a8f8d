package dev.surgeline.sample.launch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A command's flags as typed, read with their rules.
///
/// Written by hand because a demo starts dozens of replicas on two cores: picocli takes 230 ms of
/// processor time to read ten flags, a whole replica start takes 270 ms (140 ms with an AOT cache).
public final class Flags {
  private final String command;
  private final Map<String, List<String>> values;

  private Flags(String command, Map<String, List<String>> values) {
    this.command = command;
    this.values = values;
  }

  /// Reads `--name value`, `--name=value` and switches.
  ///
  /// @throws UsageException for a word that is no known flag, or a flag without its value
  public static Flags parse(String command, List<Flag> known, List<String> args) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < args.size(); i++) {
      String word = args.get(i);
      int equals = word.indexOf('=');
      String name = equals > 0 ? word.substring(0, equals) : word;
      Flag flag = find(command, known, name);
      List<String> given = values.computeIfAbsent(flag.name(), _ -> new ArrayList<>());
      if (!flag.takesValue()) {
        given.add("");
      } else if (equals > 0) {
        given.add(word.substring(equals + 1));
      } else if (i + 1 < args.size()) {
        given.add(args.get(++i));
      } else {
        throw new UsageException(command + ": " + name + " needs a value: " + flag.value());
      }
    }
    return new Flags(command, values);
  }

  /// The help text of a command: one line a flag.
  public static String usage(String command, List<Flag> known) {
    StringBuilder text = new StringBuilder("usage: java -jar surge-sample.jar ").append(command);
    text.append(" [flags]\n");
    for (Flag flag : known) {
      String head = "  " + flag.name() + " " + flag.value();
      text.append(head).append(" ".repeat(Math.max(1, 30 - head.length())));
      text.append(flag.help()).append('\n');
    }
    return text.toString();
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// Every value of a flag that may be repeated, in the order typed.
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /// The last value of a flag, if it was given.
  public Optional<String> text(String name) {
    List<String> given = values.getOrDefault(name, List.of());
    return given.isEmpty() ? Optional.empty() : Optional.of(given.get(given.size() - 1));
  }

  /// The value of a flag that must be given.
  public String required(String name) {
    return text(name).orElseThrow(() -> new UsageException(command + ": " + name + " is missing"));
  }

  /// A whole number within `min..max`.
  public int whole(String name, int fallback, int min, int max) {
    Optional<String> given = text(name);
    if (given.isEmpty()) {
      return fallback;
    }
    try {
      int value = Integer.parseInt(given.get());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException _) {
      // The rule below says it for both cases.
    }
    throw wrong(name, "a whole number from " + min + " to " + max, given.get());
  }

  /// A number within `min..max`.
  public double number(String name, double fallback, double min, double max) {
    Optional<String> given = text(name);
    if (given.isEmpty()) {
      return fallback;
    }
    try {
      double value = Double.parseDouble(given.get());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException _) {
      // The rule below says it for both cases.
    }
    throw wrong(name, "a number from " + min + " to " + max, given.get());
  }

  /// A duration such as `120ms`, `1.5s`, `2m`, `1h` or `3d`, of at least `min`.
  public Duration duration(String name, Duration fallback, Duration min) {
    Optional<String> given = text(name);
    if (given.isEmpty()) {
      return fallback;
    }
    return Durations.parse(given.get())
        .filter(value -> value.compareTo(min) >= 0)
        .orElseThrow(() -> wrong(name, Durations.RULE + ", at least " + min, given.get()));
  }

  /// The error for a flag whose value breaks its rule.
  public UsageException wrong(String name, String rule, String value) {
    return new UsageException(
        command + ": " + name + " must be " + rule + "; it is \"" + value + "\"");
  }

  private static Flag find(String command, List<Flag> known, String name) {
    Flag nearest = known.get(0);
    int least = Integer.MAX_VALUE;
    for (Flag flag : known) {
      if (flag.name().equals(name)) {
        return flag;
      }
      int distance = distance(flag.name(), name);
      if (distance < least) {
        least = distance;
        nearest = flag;
      }
    }
    throw new UsageException(
        command + ": unknown flag \"" + name + "\"; the nearest known one is " + nearest.name());
  }

  /// Levenshtein's edit distance.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
