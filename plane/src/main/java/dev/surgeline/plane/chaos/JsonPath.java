package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Node;
import dev.surgeline.wire.Nodes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A path to values in JSON, the plain part of [RFC 9535](https://www.rfc-editor.org/rfc/rfc9535):
/// `$.workloads[?(@.name == "beds")].ready`. Steps are `.key`, `['key']`, `[0]`, `[-1]`, `[*]`,
/// `.*` and `[?(@.key OP literal)]` with `==`, `!=`, `<`, `<=`, `>`, `>=`; the `$` may be left out.
/// There is no `..`, no slice, and one condition to a filter.
final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile(
          """
          \\.?(?<key>[A-Za-z_][A-Za-z0-9_-]*)
          |\\.?(?<all>\\*)|(?<every>\\[\\*])
          |\\[\\s*(?<index>-?[0-9]{1,6})\\s*]
          |\\[\\s*(?:'(?<quoted>[^']*)'|"(?<doubly>[^"]*)")\\s*]
          |\\[\\?\\s*\\(?\\s*@\\.(?<field>[A-Za-z_][A-Za-z0-9_-]*)\\s*(?<op>==|!=|<=|>=|<|>)\\s*\
          (?:'(?<word>[^']*)'|"(?<phrase>[^"]*)"|(?<bare>true|false|null|-?[0-9][0-9.eE+-]*))\
          \\s*\\)?\\s*]
          """
              .replace("\n", ""));

  private sealed interface Step {
    record Key(String name) implements Step {}

    record Index(int at) implements Step {}

    record All() implements Step {}

    record Where(String field, String op, Node literal) implements Step {}
  }

  private final String text;
  private final List<Step> steps;

  private JsonPath(String text, List<Step> steps) {
    this.text = text;
    this.steps = List.copyOf(steps);
  }

  /// @throws IllegalArgumentException if it is no such path; the message is a sentence
  static JsonPath parse(String text) {
    List<Step> steps = new ArrayList<>();
    int at = text.startsWith("$") ? 1 : 0;
    Matcher step = STEP.matcher(text);
    while (at < text.length()) {
      step.region(at, text.length());
      if (!step.lookingAt()) {
        throw new IllegalArgumentException(
            "from '"
                + text.substring(at)
                + "' on it is no path of .key, [0], [*] and [?(@.key == \"value\")]");
      }
      steps.add(step(step));
      at = step.end();
    }
    return new JsonPath(text, steps);
  }

  private static Step step(Matcher step) {
    Optional<String> key = group(step, "key", "quoted", "doubly");
    if (key.isPresent()) {
      return new Step.Key(key.get());
    }
    Optional<String> index = group(step, "index");
    if (index.isPresent()) {
      return new Step.Index(Integer.parseInt(index.get()));
    }
    Optional<String> field = group(step, "field");
    if (field.isEmpty()) {
      return new Step.All();
    }
    Node literal =
        group(step, "word", "phrase")
            .map(Nodes::text)
            .orElseGet(() -> bare(group(step, "bare").orElse("null")));
    return new Step.Where(field.get(), group(step, "op").orElse("=="), literal);
  }

  private static Node bare(String word) {
    return switch (word) {
      case "true", "false" -> Nodes.truth(word.equals("true"));
      case "null" -> Tree.NULL;
      default -> {
        try {
          String plain = new BigDecimal(word).toPlainString();
          yield new Node.Scalar(plain, Node.Kind.NUMBER, Tree.NULL.at());
        } catch (NumberFormatException none) {
          throw new IllegalArgumentException(word + " is no number");
        }
      }
    };
  }

  private static Optional<String> group(Matcher step, String... names) {
    for (String name : names) {
      Optional<String> found = Optional.ofNullable(step.group(name));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// What there is, in the order of the text.
  List<Node> find(Node root) {
    List<Node> now = List.of(root);
    for (Step step : steps) {
      List<Node> next = new ArrayList<>();
      for (Node node : now) {
        next.addAll(follow(step, node));
      }
      now = next;
    }
    return now;
  }

  private static List<Node> follow(Step step, Node node) {
    List<Node> children = children(node);
    return switch (step) {
      case Step.Key(var name) -> Tree.find(node, name).map(List::of).orElse(List.of());
      case Step.Index(var at) -> {
        int from = at < 0 ? children.size() + at : at;
        boolean there = node instanceof Node.Sequence && from >= 0 && from < children.size();
        yield there ? List.of(children.get(from)) : List.of();
      }
      case Step.All _ -> children;
      case Step.Where where ->
          children.stream()
              .filter(child ->
                  Tree.find(child, where.field()).filter(it -> holds(it, where)).isPresent())
              .toList();
    };
  }

  private static List<Node> children(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> mapping.entries().stream().map(Node.Entry::value).toList();
      case Node.Sequence sequence -> sequence.items();
      case Node.Scalar _ -> List.of();
    };
  }

  private static boolean holds(Node value, Step.Where where) {
    boolean same = Tree.same(value, where.literal());
    if (where.op().equals("==") || where.op().equals("!=")) {
      return same == where.op().equals("==");
    }
    Optional<BigDecimal> left = Tree.decimal(value);
    Optional<BigDecimal> right = Tree.decimal(where.literal());
    if (left.isEmpty() || right.isEmpty()) {
      return false;
    }
    int order = left.get().compareTo(right.get());
    return switch (where.op()) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
