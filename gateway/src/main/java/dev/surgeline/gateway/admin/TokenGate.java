package dev.surgeline.gateway.admin;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Lets nothing past it that does not show the token, before any of its body is read; but for the
/// question whether the gateway lives, which has no body.
final class TokenGate extends ChannelInboundHandlerAdapter {
  private static final String SCHEME = "Bearer ";

  private final byte[] token;
  private boolean shut;

  TokenGate(String token) {
    this.token = token.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (msg instanceof HttpRequest request && !shut && !welcome(request)) {
      shut = true;
      refuse(ctx);
    }
    if (shut) {
      ReferenceCountUtil.release(msg);
    } else {
      ctx.fireChannelRead(msg);
    }
  }

  private boolean welcome(HttpRequest request) {
    if (asksHealth(request)) {
      return true;
    }
    String shown = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    // isEqual takes the same time wherever the difference is.
    return shown.startsWith(SCHEME)
        && MessageDigest.isEqual(
            shown.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8), token);
  }

  private static boolean asksHealth(HttpRequest request) {
    boolean reads =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    boolean body =
        request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
            || !request.headers().get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
    return request.uri().equals(AdminHandler.HEALTH) && reads && !body;
  }

  private static void refuse(ChannelHandlerContext ctx) {
    String body = "{\"error\":\"the request needs the header Authorization: Bearer TOKEN\"}\n";
    var answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.UNAUTHORIZED,
            Unpooled.copiedBuffer(body, StandardCharsets.US_ASCII));
    answer
        .headers()
        .set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer")
        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length());
    ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
  }
}
