package dev.surgeline.sample.serve;

import java.util.Map;
import java.util.Optional;

/// A request, after it was bytes.
///
/// @param query decoded; the last of equal keys counts
public record Call(String method, String path, Map<String, String> query, String body) {
  public Call {
    query = Map.copyOf(query);
  }

  /// A query parameter that is there and not empty.
  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }
}
