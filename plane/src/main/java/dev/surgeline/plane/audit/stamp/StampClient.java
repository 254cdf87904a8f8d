package dev.surgeline.plane.audit.stamp;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a time-stamp authority over HTTP (RFC 3161, 3.4). What it answers is not trusted: its size
/// and time are limited, and redirects are not followed.
final class StampClient implements AutoCloseable {
  /// With a chain of certificates an answer has some 5 KB.
  private static final int ANSWER_MAX = 65_536;

  private final URI address;
  private final Duration patience;
  private final HttpClient http;

  StampClient(URI address, Duration patience) {
    this.address = address;
    this.patience = patience;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /// @throws IOException if there is no answer; the sentence says why
  byte[] ask(byte[] query) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/timestamp-query")
            .POST(HttpRequest.BodyPublishers.ofByteArray(query))
            .build();
    var limited =
        HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), ANSWER_MAX);
    var answer = http.sendAsync(request, limited);
    try {
      // The whole of it: a body may come a byte at a time.
      HttpResponse<byte[]> came = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (came.statusCode() != 200) {
        throw new IOException("it answered " + came.statusCode());
      }
      return came.body();
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw new IOException("it did not answer within " + patience.toSeconds() + " s", late);
    } catch (ExecutionException failed) {
      String why =
          Optional.ofNullable(failed.getCause())
              .flatMap(cause -> Optional.ofNullable(cause.getMessage()))
              .orElse("no connection");
      throw new IOException("it does not answer at " + address + ": " + why, failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
