package dev.surgeline.forecast.user;

import java.nio.file.Path;

/// A format of model files, and what runs them. Found by [java.util.ServiceLoader].
public interface FileFormat {
  /// How the names of its files end, with the dot.
  String ending();

  /// Reads a file.
  ///
  /// @throws IllegalArgumentException if it is none of the format, or not of the shape wanted
  Ahead open(Path file);
}
