package dev.surgeline.plane.chaos.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Requests at a steady rate, whether or not earlier ones are answered: a platform that is slow is
/// asked as often as one that is not.
///
/// @param perSecond 1 to 1000
/// @param patience how long each may take
public record SteadyLoad(URI url, int perSecond, Duration length, Duration patience) {
  public SteadyLoad {
    if (perSecond < 1 || perSecond > 1000) {
      throw new IllegalArgumentException("a rate is 1 to 1000 requests a second");
    }
    if (length.isNegative() || length.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException("a stream of requests is 0 to 10 minutes long");
    }
  }

  /// Sends all of them, and waits for the last answer.
  public Tally send() throws InterruptedException {
    List<Future<Tally.Sent>> waiting = new ArrayList<>();
    try (HttpClient client = client();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      HttpRequest request = HttpRequest.newBuilder(url).timeout(patience).build();
      // The first request of a client takes as long as loading its classes.
      var _ = one(client, request, System.nanoTime(), System.nanoTime());
      long begin = System.nanoTime();
      long count = length.toMillis() * perSecond / 1000;
      for (long i = 0; i < count; i++) {
        long due = begin + i * 1_000_000_000L / perSecond;
        long left = due - System.nanoTime();
        if (left > 0) {
          Thread.sleep(Duration.ofNanos(left));
        }
        waiting.add(threads.submit(() -> one(client, request, begin, due)));
      }
      List<Tally.Sent> sent = new ArrayList<>();
      for (Future<Tally.Sent> one : waiting) {
        sent.add(one.get());
      }
      return Tally.of(sent);
    } catch (ExecutionException bug) {
      throw new IllegalStateException(bug.getCause());
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  private static Tally.Sent one(HttpClient client, HttpRequest request, long begin, long due)
      throws InterruptedException {
    Optional<String> trouble = Optional.empty();
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 400) {
        trouble = Optional.of("status " + answer.statusCode());
      }
    } catch (IOException failed) {
      trouble =
          Optional.of(Optional.ofNullable(failed.getMessage()).orElse("the connection failed"));
    }
    return new Tally.Sent(
        (due - begin) / 1_000_000, (System.nanoTime() - due) / 1_000_000, trouble);
  }
}
