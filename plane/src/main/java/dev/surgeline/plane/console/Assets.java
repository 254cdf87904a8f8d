package dev.surgeline.plane.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The files of the page: a closed set, read from the jar once. What is not on the list is not
/// served.
final class Assets {
  private static final List<String> NAMES =
      List.of(
          "index.html",
          "style.css",
          "charts.css",
          "icon.svg",
          "app.js",
          "chart.js",
          "connection.js",
          "decisions.js",
          "dom.js",
          "history.js",
          "words.js",
          "workload.js");

  private Assets() {}

  /// @param type as in `Content-Type`
  record Asset(String type, String text) {}

  /// By path; the page itself is `/`.
  static Map<String, Asset> load() {
    var assets = new LinkedHashMap<String, Asset>();
    for (String name : NAMES) {
      String path = name.equals("index.html") ? "/" : "/" + name;
      assets.put(path, new Asset(type(name), read(name)));
    }
    return assets;
  }

  private static String type(String name) {
    String type =
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "html" -> "text/html";
          case "css" -> "text/css";
          case "js" -> "text/javascript";
          case "svg" -> "image/svg+xml";
          default -> throw new IllegalArgumentException("no content type is known for " + name);
        };
    return type + "; charset=utf-8";
  }

  private static String read(String name) {
    try (var in = Assets.class.getResourceAsStream("/console/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the page's file " + name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
