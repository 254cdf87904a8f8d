package dev.surgeline.gateway.proxy;

import dev.surgeline.gateway.report.Refusal;
import dev.surgeline.gateway.routing.Pool;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Optional;

/// A client's connection: reads one request after another and has each answered before it looks at
/// the next, so that pipelined requests are answered in order.
///
///     READY --request--> EXCHANGING --answered, body read--> READY
///     READY, EXCHANGING --refused, body to come is small--> DISCARDING --its end--> READY
///     READY, EXCHANGING --refused or answered, and the connection must end--> LINGERING
///
/// While lingering, what the client still sends is thrown away: closing at once would make the
/// kernel reset the connection and take the answer away before the client has read it. That and
/// discarding have an end that no byte puts off.
final class ClientConnection extends ChannelInboundHandlerAdapter {
  private static final int REST_BYTES_MAX = 64 * 1024;
  private static final long LINGER_NANOS = 2_000_000_000L;

  private enum Mode {
    READY,
    EXCHANGING,
    DISCARDING,
    LINGERING,
    CLOSED
  }

  /// A pipelined request that waits for its turn, and when it came.
  private record Waiting(HttpRequest request, long sinceNanos) {}

  private final Lane lane;
  private final SocketChannel channel;
  private final ResponseEncoder encoder;
  private final String address;
  private final ArrayDeque<Object> waiting = new ArrayDeque<>(2);
  private Mode mode = Mode.READY;
  private Optional<Exchange> exchange = Optional.empty();
  private boolean draining;
  private boolean bodyEnded;
  private boolean keepAlive;
  private boolean shortBody;
  private boolean headBegan;
  private long headNanos;
  private long bytesNanos;
  private long refusedNanos;
  private long lingerNanos;

  ClientConnection(Lane lane, SocketChannel channel, ResponseEncoder encoder) {
    this.lane = lane;
    this.channel = channel;
    this.encoder = encoder;
    this.address =
        Optional.ofNullable(channel.remoteAddress())
            .map(remote -> remote.getAddress().getHostAddress())
            .orElse("unknown");
    this.bytesNanos = System.nanoTime();
  }

  /// Called before bytes are decoded.
  void bytesCame() {
    bytesNanos = System.nanoTime();
    if (mode == Mode.READY && !headBegan) {
      headBegan = true;
      headNanos = bytesNanos;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (mode == Mode.LINGERING || mode == Mode.CLOSED) {
      ReferenceCountUtil.release(msg);
    } else if (waiting.isEmpty() && takes(msg)) {
      take(msg, headBegan ? headNanos : bytesNanos);
    } else {
      waiting.add(msg instanceof HttpRequest r ? new Waiting(r, bytesNanos) : msg);
      updateReading();
    }
  }

  private boolean takes(Object next) {
    boolean request = next instanceof Waiting || next instanceof HttpRequest;
    return switch (mode) {
      case READY -> true;
      case EXCHANGING -> !request && exchange.map(Exchange::takesBody).orElse(false);
      case DISCARDING -> !request;
      case LINGERING, CLOSED -> false;
    };
  }

  private void take(Object next, long sinceNanos) {
    if (next instanceof HttpRequest request) {
      headBegan = false;
      begin(request, sinceNanos);
      return;
    }
    var piece = (HttpContent) next;
    if (piece instanceof LastHttpContent && piece.decoderResult().isSuccess()) {
      bodyEnded = true;
    }
    if (mode == Mode.EXCHANGING && exchange.isPresent()) {
      exchange.get().body(piece);
      updateReading();
      return;
    }
    piece.release();
    if (mode == Mode.DISCARDING && bodyEnded) {
      mode = Mode.READY;
    }
  }

  private void begin(HttpRequest request, long startNanos) {
    bodyEnded = false;
    keepAlive = HttpUtil.isKeepAlive(request);
    // A client that waits for a 100 may send its body after a refusal, or not: nobody can tell.
    shortBody =
        !HttpUtil.isTransferEncodingChunked(request)
            && !request.headers().contains(HttpHeaderNames.EXPECT)
            && request.headers().getInt(HttpHeaderNames.CONTENT_LENGTH, 0) <= REST_BYTES_MAX;
    encoder.answersHead(request.method().equals(HttpMethod.HEAD));
    Optional<Refusal> broken = RequestRules.broken(request, lane.limits());
    if (broken.isPresent()) {
      ReferenceCountUtil.release(request);
      refuse(broken.get(), true);
      return;
    }
    Optional<RequestTarget> target = RequestTarget.of(request);
    if (target.isEmpty()) {
      refuse(Refusal.BAD_PATH, true);
      return;
    }
    Optional<Pool> pool = lane.routing().current().match(target.get().host(), target.get().path());
    if (pool.isEmpty()) {
      refuse(Refusal.UNKNOWN_ROUTE, false);
      return;
    }
    boolean old = request.protocolVersion().equals(HttpVersion.HTTP_1_0);
    Forwarding.request(request, target.get(), address);
    var begun = new Exchange(this, lane, pool.get(), request, old, startNanos);
    mode = Mode.EXCHANGING;
    exchange = Optional.of(begun);
    begun.begin();
  }

  /// Answers instead of the workload.
  ///
  /// @param close whether the connection can not be used any more
  void refuse(Refusal refusal, boolean close) {
    exchange = Optional.empty();
    refusedNanos = System.nanoTime();
    lane.refusals().add(refusal);
    boolean ends = close || !keepAlive || lane.stopping() || !(bodyEnded || shortBody);
    Outbound.writeAndFlush(channel, OwnAnswer.of(refusal, ends));
    if (ends) {
      linger();
    } else {
      mode = bodyEnded ? Mode.READY : Mode.DISCARDING;
      resume();
    }
  }

  /// The answer's last piece was written.
  ///
  /// @param close whether its head told the client that the connection ends
  void answered(boolean close) {
    exchange = Optional.empty();
    channel.flush();
    if (close || !bodyEnded) {
      linger();
    } else {
      mode = Mode.READY;
      resume();
    }
  }

  /// The answer can not be finished: the client must not take it for whole, so the connection is
  /// reset.
  void breakOff() {
    exchange = Optional.empty();
    channel.config().setSoLinger(0);
    Outbound.close(channel);
  }

  private void linger() {
    mode = Mode.LINGERING;
    lingerNanos = System.nanoTime();
    releaseWaiting();
    var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> endOutput());
    updateReading();
  }

