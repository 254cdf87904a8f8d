package dev.surgeline.plane.demo;

import dev.surgeline.plane.console.Picture;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// Asks a control plane's dashboard for its latest picture.
public final class PictureClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final String url;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  public PictureClient(String url) {
    this.url = url;
  }

  String url() {
    return url;
  }

  /// The latest picture; absent: there is none yet, or the control plane does not answer.
  public Optional<Picture> get() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url).resolve("/api/picture")).timeout(TIMEOUT).build();
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return answer.statusCode() == 200
          ? Optional.of(Json.read(Picture.class, answer.body(), url))
          : Optional.empty();
    } catch (IOException | DocumentException notNow) {
      return Optional.empty();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
