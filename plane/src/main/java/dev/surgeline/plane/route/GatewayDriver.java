package dev.surgeline.plane.route;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.Endpoint;
import dev.surgeline.core.route.Route;
import dev.surgeline.core.route.RoutingSnapshot;
import dev.surgeline.core.route.TrafficReport;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Drives our own gateway over its admin endpoint: pushes routing snapshots, reads traffic reports.
///
/// A gateway that can not be reached keeps serving its last snapshot; what changed meanwhile is
/// pushed as soon as it answers again. One that serves from another snapshot than was pushed last,
/// such as a new one without a memory, is pushed to again.
public final class GatewayDriver {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration REPORT_FRESH = Duration.ofMillis(150);

  /// How long a gateway that could not be asked is not asked again.
  private static final Duration FAILURE_FRESH = Duration.ofSeconds(1);

  private static final HttpResponse.BodyHandler<byte[]> ANSWER =
      HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), 64L << 20);

  private final URI admin;
  private final String token;
  private final List<Route> routes;
  private final SortedMap<WorkloadName, String> health;
  private final Consumer<String> said;
  private final HttpClient client;
  private Optional<RoutingSnapshot> pushed = Optional.empty();
  private Optional<TrafficReport> latest = Optional.empty();
  private long latestNanos;
  private boolean asked;
  private long serveAgainNanos;
  private boolean gone;
  private boolean unreachable;
  private boolean refused;

  /// @param admin the gateway's admin endpoint, such as `http://127.0.0.1:8081`
  /// @param token the secret that it asks for
  /// @param routes which requests belong to which workload
  /// @param health the path at which each workload's replicas are asked whether they are well
  public GatewayDriver(
      URI admin,
      String token,
      List<Route> routes,
      SortedMap<WorkloadName, String> health,
      Consumer<String> said) {
    this.admin = admin;
    this.token = token;
    this.routes = List.copyOf(routes);
    this.health = Collections.unmodifiableSortedMap(new TreeMap<>(health));
    this.said = said;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
  }

  /// One that leaves every workload's health path at the gateway's `/health`.
  public GatewayDriver(URI admin, String token, List<Route> routes, Consumer<String> said) {
    this(admin, token, routes, new TreeMap<>(), said);
  }

  /// One for the workloads of a platform, with their routes and health paths.
  public static GatewayDriver of(
      URI admin, String token, PlatformSpec spec, Consumer<String> said) {
    List<Route> routes = new ArrayList<>();
    SortedMap<WorkloadName, String> health = new TreeMap<>();
    spec.workloads()
        .forEach((name, declared) -> {
          routes.addAll(declared.routes());
          switch (declared.workload().hosting()) {
            case Hosting.Process process -> health.put(name, process.health());
          }
        });
    return new GatewayDriver(admin, token, routes, health, said);
  }

  /// Makes the gateway serve from these endpoints, if it does not yet.
  public synchronized void serve(SortedMap<WorkloadName, List<Endpoint>> endpoints) {
    boolean served = pushed.isPresent() && pushed.get().endpoints().equals(endpoints);
    if (served || (unreachable && System.nanoTime() - serveAgainNanos < 0)) {
      return;
    }
    try {
      long known = pushed.map(RoutingSnapshot::version).orElse(0L);
      long theirs = fetch().snapshotVersion();
      var next =
          new RoutingSnapshot(Math.max(known, theirs) + 1, routes, endpoints, Optional.of(health));
      var body = HttpRequest.BodyPublishers.ofByteArray(Json.canonical(next));
      HttpResponse<byte[]> answer = send(request("/snapshot").PUT(body).build());
      reached();
      if (answer.statusCode() == 200) {
        pushed = Optional.of(next);
        refused = false;
      } else {
        refused(answer);
      }
    } catch (IOException failed) {
      missed(failed);
      serveAgainNanos = System.nanoTime() + FAILURE_FRESH.toNanos();
    }
  }

  /// Whether no gateway listened when it was asked last: nothing can be under way through it.
  public synchronized boolean gone() {
    return gone;
  }

  /// Whether the gateway has nothing under way on a replica that the pushed snapshot lets drain. A
  /// gateway that can not be asked is taken to be busy.
  public synchronized boolean idle(WorkloadName workload, ReplicaId replica) {
    if (pushed.isEmpty() || !drains(pushed.get(), workload, replica)) {
      return false;
    }
    Optional<TrafficReport> report = report();
    if (report.isEmpty() || report.get().snapshotVersion() < pushed.get().version()) {
      return false;
    }
    TrafficReport.Traffic traffic = report.get().workloads().get(workload);
    TrafficReport.EndpointTraffic endpoint =
        traffic == null ? null : traffic.endpoints().get(replica);
    return endpoint == null || endpoint.inFlight() == 0;
  }

  private static boolean drains(
      RoutingSnapshot snapshot, WorkloadName workload, ReplicaId replica) {
    return snapshot.endpoints().getOrDefault(workload, List.of()).stream()
        .noneMatch(endpoint ->
            endpoint.replica().equals(replica) && endpoint.state() == Endpoint.State.ACTIVE);
  }

  /// What the gateway has counted, at most a moment ago; absent: it can not be asked.
  public synchronized Optional<TrafficReport> report() {
    // Not by the wall clock: one that is set back would make an old report the latest for as long.
    long now = System.nanoTime();
    Duration fresh = latest.isPresent() ? REPORT_FRESH : FAILURE_FRESH;
    if (asked && now - latestNanos < fresh.toNanos()) {
      return latest;
    }
    asked = true;
    try {
      TrafficReport report = fetch();
      latest = Optional.of(report);
      reached();
      if (pushed.isPresent() && pushed.get().version() != report.snapshotVersion()) {
        pushed = Optional.empty();
      }
    } catch (IOException failed) {
      missed(failed);
    }
    // Measured after the answer: one that hangs is left alone for as long as it took.
    latestNanos = System.nanoTime();
    return latest;
  }

  private TrafficReport fetch() throws IOException {
    HttpResponse<byte[]> answer = send(request("/report").GET().build());
    if (answer.statusCode() != 200) {
      throw new IOException(
          answer.statusCode() == 401
              ? "it refuses the token (--gateway-token-file)"
              : "it answered " + answer.statusCode());
    }
    try {
      return Json.read(TrafficReport.class, answer.body(), admin + "/report");
    } catch (DocumentException broken) {
      throw new IOException("its report can not be read: " + broken.getMessage());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(admin.resolve(path))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    // The future is waited for, as the request's own timeout ends with the answer's head.
    CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(request, ANSWER);
    try {
      return asked.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      asked.cancel(true);
      throw new IOException("it took longer than " + TIMEOUT.toSeconds() + " s", slow);
    } catch (ExecutionException failed) {
      throw new IOException(
          failed.getCause() instanceof ConnectException
              ? "nothing listens there"
              : String.valueOf(failed.getCause()),
          failed);
    } catch (InterruptedException ended) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", ended);
    }
  }

  private void reached() {
    gone = false;
    if (unreachable) {
      unreachable = false;
      said.accept("the gateway at " + admin + " answers again");
    }
  }

  private void refused(HttpResponse<byte[]> answer) {
    if (!refused) {
      refused = true;
      String why = new String(answer.body(), StandardCharsets.UTF_8);
      said.accept(
          "the gateway at "
              + admin
              + " refuses the snapshot: it answered "
              + answer.statusCode()
              + " "
              + why.substring(0, Math.min(300, why.length())));
    }
  }

  private void missed(IOException failed) {
    gone =
        failed.getCause() instanceof ExecutionException wrapped
            && wrapped.getCause() instanceof ConnectException;
    if (!unreachable) {
      unreachable = true;
      said.accept("the gateway at " + admin + " can not be reached: " + failed.getMessage());
    }
    latest = Optional.empty();
  }

  /// The replicas that the gateway gives requests to, as it says itself; none when it can not be
  /// asked.
  public synchronized Set<ReplicaId> inService() {
    Set<ReplicaId> active = new TreeSet<>();
    try {
      HttpResponse<byte[]> answer = send(request("/snapshot").GET().build());
      if (answer.statusCode() == 200) {
        Json.read(RoutingSnapshot.class, answer.body(), admin + "/snapshot")
            .endpoints()
            .values()
            .forEach(list ->
                list.stream()
                    .filter(endpoint -> endpoint.state() == Endpoint.State.ACTIVE)
                    .forEach(endpoint -> active.add(endpoint.replica())));
      }
    } catch (IOException | DocumentException failed) {
      missed(new IOException(String.valueOf(failed.getMessage()), failed));
    }
    return active;
  }
}
