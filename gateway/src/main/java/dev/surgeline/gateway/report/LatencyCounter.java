package dev.surgeline.gateway.report;

import dev.surgeline.core.route.TrafficReport.LatencyHistogram;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Counts latencies into buckets that grow by a quarter of an octave (19%), from 0.5 ms to about 65
/// s: fine enough to read a p99 from, and adding one is a search through 69 numbers.
public final class LatencyCounter {
  private static final int OCTAVES = 17;
  private static final int PER_OCTAVE = 4;
  private static final long[] BOUNDS_MICROS =
      IntStream.rangeClosed(0, OCTAVES * PER_OCTAVE)
          .mapToLong(i -> Math.round(500 * StrictMath.pow(2, i / (double) PER_OCTAVE)))
          .toArray();
  private static final List<Double> BOUNDS_MILLIS =
      Arrays.stream(BOUNDS_MICROS).mapToObj(micros -> micros / 1000.0).toList();

  private final LongAdder[] counts =
      Stream.generate(LongAdder::new).limit(BOUNDS_MICROS.length + 1L).toArray(LongAdder[]::new);
  private final LongAdder sumMicros = new LongAdder();

  /// Counts one answer.
  public void add(long nanos) {
    long micros = nanos / 1000;
    int found = Arrays.binarySearch(BOUNDS_MICROS, micros);
    counts[found >= 0 ? found : -found - 1].increment();
    sumMicros.add(micros);
  }

  /// What was counted up to now.
  public LatencyHistogram histogram() {
    return new LatencyHistogram(
        BOUNDS_MILLIS,
        Arrays.stream(counts).map(LongAdder::sum).toList(),
        sumMicros.sum() / 1000.0);
  }
}
