package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Node;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Reads the steps of an experiment: probes and actions, with how they are done.
final class Steps {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration TIMEOUT_MAX = Duration.ofMinutes(10);
  private static final int TEXT_MAX = 10_000;
  private static final int ARGUMENTS_MAX = 100;
  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");

  /// Headers that a request has anyway, and that would make it another one.
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private static final Set<String> KEYS =
      Set.of(
          "type",
          "name",
          "provider",
          "tolerance",
          "secrets",
          "configuration",
          "background",
          "pauses",
          "controls",
          "timeout");

  private final Variables variables;
  private final Programs programs;
  private final Tolerances tolerances;
  private final Map<String, Field> named = new HashMap<>();

  Steps(Field experiment, Variables variables, Programs programs) {
    this.variables = variables;
    this.programs = programs;
    this.tolerances = new Tolerances(this);
    List<Field> all = new ArrayList<>();
    experiment
        .find("steady-state-hypothesis")
        .flatMap(it -> it.find("probes"))
        .ifPresent(it -> all.addAll(it.items()));
    experiment.find("method").ifPresent(it -> all.addAll(it.items()));
    experiment.find("rollbacks").ifPresent(it -> all.addAll(it.items()));
    for (Field step : all) {
      step.find("name").ifPresent(name -> named.putIfAbsent(name.plain(), step));
    }
  }

  /// A step, or the one that it refers to.
  Activity read(Field field) {
    Optional<Field> ref = field.find("ref");
    if (ref.isEmpty()) {
      return step(field);
    }
    field.only(Set.of("ref"));
    Field meant =
        Optional.ofNullable(named.get(ref.get().text(TEXT_MAX)))
            .orElseThrow(() ->
                ref.get().wrong("there is no step named " + ref.get().plain() + " to refer to"));
    return step(meant);
  }

  /// A step as it stands here.
  Activity step(Field raw) {
    raw.only(KEYS);
    if (raw.find("controls").filter(it -> !it.items().isEmpty()).isPresent()) {
      throw raw.need("controls").wrong("must be empty: controls are Python modules");
    }
    Field provider = raw.need("provider");
    List<String> groups = new ArrayList<>(variables.groups(raw));
    groups.addAll(variables.groups(provider));
    Field field = variables.fill(raw, groups);
    Activity.Kind kind =
        switch (field.need("type").plain()) {
          case "probe" -> Activity.Kind.PROBE;
          case "action" -> Activity.Kind.ACTION;
          default -> throw field.need("type").wrong("must be probe or action");
        };
    Optional<Field> pauses = field.find("pauses").map(it -> it.only(Set.of("before", "after")));
    return new Activity(
        kind,
        field.need("name").text(TEXT_MAX),
        provider(field.need("provider"), field.find("timeout")),
        field.find("tolerance").map(tolerances::read),
        pause(pauses, "before"),
        pause(pauses, "after"),
        field.find("background").map(Field::truth).orElse(false),
        raw.node());
  }

  private static Duration pause(Optional<Field> pauses, String which) {
    return pauses
        .flatMap(it -> it.find(which))
        .map(it -> it.seconds(TIMEOUT_MAX))
        .orElse(Duration.ZERO);
  }

  private Provider provider(Field field, Optional<Field> outer) {
    Field type = field.need("type");
    return switch (type.plain()) {
      case "http" -> http(field, outer);
      case "process" -> program(field, outer);
      case "python" ->
          throw type.wrong(
              "must be http or process: Python functions are not run here, call the program or the"
                  + " HTTP interface that they stand for");
      default -> throw type.wrong("must be http or process, not " + type.plain());
    };
  }

  private static Duration timeout(Optional<Field> field) {
    Optional<Duration> timeout = field.map(it -> it.seconds(TIMEOUT_MAX));
    if (timeout.filter(Duration::isZero).isPresent()) {
      throw field.orElseThrow().wrong("must be more than 0");
    }
    return timeout.orElse(TIMEOUT);
  }

