package dev.surgeline.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// One JSON text to nodes.
final class JsonText {
  static final int DEPTH_MAX = 50;
  static final int NUMBER_LENGTH_MAX = 100;
  private static final int NAME_LENGTH_MAX = 10_000;
  private static final List<String> ADVICE =
      List.of(" (start marker at", ", from `StreamReadConstraints", ": enable `");

  private final String source;
  private final JsonParser parser;
  private final Problems problems = new Problems();
  private int depth;

  private JsonText(String source, JsonParser parser) {
    this.source = source;
    this.parser = parser;
  }

  static Node read(byte[] bytes, String source, int bytesMax) {
    char[] text = SourceText.decode(bytes, source, bytesMax).toCharArray();
    try (JsonParser parser = factory(bytesMax).createParser(text)) {
      return new JsonText(source, parser).document();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Names are not shared between texts: the table for that can be filled from outside.
  private static JsonFactory factory(int bytesMax) {
    var limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(2 * DEPTH_MAX)
            .maxDocumentLength(bytesMax)
            .maxStringLength(bytesMax)
            .maxNameLength(NAME_LENGTH_MAX)
            .maxNumberLength(NUMBER_LENGTH_MAX)
            .build();
    return JsonFactory.builder()
        .streamReadConstraints(limits)
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .build();
  }

  private Node document() throws IOException {
    try {
      return root();
    } catch (JacksonException e) {
      // What is beyond a limit has no location.
      JsonLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
      throw SourceText.refused(position(source, at), sentence(e));
    }
  }

  private Node root() throws IOException {
    if (parser.nextToken() == null) {
      throw SourceText.refused(new Position(source, 1, 1), "is empty; JSON is expected");
    }
    Node root = value();
    if (parser.nextToken() != null) {
      problems.add(here(), "something follows the end of the value");
    }
    problems.throwIfAny();
    return root;
  }

  private Node value() throws IOException {
    Position at = here();
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(at);
      case START_ARRAY -> sequence(at);
      case VALUE_STRING -> new Node.Scalar(text(at), Node.Kind.STRING, at);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(at);
      case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(parser.getText(), Node.Kind.BOOLEAN, at);
      case VALUE_NULL -> new Node.Scalar("null", Node.Kind.NULL, at);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value starts with " + parser.currentToken());
    };
  }

  private Node mapping(Position at) throws IOException {
    deeper(at);
    var entries = new MappingEntries();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Position keyAt = here();
      String key = text(keyAt);
      problems.enter(key);
      parser.nextToken();
      Node value = value();
      problems.leave();
      entries.add(key, keyAt, value, problems);
    }
    depth--;
    return new Node.Mapping(entries.entries(), at);
  }

  private Node sequence(Position at) throws IOException {
    deeper(at);
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      problems.enter(items.size());
      items.add(value());
      problems.leave();
    }
    depth--;
    return new Node.Sequence(items, at);
  }

  private void deeper(Position at) {
    if (++depth > DEPTH_MAX) {
      problems.add(at, "is nested more than " + DEPTH_MAX + " levels deep");
      problems.throwIfAny();
    }
  }

  private String text(Position at) throws IOException {
    String text = parser.getText();
    if (!JsonSink.isWellFormed(text)) {
      problems.add(at, "has half of a surrogate pair, which is no character");
    }
    return text;
  }

  private Node number(Position at) throws IOException {
    String text = parser.getText();
    if (text.chars().anyMatch(c -> c == 'e' || c == 'E')
        && !Double.isFinite(Double.parseDouble(text))) {
      problems.add(
          at, "the number \"" + Problems.shown(text) + "\" is beyond what a double can hold");
    }
    return new Node.Scalar(text, Node.Kind.NUMBER, at);
  }

  private Position here() {
    return position(source, parser.currentTokenLocation());
  }

  private static Position position(String source, JsonLocation location) {
    return new Position(
        source, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  /// The parser's own words without its advice to programmers.
  private static String sentence(JacksonException e) {
    String words = e.getOriginalMessage().lines().findFirst().orElse("");
    for (String advice : ADVICE) {
      int at = words.indexOf(advice);
      words = at < 0 ? words : words.substring(0, at);
    }
    return "is not JSON: " + words;
  }
}
