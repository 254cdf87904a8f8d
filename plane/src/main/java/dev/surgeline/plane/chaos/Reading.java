package dev.surgeline.plane.chaos;

import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Nodes;
import dev.surgeline.wire.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// An experiment from its file, JSON or YAML, in the [Chaos Toolkit's
/// format](https://chaostoolkit.org/reference/api/experiment/).
///
/// All of it is looked at before anything is done: what is not offered here, such as a provider
/// that is a Python function, is refused as a whole.
public final class Reading {
  /// What a file has at most.
  public static final int BYTES_MAX = 256 * 1024;

  private static final int STEPS_MAX = 100;
  private static final int TEXT_MAX = 10_000;

  private static final Set<String> TOP =
      Set.of(
          "version",
          "title",
          "description",
          "tags",
          "contributions",
          "configuration",
          "secrets",
          "extensions",
          "controls",
          "runtime",
          "steady-state-hypothesis",
          "method",
          "rollbacks");

  private final Field whole;
  private final Steps steps;
  private final Variables variables;

  private Reading(Field whole, Variables variables, Programs programs) {
    this.whole = whole;
    this.variables = variables;
    this.steps = new Steps(whole, variables, programs);
  }

  /// Reads a file.
  ///
  /// @param given values of the configuration, in place of the file's own
  /// @param environment the value of an environment variable, if it is set
  /// @throws DocumentException if it is no experiment that can be run here, with its place
  /// @throws IOException if it can not be read
  public static Experiment read(
      Path file,
      Programs programs,
      Map<String, String> given,
      Function<String, Optional<String>> environment)
      throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(BYTES_MAX + 1);
    }
    if (bytes.length > BYTES_MAX) {
      throw new IOException(file + ": an experiment has at most " + BYTES_MAX + " bytes");
    }
    Field whole = new Field("", parse(bytes, file.toString()));
    whole.only(TOP);
    requireWritable(whole);
    Variables variables = Variables.read(whole, given, environment);
    return new Reading(whole, variables, programs).experiment(sha256(bytes));
  }

  /// What could not be written into the journal is found out before, not after.
  private static void requireWritable(Field whole) {
    if (Tree.depth(whole.node()) > Tree.DEPTH_MAX) {
      throw whole.wrong("an experiment is nested at most " + Tree.DEPTH_MAX + " levels deep");
    }
    try {
      var _ = Json.canonical(whole.node());
    } catch (IllegalArgumentException rule) {
      throw whole.wrong(String.valueOf(rule.getMessage()));
    }
  }

  private static Node parse(byte[] bytes, String source) {
    int first = 0;
    while (first < bytes.length && Character.isWhitespace(bytes[first])) {
      first++;
    }
    if (first < bytes.length && bytes[first] == '{') {
      return Json.readNode(bytes, source, BYTES_MAX);
    }
    List<Node> documents = Yaml.read(bytes, source);
    if (documents.size() != 1) {
      throw new Field("", Nodes.text(source)).wrong(source + " must be one experiment");
    }
    return documents.getFirst();
  }

  /// As the audit log names what was run.
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Experiment experiment(String sha256) {
    String title = variables.fill(whole.need("title"), List.of()).text(TEXT_MAX);
    whole.need("description").text(TEXT_MAX);
    words();
    refuseControls(whole);
    Optional<Experiment.Hypothesis> hypothesis =
        whole.find("steady-state-hypothesis").map(this::hypothesis);
    List<Activity> method = list(whole.need("method"), Optional.empty());
    if (method.isEmpty()) {
      throw whole.need("method").wrong("has at least one step");
    }
    List<Activity> rollbacks =
        whole
            .find("rollbacks")
            .map(field -> list(field, Optional.of(Activity.Kind.ACTION)))
            .orElse(List.of());
    return new Experiment(
        title, hypothesis, method, rollbacks, hidden(), variables.hidden(), sha256);
  }

  /// What is for people and other tools: looked at, and not acted upon.
  private void words() {
    whole.find("version").ifPresent(version -> version.text(20));
    whole.find("tags").ifPresent(tags -> tags.items().forEach(tag -> tag.text(200)));
    for (Field one : whole.find("contributions").map(Field::entries).orElse(List.of())) {
      if (!Set.of("high", "medium", "low", "none").contains(one.plain())) {
        throw one.wrong("must be high, medium, low or none");
      }
    }
    for (Field one : whole.find("extensions").map(Field::items).orElse(List.of())) {
      one.need("name").text(200);
    }
    Optional<Field> strategy =
        whole
            .find("runtime")
            .flatMap(it -> it.find("hypothesis"))
            .flatMap(it -> it.find("strategy"));
    if (strategy.filter(it -> !it.plain().equals("default")).isPresent()) {
      throw strategy.get().wrong("must be default: before the method and after it");
    }
  }

  private static void refuseControls(Field field) {
    Optional<Field> controls = field.find("controls");
    if (controls.filter(it -> !it.items().isEmpty()).isPresent()) {
      throw controls
          .get()
          .wrong("must be empty: controls are Python modules, and none is run here");
    }
  }

  private Experiment.Hypothesis hypothesis(Field field) {
    field.only(Set.of("title", "probes", "controls"));
    refuseControls(field);
    String title = variables.fill(field.need("title"), List.of()).text(TEXT_MAX);
    List<Activity> probes =
        field
            .find("probes")
            .map(it -> list(it, Optional.of(Activity.Kind.PROBE)))
            .orElse(List.of());
    for (int i = 0; i < probes.size(); i++) {
      if (probes.get(i).tolerance().isEmpty()) {
        throw field
            .need("probes")
            .items()
            .get(i)
            .wrong("a probe of the hypothesis needs a tolerance");
      }
    }
    return new Experiment.Hypothesis(title, probes);
  }

  private List<Activity> list(Field field, Optional<Activity.Kind> only) {
    List<Activity> list = new ArrayList<>();
    for (Field item : field.items()) {
      Activity step = steps.read(item);
      if (only.filter(kind -> kind != step.kind()).isPresent()) {
        String wanted = only.get() == Activity.Kind.PROBE ? "a probe" : "an action";
        throw item.wrong("must be " + wanted);
      }
      list.add(step);
    }
    if (list.size() > STEPS_MAX) {
      throw field.wrong("has at most " + STEPS_MAX + " steps");
    }
    return list;
  }

  /// The file with its secrets left out.
  private Node hidden() {
    List<Node.Entry> entries = new ArrayList<>();
    for (Node.Entry entry : whole.mapping().entries()) {
      Node value = entry.key().equals("secrets") ? Hiding.texts(entry.value(), 2) : entry.value();
      entries.add(new Node.Entry(entry.key(), entry.keyAt(), value));
    }
    return Nodes.mapping(entries);
  }
}
