package dev.surgeline.plane.cli;

import java.util.Locale;

/// A picture as SVG text, for a page that needs no other file.
///
/// Its width is 720; it scales with the page. Colours are classes, which the page's style gives for
/// light and dark.
final class Svg {
  static final double WIDTH = 720;

  private final StringBuilder text = new StringBuilder();

  /// @param id unique on the page
  /// @param title what it is, for those who do not see it
  /// @param description what it shows
  Svg(String id, double height, String title, String description) {
    text.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 720 %.0f\" role=\"img\" aria-labelledby=\"%s-t %s-d\">%n"
                + "<title id=\"%s-t\">%s</title><desc id=\"%s-d\">%s</desc>%n",
            height,
            id,
            id,
            id,
            escaped(title),
            id,
            escaped(description)));
  }

  /// What HTML takes for itself, as text.
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  Svg line(String kind, double x1, double y1, double x2, double y2) {
    text.append(
        String.format(
            Locale.ROOT,
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
            kind,
            x1,
            y1,
            x2,
            y2));
    return this;
  }

  /// @param tip what it is, shown where the pointer rests; empty for none
  Svg box(String kind, double x, double y, double width, double height, String tip) {
    return shape(kind, x, y, width, height, "", tip);
  }

  /// A box of a strength from 0 to 1.
  Svg cell(String kind, double x, double y, double width, double height, double part, String tip) {
    String strength = String.format(Locale.ROOT, " fill-opacity=\"%.3f\"", part);
    return shape(kind, x, y, width, height, strength, tip);
  }

  private Svg shape(
      String kind, double x, double y, double width, double height, String more, String tip) {
    text.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"%s>%s</rect>%n",
            kind,
            x,
            y,
            Math.max(0, width),
            Math.max(0, height),
            more,
            tip.isEmpty() ? "" : "<title>" + escaped(tip) + "</title>"));
    return this;
  }

  /// A line through points, x and y in turn.
  Svg path(String kind, double... points) {
    var path = new StringBuilder();
    for (int i = 0; i + 1 < points.length; i += 2) {
      path.append(
          String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", points[i], points[i + 1]));
    }
    text.append("<path class=\"").append(kind).append("\" d=\"").append(path).append("\"/>\n");
    return this;
  }

  /// @param anchor start, middle or end
  Svg text(String kind, double x, double y, String anchor, String words) {
    text.append(
        String.format(
            Locale.ROOT,
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            kind,
            x,
            y,
            anchor,
            escaped(words)));
    return this;
  }

  String end() {
    return text + "</svg>\n";
  }
}
