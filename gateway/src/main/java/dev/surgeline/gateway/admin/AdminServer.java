package dev.surgeline.gateway.admin;

import dev.surgeline.gateway.report.Refusals;
import dev.surgeline.gateway.routing.LiveRouting;
import dev.surgeline.gateway.routing.SnapshotFile;
import dev.surgeline.gateway.settings.GatewayOptions;
import dev.surgeline.gateway.settings.Transport;
import dev.surgeline.wire.Json;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/// The admin port, on a loop of its own: writing a snapshot to disk must not hold up requests.
public final class AdminServer {
  private static final int IDLE_SECONDS = 60;

  private final Channel server;

  private AdminServer(Channel server) {
    this.server = server;
  }

  /// Opens the port. Throws what the transport throws if the address can not be had.
  public static AdminServer open(
      GatewayOptions options,
      Transport transport,
      EventLoopGroup group,
      LiveRouting routing,
      SnapshotFile file,
      Refusals refusals) {
    var handler =
        new AdminHandler(
            routing,
            new SnapshotIntake(routing, file),
            new Reports(routing, Clock.systemUTC()),
            new MetricsText(routing, refusals));
    var bootstrap =
        new ServerBootstrap()
            .group(group)
            .channel(transport.server())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new ReadTimeoutHandler(IDLE_SECONDS, TimeUnit.SECONDS),
                            new HttpServerCodec(),
                            new TokenGate(options.adminToken()),
                            new HttpObjectAggregator(Json.BYTES_MAX),
                            handler);
                  }
                });
    return new AdminServer(bootstrap.bind(options.admin()).syncUninterruptibly().channel());
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) server.localAddress();
  }

  /// Takes no new connection.
  public void close() {
    server.close().awaitUninterruptibly();
  }
}
