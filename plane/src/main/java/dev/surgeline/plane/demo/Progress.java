package dev.surgeline.plane.demo;

import dev.surgeline.plane.console.Picture;
import dev.surgeline.plane.console.WorkloadPicture;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Says where the demo is: one line that is written over on a terminal, a line every five seconds
/// elsewhere. It goes to the error output, for the standard output is the answer's.
public final class Progress {
  private static final Duration PACE = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(4);

  private final PrintStream out;
  private final boolean terminal;
  private Duration lastShown = PACE.negated();
  private int width;

  public Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  public void say(String sentence) {
    wipe();
    out.println(sentence);
    out.flush();
  }

  /// Shows where the load is.
  ///
  /// @param silence how long the control plane has told nothing new: old figures are not shown as
  ///   if they were of now
  void show(Story story, Duration elapsed, Optional<Picture> picture, Duration silence) {
    if (!terminal && elapsed.minus(lastShown).compareTo(PACE) < 0) {
      return;
    }
    lastShown = elapsed;
    long left = Math.max(0, story.length().minus(elapsed).toSeconds());
    var line =
        new StringBuilder(
            String.format(Locale.ROOT, "%3d s left  %-24s", left, story.phase(elapsed)));
    if (silence.compareTo(SILENCE) >= 0) {
      line.append("  no news from the control plane for ").append(silence.toSeconds()).append(" s");
    } else {
      picture.ifPresent(seen -> seen.workloads().forEach(one -> line.append(figures(one))));
    }
    if (terminal) {
      out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      width = line.length();
    } else {
      out.println(line);
    }
    out.flush();
  }

  private static String figures(WorkloadPicture one) {
    return String.format(
        Locale.ROOT,
        "  %s %s/s %d/%d %s",
        one.name(),
        figure(one.requestsPerSecond()),
        one.ready(),
        one.desired(),
        one.latencyMillis().isPresent() ? figure(one.latencyMillis()) + "ms" : "-");
  }

  private static String figure(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.0f", value.getAsDouble()) : "-";
  }

  void wipe() {
    if (terminal && width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      width = 0;
    }
  }
}
