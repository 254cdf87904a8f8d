package dev.surgeline.gateway.admin;

import dev.surgeline.core.route.RoutingSnapshot;
import dev.surgeline.core.route.TrafficReport;
import dev.surgeline.gateway.admin.SnapshotIntake.Verdict;
import dev.surgeline.gateway.routing.LiveRouting;
import dev.surgeline.wire.Json;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/// What the admin port answers.
@Sharable
final class AdminHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  static final String HEALTH = "/healthz";
  private static final String JSON = "application/json";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private final LiveRouting routing;
  private final SnapshotIntake intake;
  private final Reports reports;
  private final MetricsText metrics;

  private record Reply(HttpResponseStatus status, String type, String body) {
    static Reply error(HttpResponseStatus status, String sentence) {
      return new Reply(status, JSON, text(Json.canonical(new Problem(sentence))));
    }
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /// The body of every refusal.
  record Problem(String error) {}

  /// The body of an accepted push.
  record Serving(long version, boolean serving) {}

  AdminHandler(LiveRouting routing, SnapshotIntake intake, Reports reports, MetricsText metrics) {
    this.routing = routing;
    this.intake = intake;
    this.reports = reports;
    this.metrics = metrics;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    Reply reply =
        request.decoderResult().isSuccess()
            ? reply(request)
            : Reply.error(HttpResponseStatus.BAD_REQUEST, "the request is not valid HTTP/1.1");
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    var answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, reply.status(), Unpooled.wrappedBuffer(body));
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, reply.type())
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
    if (HttpUtil.isKeepAlive(request) && request.decoderResult().isSuccess()) {
      var _ = ctx.writeAndFlush(answer, ctx.voidPromise());
    } else {
      answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      ctx.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private Reply reply(FullHttpRequest request) {
    String asked = request.method().name() + " " + request.uri();
    return switch (asked) {
      case "GET " + HEALTH, "HEAD " + HEALTH ->
          new Reply(HttpResponseStatus.OK, HttpHeaderValues.TEXT_PLAIN.toString(), "ok\n");
      case "GET /metrics" -> new Reply(HttpResponseStatus.OK, METRICS, metrics.render());
      case "GET /report" ->
          new Reply(
              HttpResponseStatus.OK,
              JSON,
              text(Json.canonical(TrafficReport.class, reports.take())));
      case "GET /snapshot" -> snapshot();
      case "PUT /snapshot" -> verdict(intake.take(ByteBufUtil.getBytes(request.content())));
      default ->
          Reply.error(
              HttpResponseStatus.NOT_FOUND,
              "offered are PUT and GET /snapshot, GET /report, GET /metrics and GET /healthz");
    };
  }

  private Reply snapshot() {
    return routing
        .current()
        .snapshot()
        .map(now ->
            new Reply(
                HttpResponseStatus.OK, JSON, text(Json.canonical(RoutingSnapshot.class, now))))
        .orElseGet(() -> Reply.error(HttpResponseStatus.NOT_FOUND, "no snapshot was pushed yet"));
  }

  private static Reply verdict(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted(long version) ->
          new Reply(HttpResponseStatus.OK, JSON, text(Json.canonical(new Serving(version, true))));
      case Verdict.Old(long present, long pushed) ->
          Reply.error(
              HttpResponseStatus.CONFLICT,
              "version " + pushed + " is not above the present version " + present);
      case Verdict.Unreadable(String why) -> Reply.error(HttpResponseStatus.BAD_REQUEST, why);
      case Verdict.NotKept(String why) ->
          Reply.error(HttpResponseStatus.INTERNAL_SERVER_ERROR, why);
    };
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    var _ = ctx.close();
  }
}