  private void endOutput() {
    var _ = channel.shutdownOutput();
  }

  void write(HttpObject piece) {
    Outbound.write(channel, piece);
  }

  void flush() {
    channel.flush();
  }

  boolean writable() {
    return channel.isWritable();
  }

  boolean bodyEnded() {
    return bodyEnded;
  }

  /// Whether the connection may carry another request after this one.
  boolean keepAlive() {
    return keepAlive && !lane.stopping();
  }

  /// Goes on with what waits, then with reading.
  void resume() {
    if (draining) {
      return;
    }
    draining = true;
    try {
      while (!waiting.isEmpty() && takes(waiting.peek())) {
        Object next = waiting.remove();
        if (next instanceof Waiting(HttpRequest request, long sinceNanos)) {
          take(request, sinceNanos);
        } else {
          take(next, bytesNanos);
        }
      }
    } finally {
      draining = false;
    }
    updateReading();
  }

  /// Reads only while there is somewhere to put what comes: the client's sending slows down to what
  /// the endpoint takes.
  private void updateReading() {
    boolean read =
        mode != Mode.EXCHANGING || bodyEnded || exchange.map(Exchange::wantsBody).orElse(true);
    boolean now = read && waiting.isEmpty();
    if (channel.config().isAutoRead() != now) {
      channel.config().setAutoRead(now);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (exchange.isPresent()) {
      exchange.get().flushBody();
      updateReading();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (exchange.isPresent()) {
      exchange.get().clientWritable(channel.isWritable());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    mode = Mode.CLOSED;
    Optional<Exchange> open = exchange;
    exchange = Optional.empty();
    open.ifPresent(Exchange::clientGone);
    releaseWaiting();
    lane.forget(this);
  }

  /// A reset by the client needs no words; its connection is gone either way.
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    lane.log(cause);
    Outbound.close(channel);
  }

  private void releaseWaiting() {
    waiting.forEach(
        next -> ReferenceCountUtil.release(next instanceof Waiting w ? w.request() : next));
    waiting.clear();
  }

  /// Ends what has taken too long.
  void sweep(long nowNanos) {
    switch (mode) {
      case READY -> sweepReady(nowNanos);
      case EXCHANGING -> exchange.ifPresent(open -> open.sweep(nowNanos));
      case DISCARDING -> {
        if (nowNanos - refusedNanos > lane.timeouts().body().toNanos()) {
          Outbound.close(channel);
        }
      }
      case LINGERING -> {
        if (nowNanos - lingerNanos > LINGER_NANOS) {
          Outbound.close(channel);
        }
      }
      case CLOSED -> {}
    }
  }

  private void sweepReady(long nowNanos) {
    if (headBegan) {
      if (nowNanos - headNanos > lane.timeouts().head().toNanos()) {
        refuse(Refusal.SLOW_CLIENT, true);
      }
    } else if (nowNanos - bytesNanos > lane.timeouts().idle().toNanos()
        || lane.stoppedFor(nowNanos) > Lane.IDLE_GRACE_NANOS) {
      Outbound.close(channel);
    }
  }
}
