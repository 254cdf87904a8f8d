package dev.surgeline.gateway.proxy;

import dev.surgeline.gateway.report.Refusals;
import dev.surgeline.gateway.routing.LiveRouting;
import dev.surgeline.gateway.settings.GatewayOptions;
import dev.surgeline.gateway.settings.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.IdentityHashMap;

/// The port that clients use, and one lane for each event loop behind it.
public final class DataPlane {
  private static final int BACKLOG = 4096;
  private static final long LOOK_MILLIS = 20;

  private final Stopping stopping = new Stopping();
  private final IdentityHashMap<EventExecutor, Lane> lanes = new IdentityHashMap<>();
  private final Channel server;

  private DataPlane(
      GatewayOptions options,
      Transport transport,
      EventLoopGroup group,
      LiveRouting routing,
      Refusals refusals) {
    for (EventExecutor loop : group) {
      lanes.put(loop, new Lane((EventLoop) loop, transport, options, routing, refusals, stopping));
    }
    server =
        new ServerBootstrap()
            .group(group)
            .channel(transport.server())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    laneOf(channel).accept(channel);
                  }
                })
            .bind(options.listen())
            .syncUninterruptibly()
            .channel();
  }

  /// Opens the port and serves. Throws what the transport throws if the address can not be had.
  public static DataPlane open(
      GatewayOptions options,
      Transport transport,
      EventLoopGroup group,
      LiveRouting routing,
      Refusals refusals) {
    var plane = new DataPlane(options, transport, group, routing, refusals);
    plane.lanes.values().forEach(Lane::start);
    return plane;
  }

  private Lane laneOf(SocketChannel channel) {
    Lane lane = lanes.get(channel.eventLoop());
    if (lane == null) {
      throw new IllegalStateException("a channel came on a loop that is not ours");
    }
    return lane;
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) server.localAddress();
  }

  /// Takes no new connection, ends each open one after the request it has, and returns when none is
  /// left or the time is over.
  ///
  /// @return how many connections were left
  public int drain(Duration most) {
    // First: who finds the port closed can rely on every answer from then on being the last.
    stopping.begin();
    server.close().awaitUninterruptibly();
    long end = System.nanoTime() + most.toNanos();
    try {
      while (stopping.open() > 0 && System.nanoTime() < end) {
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return stopping.open();
  }
}
