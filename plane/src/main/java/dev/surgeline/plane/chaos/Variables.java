package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What `${name}` stands for: an experiment's configuration and secrets, from the file itself, the
/// environment, or whoever runs it.
final class Variables {
  private static final Pattern USE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
  private static final int VALUE_LENGTH_MAX = 4096;
  private static final int COUNT_MAX = 200;

  private final Map<String, String> configuration;
  private final Map<String, Map<String, String>> secrets;

  private Variables(Map<String, String> configuration, Map<String, Map<String, String>> secrets) {
    this.configuration = configuration;
    this.secrets = secrets;
  }

  /// @param given what whoever runs it says; it comes before what the file says
  /// @param environment the value of a variable, if it is set
  static Variables read(
      Field experiment, Map<String, String> given, Function<String, Optional<String>> environment) {
    Map<String, String> configuration = new TreeMap<>();
    entries(experiment, "configuration")
        .forEach((name, one) ->
            configuration.put(
                name,
                Optional.ofNullable(given.get(name)).orElseGet(() -> value(one, environment))));
    for (String name : given.keySet()) {
      if (!configuration.containsKey(name)) {
        throw experiment.wrong(
            "there is no " + name + " in its configuration, so it can not be given a value");
      }
    }
    Map<String, Map<String, String>> secrets = new TreeMap<>();
    entries(experiment, "secrets")
        .forEach((group, keys) -> {
          Map<String, String> values = new TreeMap<>();
          keys.entries().forEach(one -> values.put(keys.key(one), value(one, environment)));
          secrets.put(group, values);
        });
    return new Variables(configuration, secrets);
  }

  private static SortedMap<String, Field> entries(Field experiment, String key) {
    SortedMap<String, Field> entries = new TreeMap<>();
    experiment
        .find(key)
        .ifPresent(all -> all.entries().forEach(one -> entries.put(all.key(one), one)));
    if (entries.size() > COUNT_MAX) {
      throw experiment.wrong(key + " has at most " + COUNT_MAX + " keys");
    }
    return entries;
  }

  private static String value(Field one, Function<String, Optional<String>> environment) {
    if (!(one.node() instanceof Node.Mapping)) {
      return shortEnough(one, one.plain());
    }
    String type = one.need("type").text(100);
    if (!type.equals("env")) {
      throw one.wrong("its type is env; " + type + " is not offered here");
    }
    one.only(List.of("type", "key", "default"));
    String name = one.need("key").text(200);
    Optional<String> value = environment.apply(name);
    Optional<String> otherwise = one.find("default").map(Field::plain);
    return shortEnough(
        one,
        value
            .or(() -> otherwise)
            .orElseThrow(
                () -> one.wrong("the environment has no " + name + ", and there is no default")));
  }

  private static String shortEnough(Field one, String value) {
    if (value.length() > VALUE_LENGTH_MAX) {
      throw one.wrong("must be at most " + VALUE_LENGTH_MAX + " characters");
    }
    return value;
  }

  /// Values that must be in no record. What is shorter is no secret, and would hide half a page.
  List<String> hidden() {
    return secrets.values().stream()
        .flatMap(group -> group.values().stream())
        .filter(value -> value.length() >= 4)
        .toList();
  }

  /// The groups of secrets that a step asks for, by `secrets: [name]`.
  List<String> groups(Field step) {
    Optional<Field> asked = step.find("secrets");
    if (asked.isEmpty()) {
      return List.of();
    }
    List<Field> names =
        asked.get().node() instanceof Node.Sequence ? asked.get().items() : List.of(asked.get());
    List<String> groups = new ArrayList<>();
    for (Field name : names) {
      if (!secrets.containsKey(name.text(200))) {
        throw name.wrong("there are no secrets " + name.plain() + " in the experiment");
      }
      groups.add(name.plain());
    }
    return groups;
  }

  /// A value with its variables filled in.
  ///
  /// @param groups of secrets that may be used; configuration comes before them
  Field fill(Field field, Collection<String> groups) {
    Map<String, String> known = new HashMap<>();
    groups.forEach(group -> known.putAll(Optional.ofNullable(secrets.get(group)).orElse(Map.of())));
    known.putAll(configuration);
    return new Field(field.path(), fill(field, field.node(), known));
  }

  private static Node fill(Field whole, Node node, Map<String, String> known) {
    return switch (node) {
      case Node.Mapping(var entries, var at) ->
          new Node.Mapping(
              entries.stream()
                  .map(it -> new Node.Entry(it.key(), it.keyAt(), fill(whole, it.value(), known)))
                  .toList(),
              at);
      case Node.Sequence(var items, var at) ->
          new Node.Sequence(items.stream().map(item -> fill(whole, item, known)).toList(), at);
      case Node.Scalar(var text, var kind, var at) ->
          kind == Node.Kind.STRING
              ? new Node.Scalar(filled(new Field(whole.path(), node), text, known), kind, at)
              : node;
    };
  }

  private static String filled(Field where, String text, Map<String, String> known) {
    Matcher use = USE.matcher(text);
    return use.replaceAll(found -> {
      String name = found.group(1);
      return Matcher.quoteReplacement(
          Optional.ofNullable(known.get(name))
              .orElseThrow(() ->
                  where.wrong(
                      "there is no ${"
                          + name
                          + "} in the configuration, nor in the secrets that the step names")));
    });
  }
}
