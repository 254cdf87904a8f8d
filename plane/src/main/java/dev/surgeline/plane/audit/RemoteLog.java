package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.EntryBundle;
import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.Unverified;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// A log on a server, below a prefix such as `http://127.0.0.1:7170/audit`. What it answers is not
/// trusted: sizes are limited, redirects are not followed, and the caller checks every hash.
public final class RemoteLog implements PublishedLog, AutoCloseable {
  private static final int CHECKPOINT_MAX = 1_000_000;
  private static final int TILE_MAX = Tile.WIDTH * (2 + EntryBundle.ENTRY_BYTES_MAX);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String prefix;
  private final HttpClient client;

  /// @param prefix with or without a slash at its end
  public RemoteLog(URI prefix) {
    this.prefix = prefix.toString().replaceFirst("/$", "");
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public byte[] checkpoint() throws IOException {
    return get("checkpoint", CHECKPOINT_MAX)
        .orElseThrow(
            () -> new NoSuchFileException(prefix, null, "there is no audit log at " + prefix));
  }

  @Override
  public Optional<byte[]> cosigned() throws IOException {
    return get("checkpoint.cosigned", CHECKPOINT_MAX);
  }

  @Override
  public Optional<byte[]> rotation(int number) throws IOException {
    return get("rotation/" + number, CHECKPOINT_MAX);
  }

  @Override
  public Optional<byte[]> stamped() throws IOException {
    return get("checkpoint.stamped", CHECKPOINT_MAX);
  }

  @Override
  public Optional<byte[]> timestamp(long size) throws IOException {
    return get("timestamps/" + size + ".tsr", CHECKPOINT_MAX);
  }

  @Override
  public byte[] read(Tile tile) {
    try {
      Optional<byte[]> there = get(tile.path(), TILE_MAX);
      if (there.isEmpty() && tile.partial()) {
        there = get(tile.full().path(), TILE_MAX).map(full -> LogFolder.first(tile, full));
      }
      return there.orElseThrow(() -> new Unverified(tile.path() + " is missing"));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Optional<byte[]> get(String path, int most) throws IOException {
    URI address = URI.create(prefix + "/" + path);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Accept-Encoding", "gzip, identity")
            .build();
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        return switch (answer.statusCode()) {
          case 200 -> Optional.of(content(answer, body, most));
          case 404 -> Optional.empty();
          // tidy: a status is any number
          default -> throw new IOException(address + " answered " + answer.statusCode());
        };
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    } catch (IOException failed) {
      throw new IOException(
          failed.getMessage() == null
              ? address + " does not answer"
              : address + ": " + failed.getMessage(),
          failed);
    }
  }

  private static byte[] content(HttpResponse<?> answer, InputStream body, int most)
      throws IOException {
    boolean packed =
        answer.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
    byte[] bytes = limited(body, most);
    return packed ? limited(new GZIPInputStream(new ByteArrayInputStream(bytes)), most) : bytes;
  }

  private static byte[] limited(InputStream in, int most) throws IOException {
    byte[] bytes = in.readNBytes(most + 1);
    if (bytes.length > most) {
      throw new IOException("the answer is larger than " + most + " bytes");
    }
    return bytes;
  }

  @Override
  public String where() {
    return prefix;
  }

  @Override
  public void close() {
    client.close();
  }
}