  private static Provider http(Field field, Optional<Field> outer) {
    field.only(
        Set.of(
            "type", "url", "method", "headers", "arguments", "timeout", "secrets", "verify_tls"));
    if (field.find("verify_tls").filter(it -> !it.truth()).isPresent()) {
      throw field.need("verify_tls").wrong("must be true: certificates are always looked at");
    }
    Optional<Field> timeout = field.find("timeout").or(() -> outer);
    Duration connect = timeout(Optional.empty());
    Duration all;
    if (timeout.filter(it -> it.node() instanceof Node.Sequence).isPresent()) {
      List<Field> both = timeout.get().items();
      if (both.size() != 2) {
        throw timeout.get().wrong("must be a number, or two: for the connection and the answer");
      }
      connect = timeout(Optional.of(both.getFirst()));
      all = connect.plus(timeout(Optional.of(both.getLast())));
    } else {
      all = timeout(timeout);
      connect = all;
    }
    String method =
        field.find("method").map(Field::plain).orElse("GET").toUpperCase(java.util.Locale.ROOT);
    if (!METHOD.matcher(method).matches() || method.equals("CONNECT")) {
      throw field.need("method").wrong("must be a method of HTTP such as GET or POST");
    }
    return new Provider.Http(
        url(field.need("url")),
        method,
        headers(field.find("headers")),
        texts(field.find("arguments")),
        connect,
        all);
  }

  private static URI url(Field field) {
    try {
      URI url = new URI(field.text(TEXT_MAX));
      boolean http = Set.of("http", "https").contains(String.valueOf(url.getScheme()));
      if (http && Optional.ofNullable(url.getHost()).isPresent()) {
        return url;
      }
    } catch (URISyntaxException none) {
      throw field.wrong("must be an address such as http://127.0.0.1:8080/beds");
    }
    throw field.wrong("must be an address such as http://127.0.0.1:8080/beds");
  }

  private static SortedMap<String, String> headers(Optional<Field> field) {
    SortedMap<String, String> headers = texts(field);
    headers.forEach((name, value) -> {
      boolean plain = value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f));
      boolean framing = FRAMING.contains(name.toLowerCase(java.util.Locale.ROOT));
      if (!HEADER.matcher(name).matches() || !plain || framing) {
        throw field.orElseThrow().wrong("header " + name + " can not be set to this value here");
      }
    });
    return headers;
  }

  private static SortedMap<String, String> texts(Optional<Field> field) {
    SortedMap<String, String> texts = new TreeMap<>();
    List<Field> entries = field.map(Field::entries).orElse(List.of());
    if (entries.size() > ARGUMENTS_MAX) {
      throw field.orElseThrow().wrong("has at most " + ARGUMENTS_MAX + " keys");
    }
    for (int i = 0; i < entries.size(); i++) {
      String key = field.orElseThrow().mapping().entries().get(i).key();
      texts.put(key, entries.get(i).plain());
    }
    return texts;
  }

  private Provider program(Field field, Optional<Field> outer) {
    field.only(Set.of("type", "path", "arguments", "timeout", "secrets"));
    List<String> arguments = arguments(field.find("arguments"));
    Field path = field.need("path");
    return new Provider.Program(
        programs.command(path, arguments),
        programs.isOwn(path.plain()),
        timeout(field.find("timeout").or(() -> outer)));
  }

  /// A list of words; or, as older experiments have it, names and values, of which empty ones are
  /// left out; or a line of [Words].
  private static List<String> arguments(Optional<Field> field) {
    if (field.isEmpty()) {
      return List.of();
    }
    List<String> words = new ArrayList<>();
    switch (field.get().node()) {
      case Node.Sequence _ -> field.get().items().forEach(item -> words.add(item.plain()));
      case Node.Mapping _ ->
          texts(field)
              .forEach((name, value) -> {
                words.add(name);
                words.add(value);
              });
      case Node.Scalar _ -> words.addAll(Words.of(field.get()));
    }
    if (!(field.get().node() instanceof Node.Scalar)) {
      words.removeIf(String::isEmpty);
    }
    if (words.size() > ARGUMENTS_MAX || tooLong(words)) {
      throw field.get().wrong("has at most " + ARGUMENTS_MAX + " words of " + TEXT_MAX);
    }
    return words;
  }

  private static boolean tooLong(Collection<String> words) {
    return words.stream().anyMatch(word -> word.length() > TEXT_MAX || word.indexOf(0) >= 0);
  }
}
