package dev.surgeline.gateway;

import dev.surgeline.gateway.admin.AdminServer;
import dev.surgeline.gateway.proxy.DataPlane;
import dev.surgeline.gateway.report.Refusals;
import dev.surgeline.gateway.routing.HealthChecker;
import dev.surgeline.gateway.routing.LiveRouting;
import dev.surgeline.gateway.routing.SnapshotFile;
import dev.surgeline.gateway.settings.GatewayOptions;
import dev.surgeline.gateway.settings.Transport;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/// A running gateway: both ports open, the last snapshot served.
public final class Gateway implements AutoCloseable {
  private static final long QUIET_MILLIS = 0;
  private static final long END_MILLIS = 2000;

  private final EventLoopGroup loops;
  private final EventLoopGroup adminLoop;
  private final DataPlane plane;
  private final AdminServer admin;
  private final Optional<String> complaint;
  private final Duration drain;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Gateway(GatewayOptions options, Transport transport) throws IOException {
    var file = new SnapshotFile(options.state());
    SnapshotFile.Found found = file.load();
    complaint = found.complaint();
    drain = options.timeouts().drain();
    var routing = new LiveRouting(options.health().rules());
    found.snapshot().ifPresent(routing::apply);
    var refusals = new Refusals();
    loops = transport.group("lane", options.threads());
    adminLoop = transport.group("admin", 1);
    try {
      admin =
          listening(
              "--admin",
              options.admin(),
              () -> AdminServer.open(options, transport, adminLoop, routing, file, refusals));
      plane =
          listening(
              "--listen",
              options.listen(),
              () -> DataPlane.open(options, transport, loops, routing, refusals));
    } catch (IOException e) {
      endLoops();
      throw e;
    }
    new HealthChecker(options.health(), transport, adminLoop.next(), routing).start();
  }

  /// Starts one.
  ///
  /// @throws IOException with one sentence, if a port can not be had or the state folder not be
  ///   used
  public static Gateway start(GatewayOptions options, Transport transport) throws IOException {
    return new Gateway(options, transport);
  }

  /// Netty throws the transport's checked exceptions without declaring them.
  private static <T> T listening(String flag, InetSocketAddress address, Supplier<T> open)
      throws IOException {
    try {
      return open.get();
    } catch (Exception e) {
      throw new IOException(
          "cannot listen on %s:%d (%s): %s"
              .formatted(address.getHostString(), address.getPort(), flag, e.getMessage()),
          e);
    }
  }

  public InetSocketAddress address() {
    return plane.address();
  }

  public InetSocketAddress adminAddress() {
    return admin.address();
  }

  /// A sentence about a snapshot on disk that could not be read, if so.
  public Optional<String> complaint() {
    return complaint;
  }

  /// Takes no new connection, lets requests in flight end for as long as the options say, then
  /// stops.
  ///
  /// @return how many connections were cut
  public int drain() {
    return drain(drain);
  }

  /// Likewise, for at most this long.
  public int drain(Duration most) {
    int cut = plane.drain(most);
    close();
    return cut;
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      admin.close();
      endLoops();
    }
  }

  private void endLoops() {
    for (EventLoopGroup group : List.of(loops, adminLoop)) {
      group
          .shutdownGracefully(QUIET_MILLIS, END_MILLIS, TimeUnit.MILLISECONDS)
          .awaitUninterruptibly(END_MILLIS);
    }
  }
}
