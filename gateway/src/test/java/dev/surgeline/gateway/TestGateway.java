package dev.surgeline.gateway;

import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.Endpoint;
import dev.surgeline.core.route.HealthRules;
import dev.surgeline.core.route.Route;
import dev.surgeline.core.route.RoutingSnapshot;
import dev.surgeline.core.route.TrafficReport;
import dev.surgeline.core.route.TrafficReport.EndpointTraffic;
import dev.surgeline.core.route.TrafficReport.Traffic;
import dev.surgeline.gateway.settings.GatewayOptions;
import dev.surgeline.gateway.settings.HealthCheck;
import dev.surgeline.gateway.settings.Limits;
import dev.surgeline.gateway.settings.Timeouts;
import dev.surgeline.gateway.settings.Transport;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// A gateway in this JVM, with short waits and one workload named `app` that has every path.
final class TestGateway implements AutoCloseable {
  static final String TOKEN = "a-token-only-for-tests";
  static final WorkloadName APP = new WorkloadName("app");

  /// Long enough that a busy machine does not trip over them; tests of a wait shorten that one.
  static final Timeouts TIMEOUTS =
      new Timeouts(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));

  static final HealthRules RULES =
      new HealthRules(2, 3, Duration.ofMillis(400), Duration.ofSeconds(2));
  static final HealthCheck HEALTH =
      new HealthCheck(Duration.ofMillis(100), Duration.ofSeconds(5), RULES);

  private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path state;
  private final Gateway gateway;
  private long version;

  TestGateway() throws IOException {
    this(Files.createTempDirectory("gateway-test"), TIMEOUTS, Limits.DEFAULT, HEALTH);
  }

  TestGateway(Path state, Timeouts timeouts, Limits limits, HealthCheck health) throws IOException {
    this.state = state;
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var options = new GatewayOptions(loopback, loopback, TOKEN, state, 2, timeouts, limits, health);
    gateway = Gateway.start(options, Transport.best());
  }

  /// A gateway that does not check health by itself, so that only requests tell.
  static TestGateway withoutChecks() throws IOException {
    var never = new HealthCheck(Duration.ofHours(1), Duration.ofSeconds(1), RULES);
    return new TestGateway(
        Files.createTempDirectory("gateway-test"), TIMEOUTS, Limits.DEFAULT, never);
  }

  /// One whose waits are these.
  static TestGateway with(Timeouts timeouts) throws IOException {
    return new TestGateway(
        Files.createTempDirectory("gateway-test"), timeouts, Limits.DEFAULT, HEALTH);
  }

  Gateway gateway() {
    return gateway;
  }

  Path state() {
    return state;
  }

  RawClient client() throws IOException {
    return new RawClient(gateway.address());
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + gateway.address().getPort() + path);
  }

  /// Routes every path to these endpoints, in a new version.
  void serve(Endpoint... endpoints) throws IOException, InterruptedException {
    HttpResponse<String> answer = push(snapshot(++version, endpoints));
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.body());
    }
  }

  static RoutingSnapshot snapshot(long version, Endpoint... endpoints) {
    var byWorkload = new TreeMap<WorkloadName, List<Endpoint>>();
    byWorkload.put(APP, List.of(endpoints));
    var route = new Route(APP, Optional.empty(), Optional.of("/"));
    return new RoutingSnapshot(version, List.of(route), byWorkload);
  }

  HttpResponse<String> push(RoutingSnapshot snapshot) throws IOException, InterruptedException {
    return admin("PUT", "/snapshot", Optional.of(TOKEN), Json.canonical(snapshot));
  }

  HttpResponse<String> admin(String method, String path) throws IOException, InterruptedException {
    return admin(method, path, Optional.of(TOKEN), new byte[0]);
  }

  HttpResponse<String> admin(String method, String path, Optional<String> token, byte[] body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + gateway.adminAddress().getPort() + path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  Traffic traffic() {
    try {
      byte[] json = admin("GET", "/report").body().getBytes(StandardCharsets.UTF_8);
      var found = Json.read(TrafficReport.class, json, "report").workloads().get(APP);
      return Optional.ofNullable(found).orElseThrow();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  EndpointTraffic endpoint(String replica) {
    return Optional.ofNullable(traffic().endpoints().get(new ReplicaId(replica))).orElseThrow();
  }

  /// Whether the metrics' text has this line.
  boolean tells(String line) {
    try {
      return admin("GET", "/metrics").body().contains(line + "\n");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Waits for a condition, or fails with its name.
  static void await(String what, BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain until " + what);
      }
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    http.close();
    gateway.close();
  }
}
