package dev.surgeline.plane.chaos.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.plane.chaos.fault.LinkControl.Order;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A link between a client and an echo, measured.
@Timeout(60)
final class LinkTest {
  private static final int QUIET_MILLIS = 300;

  @TempDir Path folder;
  private ServerSocket echo;
  private Link link;

  @BeforeEach
  void open() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    var target = new InetSocketAddress(echo.getInetAddress(), echo.getLocalPort());
    link = Link.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), target, 7);
  }

  @AfterEach
  void close() throws IOException {
    link.close();
    echo.close();
  }

  private void serve() {
    try {
      while (true) {
        Socket socket = echo.accept();
        Thread.ofVirtual()
            .start(() -> {
              try (socket) {
                socket.getInputStream().transferTo(socket.getOutputStream());
              } catch (IOException broken) {
                // As a test wants it.
                return;
              }
            });
      }
    } catch (IOException closed) {
      // The test is over.
      return;
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /// How long a byte takes there and back.
  private static long roundTripMillis(Socket socket) throws IOException {
    long begun = System.nanoTime();
    socket.getOutputStream().write(1);
    assertEquals(1, socket.getInputStream().read());
    return (System.nanoTime() - begun) / 1_000_000;
  }

  private static LinkFaults slow(int latencyMillis, int jitterMillis) {
    return new LinkFaults(latencyMillis, jitterMillis, 0, false, false);
  }

  @Test
  void latencyIsAddedEachWayAndChangesWhileItRuns() throws IOException {
    try (Socket socket = connect()) {
      roundTripMillis(socket);
      long quick = roundTripMillis(socket);
      assertTrue(quick < 100, quick + " ms without a fault");
      link.set(slow(150, 0));
      for (int i = 0; i < 3; i++) {
        long took = roundTripMillis(socket);
        assertTrue(took >= 300 && took < 300 + 150, took + " ms with 150 ms each way");
      }
      link.set(LinkFaults.NONE);
      long again = roundTripMillis(socket);
      assertTrue(again < 100, again + " ms when it is over");
    }
  }

  @Test
  void jitterStaysWithinItsBoundsAndBytesInTheirOrder() throws IOException {
    link.set(slow(40, 40));
    byte[] sent = new byte[200_000];
    new Random(1).nextBytes(sent);
    try (Socket socket = connect()) {
      Thread.ofVirtual()
          .start(() -> {
            try {
              socket.getOutputStream().write(sent);
              socket.shutdownOutput();
            } catch (IOException broken) {
              // Then the other side gets less.
              return;
            }
          });
      assertArrayEquals(sent, socket.getInputStream().readAllBytes());
      try (Socket other = connect()) {
        long took = roundTripMillis(other);
        assertTrue(took < 160 + 100, took + " ms with 0 to 80 ms each way");
      }
    }
  }

  @Test
  void bandwidthIsWhatPassesInASecond() throws IOException {
    link.set(new LinkFaults(0, 0, 50_000, false, false));
    try (Socket socket = connect()) {
      long begun = System.nanoTime();
      socket.getOutputStream().write(new byte[40_000]);
      socket.getInputStream().readNBytes(40_000);
      long millis = (System.nanoTime() - begun) / 1_000_000;
      // 0.8 s up, and the way back runs beside it.
      assertTrue(millis >= 700 && millis < 2_000, millis + " ms for 40 kB at 50 kB/s");
    }
  }

  @Test
  void aBlackholeLetsNothingPassAndClosesNothing() throws IOException {
    try (Socket socket = connect()) {
      roundTripMillis(socket);
      link.set(new LinkFaults(0, 0, 0, true, false));
      socket.setSoTimeout(QUIET_MILLIS);
      socket.getOutputStream().write(5);
      assertThrows(SocketTimeoutException.class, () -> socket.getInputStream().read());
      link.set(LinkFaults.NONE);
      socket.setSoTimeout(20_000);
      assertEquals(5, socket.getInputStream().read(), "what waited comes when it is over");
    }
  }

  @Test
  void aResetBreaksOffWhatIsOpenAndWhatComes() throws IOException {
    try (Socket socket = connect()) {
      roundTripMillis(socket);
      link.set(new LinkFaults(0, 0, 0, false, true));
      assertThrows(IOException.class, () -> broken(socket));
    }
    assertThrows(
        IOException.class,
        () -> {
          try (Socket late = connect()) {
            broken(late);
          }
        });
    link.set(LinkFaults.NONE);
    try (Socket socket = connect()) {
      assertTrue(roundTripMillis(socket) < 1_000);
    }
  }

  /// Throws when the connection was reset, and not when it ended in peace.
  private static void broken(Socket socket) throws IOException {
    socket.getOutputStream().write(1);
    int read = socket.getInputStream().read();
    assertEquals(-2, read, "it ended in peace");
  }

  @Test
  void nobodyBehindItIsAReset() throws IOException {
    echo.close();
    try (Socket socket = connect()) {
      assertThrows(IOException.class, () -> broken(socket));
    }
  }

  @Test
  void itIsToldThroughAFileAndStops() throws Exception {
    Path file = folder.resolve("link.socket");
    var control = LinkControl.open(file, link);
    Thread waiting =
        Thread.ofPlatform()
            .start(() -> {
              try (control) {
                control.await();
              } catch (IOException | InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            });
    LinkControl.tell(file, new Order.Become(slow(70, 5)));
    assertEquals(slow(70, 5), link.faults());
    LinkControl.stop(file);
    waiting.join();
    assertTrue(!Files.exists(file) && link.closed());
    var gone = assertThrows(FaultFailed.class, () -> LinkControl.tell(file, new Order.Stop()));
    assertTrue(String.valueOf(gone.getMessage()).contains("there is no link"), gone::getMessage);
  }

  @Test
  void whatNoLinkCanBeIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> slow(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> slow(60_001, 0));
    assertThrows(IllegalArgumentException.class, () -> slow(10, 11));
    assertThrows(IllegalArgumentException.class, () -> new LinkFaults(0, 0, -1, false, false));
  }
}
