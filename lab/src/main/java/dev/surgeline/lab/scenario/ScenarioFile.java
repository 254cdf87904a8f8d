package dev.surgeline.lab.scenario;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.forecast.series.SeriesFile;
import dev.surgeline.forecast.series.TimeSeries;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Documents;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Position;
import dev.surgeline.wire.Problem;
import dev.surgeline.wire.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Scenarios as texts: one document of `kind: Scenario` and the documents of its platform, in one
/// file.
public final class ScenarioFile {
  private static final String KIND = "Scenario";

  private ScenarioFile() {}

  /// A scenario's own document.
  record Document(String apiVersion, String kind, Metadata metadata, Scenario.Story spec) {}

  record Metadata(WorkloadName name) {}

  /// @throws DocumentException if it is not a scenario, with everything found wrong
  /// @throws IOException if the file, or a trace beside it, can not be read
  public static Scenario read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(Yaml.BYTES_MAX + 1);
    }
    return read(bytes, file.toString(), Optional.of(file));
  }

  /// @param source what messages call the text
  /// @param file beside which traces are; absent: it can have none
  static Scenario read(byte[] bytes, String source, Optional<Path> file) throws IOException {
    List<Node> own = new ArrayList<>();
    List<Node> platform = new ArrayList<>();
    for (Node document : Yaml.read(bytes, source)) {
      (isScenario(document) ? own : platform).add(document);
    }
    if (own.size() != 1) {
      Position at = own.isEmpty() ? new Position(source, 1, 1) : own.getLast().at();
      throw refused(at, "", "one document of kind Scenario is expected, not " + own.size());
    }
    Document read = Json.read(Document.class, own.getFirst());
    if (!read.apiVersion().equals(Documents.API_VERSION)) {
      throw refused(own.getFirst().at(), "apiVersion", "must be " + Documents.API_VERSION);
    }
    PlatformSpec spec = Documents.platform(platform, source);
    SortedMap<WorkloadName, TimeSeries> traces = traces(read.spec(), spec, own.getFirst(), file);
    try {
      return new Scenario(read.metadata().name(), read.spec(), spec, traces);
    } catch (IllegalArgumentException wrong) {
      String rule = Optional.ofNullable(wrong.getMessage()).orElse("is not valid here");
      throw refused(own.getFirst().at(), "spec", rule);
    }
  }

  private static boolean isScenario(Node document) {
    return document instanceof Node.Mapping mapping
        && mapping.find("kind").orElse(mapping) instanceof Node.Scalar kind
        && kind.text().equals(KIND);
  }

  private static DocumentException refused(Position at, String key, String rule) {
    return new DocumentException(List.of(new Problem(at, key, rule)));
  }

  private static SortedMap<WorkloadName, TimeSeries> traces(
      Scenario.Story story, PlatformSpec spec, Node document, Optional<Path> file)
      throws IOException {
    SortedMap<WorkloadName, TimeSeries> traces = new TreeMap<>();
    for (Demand demand : story.demand()) {
      if (demand.trace().isPresent()) {
        Demand.TraceFile from = demand.trace().get();
        if (file.isEmpty()) {
          throw refused(document.at(), "spec.demand", "a trace needs a scenario in a file");
        }
        Path path = file.get().resolveSibling(from.file());
        SeriesFile series = SeriesFile.read(path, spec.platform().calendar().zone());
        traces.put(demand.workload(), chosen(series, from, path, document.at()));
      }
    }
    return traces;
  }

  private static TimeSeries chosen(SeriesFile file, Demand.TraceFile from, Path path, Position at) {
    List<TimeSeries> fit =
        file.series().stream()
            .filter(one -> from.series().filter(name -> !name.equals(one.name())).isEmpty())
            .toList();
    if (fit.size() != 1) {
      throw refused(
          at,
          "spec.demand",
          path + " has " + fit.size() + " such series; series: NAME takes one of them");
    }
    for (double count : fit.getFirst().values()) {
      if (count < 0) {
        throw refused(at, "spec.demand", path + ": requests are counted, and none is below zero");
      }
    }
    return fit.getFirst();
  }

  /// A scenario as a text that reads back equal, but for its traces.
  public static String write(Scenario scenario) {
    var document =
        new Document(Documents.API_VERSION, KIND, new Metadata(scenario.name()), scenario.story());
    byte[] json = Json.pretty(document).getBytes(StandardCharsets.UTF_8);
    return Yaml.write(Json.readNode(json, "scenario")) + "---\n" + Documents.write(scenario.spec());
  }
}
