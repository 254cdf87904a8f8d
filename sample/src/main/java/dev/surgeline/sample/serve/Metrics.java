package dev.surgeline.sample.serve;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// What a replica counts, as Prometheus text.
public final class Metrics {
  /// The content type of the text format.
  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final double[] BOUNDS_SECONDS = {
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2, 5, 10
  };

  private final ConcurrentSkipListMap<Integer, AtomicLong> requests = new ConcurrentSkipListMap<>();
  private final AtomicLongArray buckets = new AtomicLongArray(BOUNDS_SECONDS.length + 1);
  private final AtomicLong servedNanos = new AtomicLong();

  void answered(int code) {
    requests.computeIfAbsent(code, _ -> new AtomicLong()).incrementAndGet();
  }

  void served(long nanos) {
    int bucket = 0;
    while (bucket < BOUNDS_SECONDS.length && nanos > BOUNDS_SECONDS[bucket] * 1e9) {
      bucket++;
    }
    buckets.incrementAndGet(bucket);
    servedNanos.addAndGet(nanos);
  }

  String text(ServeOptions options, Desk desk) {
    StringBuilder out = new StringBuilder(2048);
    head(out, "info", "gauge", "What this replica is.");
    out.append("surge_sample_info{role=\"").append(options.role().path());
    out.append("\",replica=\"").append(options.replica()).append("\"} 1\n");
    gauge(out, "slots", "Requests that may be worked on at once.", desk.slots().slots());
    gauge(out, "slots_busy", "Slots in use.", desk.slots().busy());
    gauge(out, "queued", "Requests and jobs that wait for a slot.", desk.slots().queued());
    gauge(out, "claims_backlog", "Accepted claims that are not judged yet.", desk.backlog());
    head(out, "requests_total", "counter", "Answers by status code.");
    for (Map.Entry<Integer, AtomicLong> entry : requests.entrySet()) {
      out.append("surge_sample_requests_total{code=\"").append(entry.getKey()).append("\"} ");
      out.append(entry.getValue().get()).append('\n');
    }
    histogram(out);
    out.append("# HELP process_cpu_seconds_total Processor time of this process.\n");
    out.append("# TYPE process_cpu_seconds_total counter\nprocess_cpu_seconds_total ");
    out.append(cpuSeconds()).append('\n');
    return out.toString();
  }

  private void histogram(StringBuilder out) {
    head(out, "service_seconds", "histogram", "Time in a slot.");
    long count = 0;
    for (int i = 0; i <= BOUNDS_SECONDS.length; i++) {
      count += buckets.get(i);
      out.append("surge_sample_service_seconds_bucket{le=\"");
      out.append(i < BOUNDS_SECONDS.length ? Double.toString(BOUNDS_SECONDS[i]) : "+Inf");
      out.append("\"} ").append(count).append('\n');
    }
    out.append("surge_sample_service_seconds_sum ").append(servedNanos.get() / 1e9);
    out.append("\nsurge_sample_service_seconds_count ").append(count).append('\n');
  }

  private static void gauge(StringBuilder out, String name, String help, long value) {
    head(out, name, "gauge", help);
    out.append("surge_sample_").append(name).append(' ').append(value).append('\n');
  }

  private static void head(StringBuilder out, String name, String type, String help) {
    out.append("# HELP surge_sample_").append(name).append(' ').append(help);
    out.append("\n# TYPE surge_sample_").append(name).append(' ').append(type).append('\n');
  }

  /// From the kernel by way of ProcessHandle: the management beans would double a replica's start.
  private static double cpuSeconds() {
    Duration spent = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    return spent.toMillis() / 1e3;
  }
}
