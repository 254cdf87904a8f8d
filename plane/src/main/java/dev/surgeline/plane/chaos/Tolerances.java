package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Node;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads what answer of a probe is normal, in every form that the format has.
final class Tolerances {
  private static final int TEXT_MAX = 1000;

  private final Steps steps;

  Tolerances(Steps steps) {
    this.steps = steps;
  }

  Tolerance read(Field field) {
    return switch (field.node()) {
      case Node.Scalar scalar -> {
        if (scalar.kind() == Node.Kind.NULL) {
          throw field.wrong("must be a value, a list or a mapping");
        }
        yield new Tolerance.Exactly(scalar);
      }
      case Node.Sequence(var items, _) -> {
        field.items().forEach(Field::plain);
        if (items.isEmpty()) {
          throw field.wrong("must have at least one value");
        }
        yield items.size() == 2
            ? new Tolerance.Between(items.getFirst(), items.getLast())
            : new Tolerance.OneOf(items);
      }
      case Node.Mapping _ -> mapping(field);
    };
  }

  private Tolerance mapping(Field field) {
    Field type = field.need("type");
    Optional<String> target = field.find("target").map(it -> it.text(TEXT_MAX));
    return switch (type.plain()) {
      case "regex" -> matching(field.only(Set.of("type", "pattern", "target")), target);
      case "jsonpath" ->
          found(field.only(Set.of("type", "path", "count", "expect", "target")), target);
      case "range" -> range(field.only(Set.of("type", "range", "target")), target);
      case "probe" -> new Tolerance.Asked(steps.step(field));
      default -> throw type.wrong("must be probe, regex, jsonpath or range");
    };
  }

  private static Tolerance matching(Field field, Optional<String> target) {
    Field pattern = field.need("pattern");
    try {
      return new Tolerance.Matching(Pattern.compile(pattern.text(TEXT_MAX)), target);
    } catch (PatternSyntaxException wrong) {
      throw pattern.wrong("is no regular expression: " + wrong.getDescription());
    }
  }

  private static Tolerance found(Field field, Optional<String> target) {
    JsonPath path;
    try {
      path = JsonPath.parse(field.need("path").text(TEXT_MAX).strip());
    } catch (IllegalArgumentException wrong) {
      throw field.need("path").wrong(String.valueOf(wrong.getMessage()));
    }
    Optional<List<Node>> expect =
        field
            .find("expect")
            .map(it ->
                it.node() instanceof Node.Sequence(var items, _) ? items : List.of(it.node()));
    return new Tolerance.Found(
        path, field.find("count").map(it -> it.number().intValue()), expect, target);
  }

  private static Tolerance range(Field field, Optional<String> target) {
    List<Field> bounds = field.need("range").items();
    if (bounds.size() != 2) {
      throw field.need("range").wrong("must be two numbers");
    }
    return new Tolerance.Range(bounds.getFirst().number(), bounds.getLast().number(), target);
  }
}
