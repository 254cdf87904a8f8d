package dev.surgeline.sample.load;

import dev.surgeline.sample.json.Json;
import dev.surgeline.sample.launch.Flags;
import dev.surgeline.sample.launch.Lifeline;
import dev.surgeline.sample.launch.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// `load`: a trace replayed against a target, with one JSON line a second and one at the end.
public final class LoadCommand {
  /// The loop's own grace is 2 s; beyond this something is stuck and the process ends anyway.
  private static final long STOP_SECONDS = 6;

  private LoadCommand() {}

  /// Runs the whole load.
  ///
  /// @throws UsageException for wrong flags, a file that is no trace, or a directory not writable
  public static void run(List<String> args) {
    Flags flags = Flags.parse("load", LoadOptions.FLAGS, args);
    if (flags.has("--help")) {
      System.out.print(Flags.usage("load", LoadOptions.FLAGS));
      return;
    }
    Optional<Lifeline> lifeline =
        Lifeline.parse(Optional.ofNullable(System.getenv(Lifeline.VARIABLE)));
    LoadOptions options = LoadOptions.from(flags);
    Trace trace = trace(options, flags);
    Schedule schedule = schedule(options, trace);
    if (options.dryRun()) {
      System.out.println(DryRun.summary(schedule, options.mix(), trace.held().size()));
      return;
    }
    Path out = options.out().orElseThrow();
    create(out);
    try {
      send(options, trace, schedule, out, lifeline);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Schedule schedule(LoadOptions options, Trace trace) {
    RateCurve whole = RateCurve.of(trace, options.compress(), options.scale());
    RateCurve curve = options.duration().map(whole::until).orElse(whole);
    return new Schedule(curve, options.mix(), options.surge(), options.limit(), options.seed());
  }

  private static Trace trace(LoadOptions options, Flags flags) {
    Trace trace = TraceFile.read(options.trace());
    try {
      Trace played = options.from().map(trace::from).orElse(trace);
      return options.duration().isPresent()
          ? played.first(played(options.duration().get(), options.compress()))
          : played;
    } catch (IllegalArgumentException e) {
      throw flags.wrong("--from", String.valueOf(e.getMessage()), flags.required("--from"));
    }
  }

  /// How much of the trace a run of this length plays.
  private static Duration played(Duration run, double compress) {
    return Duration.ofMillis(Math.round(run.toMillis() * compress));
  }

  private static void create(Path out) {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new UsageException("load: --out must be a directory that can be written: " + e);
    }
  }

  /// Lines go out on a thread of their own: a reader that stalls must not delay requests.
  private static void send(
      LoadOptions options, Trace trace, Schedule schedule, Path out, Optional<Lifeline> lifeline)
      throws IOException {
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch done = new CountDownLatch(1);
    try (ExecutorService lines = Executors.newSingleThreadExecutor(LoadCommand::daemon)) {
      Report report = new Report(options, schedule.endNanos() / 1_000_000);
      OpenLoop loop =
          new OpenLoop(
              schedule,
              options,
              report,
              millis -> {
                Json line = report.progress(millis);
                lines.execute(() -> System.out.println(line));
              });
      Thread hook = new Thread(() -> stop(loop, stopped, done), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      lifeline.ifPresent(owner -> owner.watch(() -> System.exit(0)));
      long elapsedMillis = loop.run();
      Json last = report.last(elapsedMillis, trace.held().size(), stopped.get());
      lines.execute(() -> System.out.println(last));
      report.write(out, last);
    } finally {
      System.out.flush();
      done.countDown();
    }
  }

  private static Thread daemon(Runnable work) {
    return Thread.ofPlatform().daemon().name("lines").unstarted(work);
  }

  /// The shutdown hook: it also runs after an ordinary end, when there is nothing left to stop.
  private static void stop(OpenLoop loop, AtomicBoolean stopped, CountDownLatch done) {
    if (done.getCount() == 0) {
      return;
    }
    stopped.set(true);
    loop.stop();
    try {
      boolean ended = done.await(STOP_SECONDS, TimeUnit.SECONDS);
      Runtime.getRuntime().halt(ended ? 0 : 3);
    } catch (InterruptedException _) {
      Runtime.getRuntime().halt(3);
    }
  }
}
