package dev.surgeline.plane.observe;

import dev.surgeline.core.platform.ReplicaId;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Asks every replica of a workload for its metrics page, all at once.
final class ReplicaMetrics {
  private static final int PAGE_BYTES = 1 << 20;

  private final HttpClient client;
  private final Duration timeout;

  /// @param timeout how long a replica may take; one that takes longer has not reported
  ReplicaMetrics(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  /// What each replica that answered says.
  SortedMap<ReplicaId, SortedMap<String, Double>> ask(Map<ReplicaId, Integer> ports, String path) {
    Map<ReplicaId, SortedMap<String, Double>> pages = new ConcurrentHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ports.forEach((replica, port) ->
          threads.execute(() -> page(port, path).ifPresent(page -> pages.put(replica, page))));
    }
    return new TreeMap<>(pages);
  }

  private Optional<SortedMap<String, Double>> page(int port, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(timeout)
            .build();
    try {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        // An error page is no metrics page, whatever numbers it holds.
        if (answer.statusCode() != 200) {
          return Optional.empty();
        }
        byte[] bytes = body.readNBytes(PAGE_BYTES);
        return Optional.of(PrometheusText.sums(new String(bytes, StandardCharsets.UTF_8)));
      }
    } catch (IOException unreachable) {
      return Optional.empty();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
