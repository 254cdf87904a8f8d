package dev.surgeline.sample.launch;

/// One flag that a command knows.
///
/// @param name with its dashes, such as `--port`
/// @param value what stands for the value in the help, empty for a switch that takes none
/// @param help what it does and its default, one line
public record Flag(String name, String value, String help) {
  public Flag {
    if (!name.startsWith("--")) {
      throw new IllegalArgumentException("a flag starts with --: " + name);
    }
  }

  boolean takesValue() {
    return !value.isEmpty();
  }
}
