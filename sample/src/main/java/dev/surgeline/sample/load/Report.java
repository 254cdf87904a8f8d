package dev.surgeline.sample.load;

import dev.surgeline.sample.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The figures of a run: while it goes, and when it is over. Used by the loop's thread.
public final class Report {
  private static final double MICROS_PER_MILLI = 1e3;
  private static final int HGRM_TICKS = 5;

  private final LoadOptions options;
  private final long totalMillis;
  private final SortedMap<String, StreamTally> streams = new TreeMap<>();

  public Report(LoadOptions options, long totalMillis) {
    this.options = options;
    this.totalMillis = totalMillis;
    for (String stream : options.mix().streams()) {
      streams.put(stream, new StreamTally(options.objectiveOf(stream).toNanos()));
    }
  }

  StreamTally tally(String stream) {
    StreamTally tally = streams.get(stream);
    if (tally == null) {
      throw new IllegalArgumentException("no stream " + stream);
    }
    return tally;
  }

  long inFlight() {
    long sum = 0;
    for (StreamTally tally : streams.values()) {
      sum += tally.inFlight();
    }
    return sum;
  }

  /// One line of progress. The percentiles are those of the answers since the last call.
  public Json progress(long elapsedMillis) {
    Map<String, Json> figures = new LinkedHashMap<>();
    streams.forEach((stream, tally) -> figures.put(stream, tally.progress()));
    return Json.obj(
        "elapsedMillis", elapsedMillis,
        "totalMillis", totalMillis,
        "streams", new Json.Obj(figures));
  }

  /// Everything, once the run is over.
  ///
  /// @param held how many intervals of the trace were unobserved
  /// @param stopped whether it was told to stop before its end
  public Json last(long elapsedMillis, int held, boolean stopped) {
    Map<String, Json> figures = new LinkedHashMap<>();
    streams.forEach((stream, tally) -> {
      Map<String, Json> fields = new LinkedHashMap<>(tally.totals().fields());
      fields.put("objectiveMillis", new Json.Num(options.objectiveOf(stream).toMillis()));
      fields.put("perSecond", tally.perSecond());
      figures.put(stream, new Json.Obj(fields));
    });
    return Json.obj(
        "final",
        true,
        "stopped",
        stopped,
        "elapsedMillis",
        elapsedMillis,
        "totalMillis",
        totalMillis,
        "trace",
        options.trace().getFileName().toString(),
        "heldIntervals",
        held,
        "compress",
        options.compress(),
        "scale",
        options.scale(),
        "seed",
        options.seed(),
        "cpuSeconds",
        cpuSeconds(),
        "totals",
        total().totals(),
        "streams",
        new Json.Obj(figures));
  }

  /// Writes `load.json`, `load.hgrm` over all streams, and `load-STREAM.hgrm` for each, in
  /// milliseconds.
  public void write(Path directory, Json last) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("load.json"), last + "\n");
    write(directory.resolve("load.hgrm"), total());
    for (Map.Entry<String, StreamTally> stream : streams.entrySet()) {
      write(directory.resolve("load-" + stream.getKey() + ".hgrm"), stream.getValue());
    }
  }

  private static void write(Path file, StreamTally tally) throws IOException {
    try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
      tally.latencyMicros().outputPercentileDistribution(out, HGRM_TICKS, MICROS_PER_MILLI);
    }
  }

  private StreamTally total() {
    StreamTally total = new StreamTally(options.objective().toNanos());
    streams.values().forEach(tally -> tally.addTo(total));
    return total;
  }

  private static double cpuSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(spent -> spent.toMillis() / 1e3)
        .orElse(0.0);
  }
}
