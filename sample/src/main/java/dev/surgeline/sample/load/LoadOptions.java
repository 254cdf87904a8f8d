package dev.surgeline.sample.load;

import dev.surgeline.sample.launch.Durations;
import dev.surgeline.sample.launch.Flag;
import dev.surgeline.sample.launch.Flags;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What to send where and how fast; the defaults stand in `from`.
///
/// @param from start in the trace here rather than at its beginning
/// @param compress how many times as fast the trace is played, from 1
/// @param scale requests for each counted one
/// @param duration the longest the run may be, after compression
/// @param limit at most so many requests
/// @param timeout from when a request is due to its whole answer
/// @param objective a later answer counts as late
/// @param objectives the same for single streams
public record LoadOptions(
    Path trace,
    Target target,
    Optional<Instant> from,
    double compress,
    double scale,
    Optional<Duration> duration,
    Mix mix,
    Optional<Surge> surge,
    long limit,
    Duration timeout,
    Duration objective,
    Map<String, Duration> objectives,
    int maxConnections,
    long seed,
    Optional<Path> out,
    boolean dryRun) {

  static final List<Flag> FLAGS =
      List.of(
          new Flag("--trace", "FILE", "timestamp,count CSV, plain or gzip"),
          new Flag("--target", "URL", "where to send, http://host:port"),
          new Flag("--from", "INSTANT", "start in the trace at this time (its beginning)"),
          new Flag("--compress", "X", "play the trace X times as fast (720: a day in 2 minutes)"),
          new Flag("--scale", "X", "requests for each counted one (1)"),
          new Flag("--duration", "TIME", "stop the schedule after this (the whole trace)"),
          new Flag("--stream", "KIND", "a kind of request, may be repeated: " + RequestKind.RULE),
          new Flag("--mix", "FILE", "the same, one a line (built in: beds, claims, portal)"),
          new Flag("--surge-at", "TIME", "when the surge starts (no surge)"),
          new Flag("--surge-for", "TIME", "how long it lasts (20s)"),
          new Flag("--surge-factor", "X", "what it multiplies the rate by (10)"),
          new Flag("--surge-ramp", "TIME", "how fast it comes and goes (3s)"),
          new Flag("--surge-path", "STREAM", "the stream it hits (beds)"),
          new Flag("--limit-requests", "N", "at most so many requests"),
          new Flag("--timeout", "TIME", "from due to answered (30s)"),
          new Flag("--objective", "TIME", "later is late (500ms); also STREAM=TIME, repeated"),
          new Flag("--max-connections", "N", "more than that wait, their time running (8192)"),
          new Flag("--seed", "N", "the same seed, the same schedule (1)"),
          new Flag("--out", "DIR", "where load.json and load.hgrm go"),
          new Flag("--dry-run", "", "print the schedule's summary and send nothing"),
          new Flag("--help", "", "this list"));

  private static final Duration NONE = Duration.ZERO;
  private static final Duration TICK = Duration.ofMillis(1);
  private static final double MAX_FACTOR = 1e6;

  public LoadOptions {
    objectives = Map.copyOf(objectives);
  }

  static LoadOptions from(Flags flags) {
    boolean dryRun = flags.has("--dry-run");
    Mix mix = mix(flags);
    SortedMap<String, Duration> objectives = new TreeMap<>();
    Duration objective = objectives(flags, mix, objectives);
    return new LoadOptions(
        Path.of(flags.required("--trace")),
        dryRun ? nowhere() : Target.parse(flags.required("--target")),
        flags.text("--from").map(text -> instant(flags, text)),
        flags.number("--compress", 720, 1e-3, MAX_FACTOR),
        flags.number("--scale", 1, 0, MAX_FACTOR),
        flags.has("--duration")
            ? Optional.of(flags.duration("--duration", NONE, TICK))
            : Optional.empty(),
        mix,
        surge(flags, mix),
        flags.whole("--limit-requests", Integer.MAX_VALUE, 0, Integer.MAX_VALUE),
        flags.duration("--timeout", Duration.ofSeconds(30), TICK),
        objective,
        objectives,
        flags.whole("--max-connections", 8_192, 1, 60_000),
        flags.whole("--seed", 1, Integer.MIN_VALUE, Integer.MAX_VALUE),
        dryRun ? Optional.empty() : Optional.of(Path.of(flags.required("--out"))),
        dryRun);
  }

  Duration objectiveOf(String stream) {
    return objectives.getOrDefault(stream, objective);
  }

  private static Mix mix(Flags flags) {
    if (flags.has("--mix") && flags.has("--stream")) {
      throw flags.wrong("--mix", "given without --stream", flags.required("--mix"));
    }
    List<RequestKind> kinds = new ArrayList<>();
    for (String text : flags.all("--stream")) {
      kinds.add(RequestKind.parse("load: --stream", text));
    }
    return kinds.isEmpty()
        ? flags.text("--mix").map(file -> Mix.read(Path.of(file))).orElse(Mix.BUILT_IN)
        : new Mix(kinds);
  }

  private static Optional<Surge> surge(Flags flags, Mix mix) {
    String stream = flags.text("--surge-path").orElse("beds");
    Surge surge =
        new Surge(
            stream,
            flags.duration("--surge-at", NONE, NONE),
            flags.duration("--surge-for", Duration.ofSeconds(20), NONE),
            flags.duration("--surge-ramp", Duration.ofSeconds(3), NONE),
            flags.number("--surge-factor", 10, 0, MAX_FACTOR));
    if (!flags.has("--surge-at")) {
      return Optional.empty();
    }
    if (!mix.streams().contains(stream)) {
      throw flags.wrong("--surge-path", "one of the streams " + mix.streams(), stream);
    }
    return Optional.of(surge);
  }

  private static Duration objectives(Flags flags, Mix mix, SortedMap<String, Duration> objectives) {
    Duration all = Duration.ofMillis(500);
    for (String text : flags.all("--objective")) {
      int equals = text.indexOf('=');
      Duration value =
          Durations.parse(text.substring(equals + 1))
              .orElseThrow(() -> flags.wrong("--objective", Durations.RULE, text));
      if (equals < 0) {
        all = value;
      } else if (mix.streams().contains(text.substring(0, equals))) {
        objectives.put(text.substring(0, equals), value);
      } else {
        throw flags.wrong("--objective", "STREAM=TIME for one of " + mix.streams(), text);
      }
    }
    return all;
  }

  private static Instant instant(Flags flags, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw flags.wrong("--from", "an ISO instant such as 2014-04-12T00:00:00Z", text);
    }
  }

  private static Target nowhere() {
    return new Target(InetSocketAddress.createUnresolved("nowhere", 0), "nowhere");
  }
}
