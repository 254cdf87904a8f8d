package dev.surgeline.plane.act;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Asks replicas whether they can take requests, each in a virtual thread of its own so that a deaf
/// one delays no other.
///
/// It speaks just enough HTTP for a status line: twenty replicas asked four times a second must
/// cost next to nothing on the machine that they run on.
final class HealthProbe implements Closeable {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration PACE_STARTING = Duration.ofMillis(100);
  private static final Duration PACE_SERVING = Duration.ofSeconds(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// Asks in the background, unless an answer is still awaited; the replica is told the answer.
  void ask(ReplicaProcess replica, String path) {
    if (replica.probing) {
      return;
    }
    replica.probing = true;
    Duration pause = replica.serving() ? PACE_SERVING : PACE_STARTING;
    threads.execute(() -> {
      try {
        replica.probed(answersOk(replica.port, path));
        Thread.sleep(pause);
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      } finally {
        replica.probing = false;
      }
    });
  }

  private static boolean answersOk(int port, String path) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout((int) TIMEOUT.toMillis());
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      socket.connect(address, (int) TIMEOUT.toMillis());
      String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes(12);
      return new String(start, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException unreachable) {
      return false;
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
