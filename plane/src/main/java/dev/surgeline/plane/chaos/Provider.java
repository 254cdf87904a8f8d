package dev.surgeline.plane.chaos;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/// How a step is done. Every kind has its time at the end of which it has failed.
sealed interface Provider {
  /// How long it may take.
  Duration timeout();

  /// A request.
  ///
  /// @param arguments of a GET in the address, else the body, as a form or as JSON by the header
  ///   Content-Type
  /// @param connect how long the connection may take, at most `timeout`
  record Http(
      URI url,
      String method,
      SortedMap<String, String> headers,
      SortedMap<String, String> arguments,
      Duration connect,
      Duration timeout)
      implements Provider {}

  /// A program with its arguments as they are: there is no shell.
  ///
  /// @param command the program first
  /// @param own whether it is Surgeline's own, which says with its exit code 2 or 3 that it could
  ///   not do what it was asked for
  record Program(List<String> command, boolean own, Duration timeout) implements Provider {
    public Program {
      command = List.copyOf(command);
    }
  }
}
