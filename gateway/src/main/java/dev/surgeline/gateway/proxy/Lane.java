package dev.surgeline.gateway.proxy;

import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.gateway.report.Refusal;
import dev.surgeline.gateway.report.Refusals;
import dev.surgeline.gateway.routing.LiveRouting;
import dev.surgeline.gateway.routing.Upstream;
import dev.surgeline.gateway.settings.GatewayOptions;
import dev.surgeline.gateway.settings.Limits;
import dev.surgeline.gateway.settings.Timeouts;
import dev.surgeline.gateway.settings.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the exchanges of one event loop share: its client connections and its pool of endpoint
/// connections. Nothing here is touched by another thread.
final class Lane {
  /// How long connections without a request live on when the gateway stops, so that a client that
  /// is just about to use one hears `Connection: close` instead of finding it cut.
  static final long IDLE_GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
  private static final long SWEEP_MILLIS = 100;

  private final EventLoop loop;
  private final Transport transport;
  private final GatewayOptions options;
  private final LiveRouting routing;
  private final Refusals refusals;
  private final Stopping stopping;
  private final IdleConnections idle;
  private final RandomGenerator random = new SplittableRandom();
  private final Set<ClientConnection> clients = Collections.newSetFromMap(new IdentityHashMap<>());

  Lane(
      EventLoop loop,
      Transport transport,
      GatewayOptions options,
      LiveRouting routing,
      Refusals refusals,
      Stopping stopping) {
    this.loop = loop;
    this.transport = transport;
    this.options = options;
    this.routing = routing;
    this.refusals = refusals;
    this.stopping = stopping;
    this.idle =
        new IdleConnections(Math.max(1, options.limits().idlePerEndpoint() / options.threads()));
  }

  void start() {
    var _ =
        loop.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /// Sets up a client's connection. When there are too many it is told so and closed at once: one
  /// that is waited for would be one more.
  void accept(SocketChannel channel) {
    if (!stopping.tryOpen(options.limits().clientConnections())) {
      refusals.add(Refusal.TOO_MANY_CLIENTS);
      channel.config().setAutoRead(false);
      channel.pipeline().addLast(new ResponseEncoder());
      var _ =
          channel
              .writeAndFlush(OwnAnswer.of(Refusal.TOO_MANY_CLIENTS, true))
              .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    var encoder = new ResponseEncoder();
    var client = new ClientConnection(this, channel, encoder);
    clients.add(client);
    channel
        .pipeline()
        .addLast(new RequestDecoder(options.limits(), client::bytesCame), encoder, client);
  }

  void forget(ClientConnection client) {
    if (clients.remove(client)) {
      stopping.closed();
    }
  }

  /// Picks an endpoint for a request and counts it in flight there.
  Optional<Upstream> acquire(WorkloadName workload, List<Upstream> tried) {
    return routing.acquire(workload, random, tried, options.limits().inFlightPerEndpoint());
  }

  boolean hasEndpoint(WorkloadName workload) {
    return routing.current().pool(workload).map(pool -> !pool.active().isEmpty()).orElse(false);
  }

  /// Opens a connection on this loop and gives it to the exchange.
  void connect(Upstream upstream, Exchange exchange) {
    new Bootstrap()
        .group(loop)
        .channel(transport.client())
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) options.timeouts().connect().toMillis())
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel
                    .pipeline()
                    .addLast(codec(), new UpstreamConnection(Lane.this, upstream, channel));
              }
            })
        .connect(upstream.address())
        .addListener((ChannelFuture done) -> connected(done, exchange));
  }

  private static void connected(ChannelFuture done, Exchange exchange) {
    if (done.isSuccess()) {
      exchange.connected(done.channel().pipeline().get(UpstreamConnection.class));
    } else {
      exchange.connectFailed(done.cause());
    }
  }

  private HttpClientCodec codec() {
    var config =
        new HttpDecoderConfig()
            .setMaxInitialLineLength(options.limits().requestLineBytes())
            .setMaxHeaderSize(options.limits().headBytes())
            .setMaxChunkSize(RequestDecoder.PIECE_BYTES_MAX);
    return new HttpClientCodec(config, false, false);
  }

  private void sweep() {
    long now = System.nanoTime();
    List.copyOf(clients).forEach(client -> client.sweep(now));
    idle.sweep(now, options.timeouts().pool().toNanos());
  }

  /// Connections break for reasons outside; anything else is a fault of ours and worth a line.
  void log(Throwable cause) {
    if (cause instanceof IOException) {
      LOG.debug("a connection broke", cause);
    } else {
      LOG.warn("a connection is closed because of a fault", cause);
    }
  }

  boolean stopping() {
    return stopping.began();
  }

  long stoppedFor(long nowNanos) {
    return stopping.lastedNanos(nowNanos);
  }

  IdleConnections idle() {
    return idle;
  }

  LiveRouting routing() {
    return routing;
  }

  Refusals refusals() {
    return refusals;
  }

  Limits limits() {
    return options.limits();
  }

  Timeouts timeouts() {
    return options.timeouts();
  }
}
