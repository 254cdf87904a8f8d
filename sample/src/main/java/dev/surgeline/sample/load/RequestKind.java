package dev.surgeline.sample.load;

import dev.surgeline.sample.launch.UsageException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// One kind of request in the mix.
///
/// `{ward}`, `{acuity}`, `{code}`, `{units}` and `{cents}` in path and body are drawn anew for each
/// request, from the seed.
///
/// @param stream whose figures it counts in; several kinds may share one
/// @param share of the trace's rate, from 0
/// @param method GET, or POST with a body
public record RequestKind(String stream, String method, String path, double share, String body) {
  static final String RULE =
      "name=STREAM,path=/PATH,share=X[,method=GET|POST][,body=JSON], the body last";

  public RequestKind {
    if (!stream.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("name must be 1 to 64 letters, digits, dots or dashes");
    }
    if (!path.matches("/[\\x21-\\x7e]*")) {
      throw new IllegalArgumentException("path must start with / and hold no space");
    }
    if (!method.equals("GET") && !method.equals("POST")) {
      throw new IllegalArgumentException("method must be GET or POST");
    }
    if (!(share >= 0 && share < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("share must be a number from 0");
    }
  }

  /// Reads `name=beds,path=/beds/search,share=0.5,method=GET`; `body=` takes the rest of the text.
  ///
  /// @param where what to call it in an error: the flag, or file and line
  /// @throws UsageException for a text that breaks a rule
  static RequestKind parse(String where, String text) {
    try {
      Map<String, String> fields = fields(text);
      double share = Double.parseDouble(take(fields, "share"));
      RequestKind kind =
          new RequestKind(
              take(fields, "name"),
              fields.containsKey("method") ? take(fields, "method") : "GET",
              take(fields, "path"),
              share,
              fields.containsKey("body") ? take(fields, "body") : "");
      if (!fields.isEmpty()) {
        throw new IllegalArgumentException("unknown key " + fields.keySet().iterator().next());
      }
      return kind;
    } catch (NumberFormatException _) {
      throw new UsageException(where + " must be " + RULE + ": share must be a number from 0");
    } catch (IllegalArgumentException e) {
      throw new UsageException(where + " must be " + RULE + ": " + e.getMessage());
    }
  }

  /// A template with its placeholders drawn.
  static String fill(String template, SplittableRandom random) {
    int open = template.indexOf('{');
    if (open < 0) {
      return template;
    }
    StringBuilder out = new StringBuilder(template.length() + 16);
    int from = 0;
    for (; open >= 0; open = template.indexOf('{', open + 1)) {
      int close = template.indexOf('}', open);
      String drawn = close < 0 ? "" : draw(template.substring(open + 1, close), random);
      if (!drawn.isEmpty()) {
        out.append(template, from, open).append(drawn);
        from = close + 1;
      }
    }
    return out.append(template, from, template.length()).toString();
  }

  private static String draw(String name, SplittableRandom random) {
    return switch (name) {
      case "ward" -> {
        int ward = random.nextInt(1, 41);
        yield (ward < 10 ? "W0" : "W") + ward;
      }
      case "acuity" -> Integer.toString(random.nextInt(1, 6));
      case "code" -> Integer.toString(random.nextInt(10_000, 100_000));
      case "units" -> Integer.toString(random.nextInt(1, 10));
      case "cents" -> Integer.toString(random.nextInt(500, 200_000));
      default -> "";
    };
  }

  private static Map<String, String> fields(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    int from = 0;
    while (from < text.length()) {
      boolean body = text.startsWith("body=", from);
      int comma = body ? -1 : text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      int equals = text.indexOf('=', from);
      if (equals < 0 || equals >= end) {
        throw new IllegalArgumentException("\"" + text.substring(from, end) + "\" is no key=value");
      }
      fields.put(text.substring(from, equals), text.substring(equals + 1, end));
      from = end + 1;
    }
    return fields;
  }

  private static String take(Map<String, String> fields, String key) {
    if (!fields.containsKey(key)) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return fields.remove(key);
  }
}
