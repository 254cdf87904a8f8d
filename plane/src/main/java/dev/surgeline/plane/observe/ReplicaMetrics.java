package dev.surgeline.plane.observe;

import dev.surgeline.core.platform.ReplicaId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks every replica of a workload for its metrics page, all at once.
final class ReplicaMetrics {
  /// A longer page is no page: the sums over its beginning would be too low.
  static final int PAGE_BYTES = 1 << 20;

  private static final HttpResponse.BodyHandler<byte[]> WHOLE_PAGE =
      HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), PAGE_BYTES);

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
    // The future is waited for, as the request's own timeout ends with the answer's head.
    CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(request, WHOLE_PAGE);
    try {
      HttpResponse<byte[]> answer = asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      // An error page is no metrics page, whatever numbers it holds.
      return answer.statusCode() == 200 && metrics(answer)
          ? PrometheusText.sums(new String(answer.body(), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (ExecutionException | TimeoutException unreachable) {
      asked.cancel(true);
      return Optional.empty();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// Whether it calls itself a page of metrics, or nothing: HTML or JSON with status 200 is a login
  /// form or the error page of something in between.
  private static boolean metrics(HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("text/plain");
    String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return media.equals("text/plain") || media.equals("application/openmetrics-text");
  }
}
