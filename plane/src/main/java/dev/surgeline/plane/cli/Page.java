package dev.surgeline.plane.cli;

import dev.surgeline.lab.simulate.Surgeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A page of simulated runs while it is written: one file that opens without a network and needs no
/// script.
final class Page {
  private static final List<String> STYLES = List.of("/plan/page.css", "/simulate/page.css");

  private final StringBuilder text = new StringBuilder();

  /// @param title as text
  /// @param about what it shows, as text
  Page(String title, String about) {
    String heading = Svg.escaped(title);
    text.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>" + heading + "</title>\n<style>\n" + styles())
        .append("</style>\n</head>\n<body>\n<header><h1>" + heading + "</h1>")
        .append("<p class=\"soft\">" + Svg.escaped(about) + "</p></header>\n<main>\n");
  }

  private static String styles() {
    var all = new StringBuilder();
    for (String name : STYLES) {
      try (InputStream style = Objects.requireNonNull(Page.class.getResourceAsStream(name), name)) {
        all.append(new String(style.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all.toString();
  }

  /// HTML as it is.
  Page add(String html) {
    text.append(html);
    return this;
  }

  /// Begins a section.
  Page section(String heading) {
    return add("<section>\n<h2>" + Svg.escaped(heading) + "</h2>\n");
  }

  Page endSection() {
    return add("</section>\n");
  }

  /// The section that tells what stands out.
  ///
  /// @param good whether all is as it should be
  /// @param first what stands out most
  /// @param more beside it
  /// @param soft what is less than that
  Page verdict(boolean good, String first, List<String> more, List<String> soft) {
    add("<section class=\"verdict " + (good ? "ok" : "out") + "\">\n<h2>What stands out</h2>\n");
    add("<ul>\n<li class=\"first\">" + Svg.escaped(first) + "</li>\n");
    more.forEach(line -> add("<li>" + Svg.escaped(line) + "</li>\n"));
    soft.forEach(line -> add("<li class=\"soft\">" + Svg.escaped(line) + "</li>\n"));
    return add("</ul>\n</section>\n");
  }

  /// @param rows the first is the head
  /// @param own the name in the first column whose row stands out; empty: none
  Page table(List<List<String>> rows, String own) {
    add("<table>\n");
    for (int row = 0; row < rows.size(); row++) {
      row(rows.get(row), row == 0, own);
    }
    return add("</table>\n");
  }

  private void row(List<String> cells, boolean head, String own) {
    text.append(cells.getFirst().equals(own) ? "<tr class=\"own-row\">" : "<tr>");
    for (int i = 0; i < cells.size(); i++) {
      String tag = head || i == 0 ? "th" : "td";
      String scope = head ? " scope=\"col\"" : i == 0 ? " scope=\"row\"" : "";
      text.append("<%s%s>%s</%s>".formatted(tag, scope, Svg.escaped(cells.get(i)), tag));
    }
    text.append("</tr>\n");
  }

  /// @param keys HTML, such as from [#key]
  Page figure(String caption, String keys, String chart) {
    return add("<figure>\n<figcaption><strong>" + Svg.escaped(caption) + "</strong>" + keys)
        .add("</figcaption>\n" + chart + "</figure>\n");
  }

  static String key(String kind, String words) {
    return "<span class=\"key\"><i class=\"" + kind + "\"></i>" + Svg.escaped(words) + "</span>";
  }

  /// A decision with all that led to it.
  Page explained(String heading, Surgeline.Moment moment) {
    var out = new ByteArrayOutputStream();
    try (var print = new PrintStream(out, false, StandardCharsets.UTF_8)) {
      ExplanationText.print(
          Explanation.of(moment.before(), moment.tick(), moment.decision()), print);
    }
    return add("<h3>" + Svg.escaped(heading) + ": " + moment.decision().at() + "</h3>\n<pre>")
        .add(Svg.escaped(out.toString(StandardCharsets.UTF_8).strip()))
        .add("</pre>\n");
  }

  String end() {
    return text + "</main>\n</body>\n</html>\n";
  }
}
