package dev.surgeline.gateway.admin;

import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.TrafficReport.LatencyHistogram;
import dev.surgeline.gateway.report.Refusal;
import dev.surgeline.gateway.report.Refusals;
import dev.surgeline.gateway.report.WorkloadCounters;
import dev.surgeline.gateway.routing.LiveRouting;
import dev.surgeline.gateway.routing.Pool;
import dev.surgeline.gateway.routing.Routing;
import java.util.Locale;
import java.util.function.ToLongFunction;

/// The counters in Prometheus' text format 0.0.4. Labels are workload names and our own words,
/// which need no escaping.
public final class MetricsText {
  /// One bucket an octave is told here; the traffic report has all.
  private static final int BUCKETS_MERGED = 4;

  private final LiveRouting routing;
  private final Refusals refusals;

  public MetricsText(LiveRouting routing, Refusals refusals) {
    this.routing = routing;
    this.refusals = refusals;
  }

  public String render() {
    var out = new StringBuilder(8192);
    Routing now = routing.current();
    counter(out, now, "requests", "Requests that arrived.", WorkloadCounters::requests);
    counter(out, now, "responses", "Answers below 500.", WorkloadCounters::responses);
    counter(out, now, "server_errors", "Answers of 500 or above.", WorkloadCounters::serverErrors);
    counter(
        out,
        now,
        "gateway_errors",
        "Requests that no endpoint answered to the end.",
        WorkloadCounters::gatewayErrors);
    counter(
        out, now, "client_aborts", "Requests whose client left.", WorkloadCounters::clientAborts);
    counter(out, now, "retries", "Attempts beyond the first.", WorkloadCounters::retries);
    gauge(out, now, "in_flight", "Requests being answered.", pool -> pool.counters().inFlight());
    gauge(
        out,
        now,
        "endpoints_healthy",
        "Active endpoints that pass their checks and are not ejected.",
        pool -> pool.active().stream().filter(routing::healthy).count());
    gauge(out, now, "endpoints_active", "Active endpoints.", pool -> pool.active().size());
    gauge(out, now, "endpoints_draining", "Draining endpoints.", pool -> pool.draining().size());
    latency(out, now);
    refused(out);
    head(out, "snapshot_version", "gauge", "Version of the routing snapshot, -1 without.");
    out.append("surge_gateway_snapshot_version ").append(now.version()).append('\n');
    return out.toString();
  }

  private static void head(StringBuilder out, String name, String type, String help) {
    out.append("# HELP surge_gateway_").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE surge_gateway_").append(name).append(' ').append(type).append('\n');
  }

  private static void counter(
      StringBuilder out,
      Routing now,
      String name,
      String help,
      ToLongFunction<WorkloadCounters> value) {
    perPool(out, now, name + "_total", "counter", help, p -> value.applyAsLong(p.counters()));
  }

  private static void gauge(
      StringBuilder out, Routing now, String name, String help, ToLongFunction<Pool> value) {
    perPool(out, now, name, "gauge", help, value);
  }

  private static void perPool(
      StringBuilder out,
      Routing now,
      String name,
      String type,
      String help,
      ToLongFunction<Pool> value) {
    head(out, name, type, help);
    for (Pool pool : now.pools().values()) {
      out.append("surge_gateway_").append(name).append("{workload=\"");
      out.append(pool.workload()).append("\"} ").append(value.applyAsLong(pool)).append('\n');
    }
  }

  private static void latency(StringBuilder out, Routing now) {
    head(out, "latency_seconds", "histogram", "From a request's first byte to its answer's last.");
    for (Pool pool : now.pools().values()) {
      buckets(out, pool.workload(), pool.counters().latency().histogram());
    }
  }

  private static void buckets(StringBuilder out, WorkloadName workload, LatencyHistogram found) {
    String name = "surge_gateway_latency_seconds";
    long below = 0;
    for (int i = 0; i < found.boundsMillis().size(); i++) {
      below += found.counts().get(i);
      if (i % BUCKETS_MERGED == 0) {
        String bound = String.format(Locale.ROOT, "%.6g", found.boundsMillis().get(i) / 1000);
        bucket(out, workload, bound, below);
      }
    }
    below += found.counts().getLast();
    bucket(out, workload, "+Inf", below);
    String label = "{workload=\"" + workload + "\"} ";
    out.append(name).append("_sum").append(label).append(found.sumMillis() / 1000).append('\n');
    out.append(name).append("_count").append(label).append(below).append('\n');
  }

  private static void bucket(StringBuilder out, WorkloadName workload, String bound, long count) {
    out.append("surge_gateway_latency_seconds_bucket{workload=\"").append(workload);
    out.append("\",le=\"").append(bound).append("\"} ").append(count).append('\n');
  }

  private void refused(StringBuilder out) {
    head(out, "refused_total", "counter", "Answers that the gateway made itself, by reason.");
    for (Refusal refusal : Refusal.values()) {
      out.append("surge_gateway_refused_total{reason=\"").append(refusal.reason());
      out.append("\"} ").append(refusals.count(refusal)).append('\n');
    }
  }
}
