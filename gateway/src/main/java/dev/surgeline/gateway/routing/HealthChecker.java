package dev.surgeline.gateway.routing;

import dev.surgeline.core.route.EndpointHealth.Observation;
import dev.surgeline.gateway.settings.HealthCheck;
import dev.surgeline.gateway.settings.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Asks every active endpoint on a timer whether it is well, on a fresh connection each time, so
/// that an endpoint that no longer accepts any is found out. All on one event loop.
public final class HealthChecker {
  private static final long REFRESH_MILLIS = 250;

  private final HealthCheck check;
  private final Transport transport;
  private final EventLoop loop;
  private final LiveRouting routing;
  private final Set<Upstream> asked = Collections.newSetFromMap(new IdentityHashMap<>());

  public HealthChecker(
      HealthCheck check, Transport transport, EventLoop loop, LiveRouting routing) {
    this.check = check;
    this.transport = transport;
    this.loop = loop;
    this.routing = routing;
  }

  /// Goes on until the loop ends.
  public void start() {
    long every = check.every().toMillis();
    var _ = loop.scheduleAtFixedRate(this::round, every, every, TimeUnit.MILLISECONDS);
    var _ =
        loop.scheduleAtFixedRate(
            routing::refresh, REFRESH_MILLIS, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void round() {
    for (Pool pool : routing.current().pools().values()) {
      for (Upstream upstream : pool.active()) {
        if (asked.add(upstream)) {
          ask(upstream, pool.healthPath());
        }
      }
    }
  }

  private void ask(Upstream upstream, String path) {
    Consumer<Boolean> once =
        well -> {
          if (asked.remove(upstream)) {
            routing.observe(upstream, well ? Observation.CHECK_PASSED : Observation.CHECK_FAILED);
          }
        };
    new Bootstrap()
        .group(loop)
        .channel(transport.client())
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) check.timeout().toMillis())
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new HttpClientCodec(), new Answer(once));
              }
            })
        .connect(upstream.address())
        .addListener((ChannelFuture done) -> connected(done, upstream, path, once));
  }

  private void connected(
      ChannelFuture done, Upstream upstream, String path, Consumer<Boolean> once) {
    if (!done.isSuccess()) {
      once.accept(false);
      return;
    }
    Channel channel = done.channel();
    var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
    request
        .headers()
        .set(HttpHeaderNames.HOST, upstream.endpoint().host() + ":" + upstream.endpoint().port())
        .set(HttpHeaderNames.USER_AGENT, "surge-gateway-health")
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    var _ = channel.writeAndFlush(request, channel.voidPromise());
    Runnable end =
        () -> {
          var _ = channel.close();
        };
    var late = loop.schedule(end, check.timeout().toMillis(), TimeUnit.MILLISECONDS);
    channel.closeFuture().addListener(_ -> late.cancel(false));
  }

  /// Reads as far as the status. A connection that closes before counts as not well.
  private static final class Answer extends SimpleChannelInboundHandler<HttpObject> {
    private final Consumer<Boolean> once;

    Answer(Consumer<Boolean> once) {
      this.once = once;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject msg) {
      if (msg instanceof HttpResponse response) {
        int code = response.status().code();
        once.accept(response.decoderResult().isSuccess() && code >= 200 && code < 400);
        var _ = ctx.close();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      once.accept(false);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      var _ = ctx.close();
    }
  }
}
