package dev.surgeline.plane.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

/// The wall clock as if it had been stepped by what a file says, such as `-PT2H`: for tests, since
/// a machine's clock can be set only by its administrator and for everybody. Without the file, and
/// while it says nothing that can be read, it is the wall clock.
///
/// @param file read each time
public record OffsetClock(Path file) implements InstantSource {
  @Override
  public Instant instant() {
    Instant wall = Instant.now();
    try {
      return wall.plus(Duration.parse(Files.readString(file, StandardCharsets.US_ASCII).strip()));
    } catch (IOException | DateTimeParseException none) {
      return wall;
    }
  }
}
