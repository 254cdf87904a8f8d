package dev.surgeline.plane.cli;

import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.ensemble.Companion;
import dev.surgeline.forecast.ensemble.GlobalModels;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.List;

/// Learning from all series of a file before any is forecast, with its progress on stderr.
final class GlobalTraining {
  /// The same question has the same answer.
  private static final long SEED = 1;

  /// Lines that a training says at most of each kind of progress.
  private static final int LINES = 20;

  private GlobalTraining() {}

  /// @throws IllegalArgumentException if two series have one name, or one is too short
  static List<Companion> of(List<TimeSeries> series, Question question) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new GlobalModels(series, question, SEED, threads, GlobalTraining::progress).train();
  }

  private static void progress(String what, int done, int all) {
    if ((long) done * LINES / all > (long) (done - 1) * LINES / all) {
      System.err.println("surge: " + done + " of " + all + " " + what + " of training");
    }
  }
}
