package dev.surgeline.gateway.proxy;

import dev.surgeline.gateway.routing.Upstream;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/// A connection to an endpoint: carries one exchange at a time and waits in its lane's pool between
/// two of them.
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
  private final Lane lane;
  private final Upstream upstream;
  private final SocketChannel channel;
  private Optional<Exchange> exchange = Optional.empty();
  private boolean used;
  private long idleSinceNanos;

  UpstreamConnection(Lane lane, Upstream upstream, SocketChannel channel) {
    this.lane = lane;
    this.upstream = upstream;
    this.channel = channel;
  }

  /// Gives the connection to an exchange.
  ///
  /// @return whether it has carried one before, so that the endpoint may have closed it meanwhile
  boolean attach(Exchange to) {
    exchange = Optional.of(to);
    boolean reused = used;
    used = true;
    return reused;
  }

  /// Takes it from the exchange: what comes from now on is nobody's.
  void detach() {
    exchange = Optional.empty();
  }

  Upstream upstream() {
    return upstream;
  }

  SocketChannel channel() {
    return channel;
  }

  void idleSince(long nanos) {
    idleSinceNanos = nanos;
    read(true);
  }

  long idleSinceNanos() {
    return idleSinceNanos;
  }

  /// Reads only while the client takes the answer.
  void read(boolean on) {
    if (channel.config().isAutoRead() != on) {
      channel.config().setAutoRead(on);
    }
  }

  void close() {
    Outbound.close(channel);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (exchange.isEmpty()) {
      // An endpoint that speaks without being asked is not to be trusted with the next request.
      ReferenceCountUtil.release(msg);
      Outbound.close(channel);
      return;
    }
    switch (msg) {
      case HttpResponse head -> {
        exchange.get().answerHead(head);
        ReferenceCountUtil.release(head);
      }
      case HttpContent piece -> exchange.get().answerPiece(piece);
      default -> ReferenceCountUtil.release(msg);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (exchange.isPresent()) {
      exchange.get().flushAnswer();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (exchange.isPresent()) {
      exchange.get().upstreamWritable();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    Optional<Exchange> open = exchange;
    exchange = Optional.empty();
    if (open.isPresent()) {
      open.get().upstreamGone();
    } else {
      lane.idle().remove(this);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    lane.log(cause);
    Outbound.close(channel);
  }
}
