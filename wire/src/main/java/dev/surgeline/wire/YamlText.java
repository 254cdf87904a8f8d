package dev.surgeline.wire;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// One YAML text to nodes, from the parser's events: no object is made of what is not wanted.
final class YamlText {
  private final String source;
  private final Iterator<Event> events;
  private final Problems problems = new Problems();
  private Position last;
  private int depth;

  private YamlText(String source, Iterator<Event> events) {
    this.source = source;
    this.events = events;
    this.last = new Position(source, 1, 1);
  }

  static List<Node> read(String text, String source) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(source)
            .setCodePointLimit(Yaml.BYTES_MAX)
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .setUseMarks(true)
            .build();
    var reader = new YamlText(source, new Parse(settings).parseString(text).iterator());
    return reader.documents();
  }

  private List<Node> documents() {
    List<Node> documents = new ArrayList<>();
    while (hasNext()) {
      if (next() instanceof DocumentStartEvent start) {
        if (!start.getTags().isEmpty()) {
          problems.add(last, "%TAG is refused: tags are not read");
        }
        Node document = value(next());
        boolean empty = document instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NULL;
        if (!empty) {
          documents.add(document);
        }
      }
    }
    problems.throwIfAny();
    return documents;
  }

  private Node value(Event event) {
    Position at = last;
    if (event instanceof ScalarEvent scalar) {
      return scalar(scalar, at);
    }
    if (event instanceof MappingStartEvent mapping) {
      return mapping(mapping, at);
    }
    if (event instanceof SequenceStartEvent sequence) {
      return sequence(sequence, at);
    }
    if (event instanceof AliasEvent) {
      problems.add(at, "aliases are refused; write it out");
      return new Node.Scalar("null", Node.Kind.NULL, at);
    }
    throw new IllegalStateException("no value starts with " + event.getEventId());
  }

  private Node mapping(MappingStartEvent start, Position at) {
    refuseMarks(start, start.getTag(), at);
    deeper(at);
    var entries = new MappingEntries();
    for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
      Position keyAt = last;
      Optional<String> key = key(event);
      problems.enter(key.orElse("?"));
      Node value = value(next());
      problems.leave();
      key.ifPresent(text -> entries.add(text, keyAt, value, problems));
    }
    depth--;
    return new Node.Mapping(entries.entries(), at);
  }

  /// A key is its text, whatever the text looks like: `10: x` has the key `10`.
  private Optional<String> key(Event event) {
    Position at = last;
    if (!(event instanceof ScalarEvent scalar)) {
      problems.add(at, "a key is a text, not " + Problems.describe(value(event)));
      return Optional.empty();
    }
    refuseMarks(scalar, scalar.getTag(), at);
    if (scalar.isPlain() && CoreSchema.isNull(scalar.getValue())) {
      problems.add(at, "a key is a text, not empty");
      return Optional.empty();
    }
    return Optional.of(wellFormed(scalar.getValue(), at));
  }

  private Node sequence(SequenceStartEvent start, Position at) {
    refuseMarks(start, start.getTag(), at);
    deeper(at);
    List<Node> items = new ArrayList<>();
    for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
      problems.enter(items.size());
      items.add(value(event));
      problems.leave();
    }
    depth--;
    return new Node.Sequence(items, at);
  }

  private Node scalar(ScalarEvent event, Position at) {
    refuseMarks(event, event.getTag(), at);
    String text = wellFormed(event.getValue(), at);
    return event.isPlain()
        ? CoreSchema.resolve(text, at, problems)
        : new Node.Scalar(text, Node.Kind.STRING, at);
  }

  private String wellFormed(String text, Position at) {
    if (!JsonSink.isWellFormed(text)) {
      problems.add(at, "has half of a surrogate pair, which is no character");
    }
    return text;
  }

  private void refuseMarks(NodeEvent event, Optional<String> tag, Position at) {
    tag.ifPresent(text -> problems.add(at, "the tag \"" + Problems.shown(text) + "\" is refused"));
    event.getAnchor().ifPresent(_ -> problems.add(at, "anchors are refused; write it out"));
  }

  private void deeper(Position at) {
    if (++depth > Yaml.DEPTH_MAX) {
      problems.add(at, "is nested more than " + Yaml.DEPTH_MAX + " levels deep");
      problems.throwIfAny();
    }
  }

  private boolean hasNext() {
    try {
      return events.hasNext();
    } catch (YamlEngineException | IllegalArgumentException e) {
      throw refused(e);
    }
  }

  private Event next() {
    try {
      Event event = events.next();
      last = event.getStartMark().map(this::position).orElse(last);
      return event;
    } catch (YamlEngineException | IllegalArgumentException e) {
      throw refused(e);
    }
  }

  private Position position(Mark mark) {
    return new Position(source, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /// Ends the reading with what was found before and the parser's own words. The parser answers
  /// escapes beyond any character with an `IllegalArgumentException`.
  private DocumentException refused(RuntimeException e) {
    String words = String.valueOf(e.getMessage());
    Position at = last;
    if (e instanceof MarkedYamlEngineException marked) {
      words = marked.getProblem();
      at = marked.getProblemMark().map(this::position).orElse(last);
    }
    try {
      problems.add(at, "is not YAML: " + words.lines().findFirst().orElse(""));
      problems.throwIfAny();
    } catch (DocumentException told) {
      return told;
    }
    throw new IllegalStateException("a problem was added", e);
  }
}
