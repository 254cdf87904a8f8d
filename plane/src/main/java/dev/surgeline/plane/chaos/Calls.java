package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Node;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Does what a provider says: sends the request, starts the program.
///
/// @param environment what a program is given of it, and nothing else
public record Calls(SortedMap<String, String> environment) {
  /// What a tolerance that is a probe may be given at most.
  private static final int VALUE_BYTES_MAX = 64 * 1024;

  public Calls {
    environment = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(environment));
  }

  /// What came of it.
  ///
  /// @throws CallFailed if it could not be done, or not in time
  /// @throws InterruptedException if the run is to end
  Node call(Provider provider) throws InterruptedException {
    return switch (provider) {
      case Provider.Http http -> HttpCall.send(http);
      case Provider.Program program -> ProgramCall.start(program, environment);
    };
  }

  /// Whether a probe finds a value normal.
  boolean approves(Provider provider, Node value) throws InterruptedException {
    byte[] json = dev.surgeline.wire.Json.canonical(value);
    if (json.length > VALUE_BYTES_MAX) {
      throw new CallFailed("the answer is too long to be shown to another probe");
    }
    String text = new String(json, StandardCharsets.UTF_8);
    Node answer = call(with(provider, text));
    long status =
        Tree.find(answer, "status").flatMap(Tree::decimal).map(it -> it.longValue()).orElse(-1L);
    return switch (provider) {
      case Provider.Http _ -> status >= 200 && status < 300;
      case Provider.Program _ -> status == 0;
    };
  }

  private static Provider with(Provider provider, String value) {
    return switch (provider) {
      case Provider.Http http -> {
        SortedMap<String, String> arguments = new TreeMap<>(http.arguments());
        arguments.put("value", value);
        yield new Provider.Http(
            http.url(), http.method(), http.headers(), arguments, http.connect(), http.timeout());
      }
      case Provider.Program program -> {
        List<String> words = new ArrayList<>(program.command());
        words.addAll(List.of("value", value));
        yield new Provider.Program(words, program.own(), program.timeout());
      }
    };
  }

  /// What programs see of this process's environment: how to find programs, not what is secret.
  ///
  /// @param more what is added
  public static Calls with(Map<String, String> more) {
    SortedMap<String, String> environment = new TreeMap<>();
    for (String name : List.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TZ")) {
      java.util.Optional.ofNullable(System.getenv(name))
          .ifPresent(value -> environment.put(name, value));
    }
    environment.putAll(more);
    return new Calls(environment);
  }
}
