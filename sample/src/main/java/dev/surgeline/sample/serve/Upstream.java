package dev.surgeline.sample.serve;

import dev.surgeline.sample.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;

/// The portal's way to `beds`, by the address of whatever stands in front of its replicas.
///
/// The JDK's old client: it keeps connections alive, and starts in a tenth of the new one's
/// processor time.
final class Upstream {
  private static final int MAX_BYTES = 64 * 1024;

  static {
    System.setProperty("http.maxConnections", "64");
  }

  private final URI search;
  private final int timeoutMillis;

  Upstream(URI base, Duration timeout) {
    search = base.resolve("/beds/search?acuity=1");
    timeoutMillis = Math.toIntExact(timeout.toMillis());
  }

  /// How many beds are free, or empty when that was not answered in time.
  OptionalInt freeBeds() {
    try {
      HttpURLConnection connection = (HttpURLConnection) search.toURL().openConnection();
      connection.setConnectTimeout(timeoutMillis);
      connection.setReadTimeout(timeoutMillis);
      if (connection.getResponseCode() != 200) {
        drain(connection);
        return OptionalInt.empty();
      }
      return free(connection);
    } catch (IOException | IllegalArgumentException _) {
      return OptionalInt.empty();
    }
  }

  private static OptionalInt free(HttpURLConnection connection) throws IOException {
    try (InputStream in = connection.getInputStream()) {
      String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      return Json.read(text) instanceof Json.Obj answer && answer.whole("free").isPresent()
          ? OptionalInt.of((int) answer.whole("free").getAsLong())
          : OptionalInt.empty();
    }
  }

  /// An answer that was read to its end leaves its connection for the next request.
  private static void drain(HttpURLConnection connection) throws IOException {
    try (InputStream error = connection.getErrorStream()) {
      if (error != null) {
        error.readNBytes(MAX_BYTES);
      }
    }
  }
}
