package dev.surgeline.gateway.proxy;

import dev.surgeline.gateway.report.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/// The answers that the gateway makes itself: a short JSON body that repeats nothing of the
/// request, and the reason in a header for who sees only heads.
final class OwnAnswer {
  private static final String REASON = "surge-gateway-reason";

  private OwnAnswer() {}

  static FullHttpResponse of(Refusal refusal, boolean close) {
    String body =
        "{\"error\":\"" + refusal.reason() + "\",\"message\":\"" + refusal.sentence() + "\"}\n";
    var answer =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(refusal.status()),
            Unpooled.copiedBuffer(body, StandardCharsets.US_ASCII));
    answer
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length())
        .set(REASON, refusal.reason());
    if (refusal.status() == HttpResponseStatus.SERVICE_UNAVAILABLE.code()) {
      answer.headers().set(HttpHeaderNames.RETRY_AFTER, "1");
    }
    if (close) {
      answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return answer;
  }
}
