package dev.surgeline.gateway.settings;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/// Which of Netty's transports carries the sockets.
///
/// @param name what the log calls it
public record Transport(
    String name,
    IoHandlerFactory io,
    Class<? extends ServerSocketChannel> server,
    Class<? extends SocketChannel> client) {

  /// Linux's epoll where its native part loads, the JDK's selectors elsewhere.
  public static Transport best() {
    return Epoll.isAvailable()
        ? new Transport(
            "epoll",
            EpollIoHandler.newFactory(),
            EpollServerSocketChannel.class,
            EpollSocketChannel.class)
        : nio();
  }

  /// The JDK's selectors.
  public static Transport nio() {
    return new Transport(
        "nio", NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class);
  }

  /// Daemon threads: a gateway ends when it says so, not when its loops do.
  public EventLoopGroup group(String threadName, int threads) {
    return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(threadName, true), io);
  }
}
