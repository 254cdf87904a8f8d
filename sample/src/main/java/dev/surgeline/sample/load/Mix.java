package dev.surgeline.sample.load;

import dev.surgeline.sample.launch.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What the load is made of: kinds of request, each with its share of the trace's rate.
///
/// Shares need not add up to one: two streams of share 1 are the trace's rate twice.
///
/// @param kinds at least one
public record Mix(List<RequestKind> kinds) {
  /// The hospital's morning: mostly bed searches and portal pages, claims beside them.
  public static final Mix BUILT_IN =
      new Mix(
          List.of(
              get("beds", 0.36, "/beds/search?acuity={acuity}&near={ward}"),
              post("beds", 0.04, "/beds/assign", "{\"ward\":\"{ward}\",\"acuity\":{acuity}}"),
              post("claims", 0.20, "/claims/adjudicate", claim(6)),
              post("claims", 0.05, "/claims", claim(12)),
              get("portal", 0.25, "/portal/home"),
              get("portal", 0.10, "/portal/clinics")));

  public Mix {
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("a mix has at least one kind of request");
    }
  }

  /// Reads a mix file: one kind a line, written as in `--stream`; `#` starts a comment line.
  ///
  /// @throws UsageException for a file that is not one, naming file, line and rule
  static Mix read(Path file) {
    List<RequestKind> kinds = new ArrayList<>();
    try {
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        if (!line.isBlank() && !line.startsWith("#")) {
          kinds.add(RequestKind.parse(file + ": line " + number + ":", line.strip()));
        }
      }
    } catch (IOException e) {
      throw new UsageException(file + ": cannot be read as text: " + e);
    }
    if (kinds.isEmpty()) {
      throw new UsageException(file + ": a mix must have at least one line " + RequestKind.RULE);
    }
    return new Mix(kinds);
  }

  /// The names of the streams, sorted.
  SortedSet<String> streams() {
    SortedSet<String> names = new TreeSet<>();
    for (RequestKind kind : kinds) {
      names.add(kind.stream());
    }
    return names;
  }

  private static RequestKind get(String stream, double share, String path) {
    return new RequestKind(stream, "GET", path, share, "");
  }

  private static RequestKind post(String stream, double share, String path, String body) {
    return new RequestKind(stream, "POST", path, share, body);
  }

  private static String claim(int lines) {
    String line = "{\"code\":{code},\"units\":{units},\"cents\":{cents}}";
    return "{\"lines\":[" + (line + ",").repeat(lines - 1) + line + "]}";
  }
}
