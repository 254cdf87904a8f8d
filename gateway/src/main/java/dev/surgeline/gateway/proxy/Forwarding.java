package dev.surgeline.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.List;

/// Turns the head that came in into the head that goes out: what belongs to one hop is taken off
/// (RFC 9110 section 7.6.1), what the next one should know is put on.
final class Forwarding {
  private static final AsciiString FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
  private static final AsciiString FORWARDED_PROTO = AsciiString.cached("x-forwarded-proto");
  private static final AsciiString REAL_IP = AsciiString.cached("x-real-ip");
  private static final AsciiString VIA = AsciiString.cached("1.1 surgeline");
  private static final AsciiString HTTP = AsciiString.cached("http");
  private static final List<AsciiString> HOP_BY_HOP =
      List.of(
          AsciiString.cached("keep-alive"),
          AsciiString.cached("proxy-connection"),
          HttpHeaderNames.TE,
          HttpHeaderNames.UPGRADE,
          HttpHeaderNames.PROXY_AUTHENTICATE,
          HttpHeaderNames.PROXY_AUTHORIZATION);

  /// What only the gateway could know and does not say: a client that says it would be believed.
  private static final List<AsciiString> HEARSAY =
      List.of(
          AsciiString.cached("forwarded"),
          AsciiString.cached("x-forwarded-host"),
          AsciiString.cached("x-forwarded-port"),
          AsciiString.cached("x-forwarded-prefix"),
          AsciiString.cached("x-forwarded-server"),
          AsciiString.cached("x-forwarded-ssl"));

  private Forwarding() {}

  /// The head of a request.
  ///
  /// @param client the address that the request came from
  static void request(HttpRequest request, RequestTarget target, String client) {
    HttpHeaders headers = request.headers();
    takeOffHop(headers);
    List<String> before = headers.getAll(FORWARDED_FOR);
    headers.set(
        FORWARDED_FOR, before.isEmpty() ? client : String.join(", ", before) + ", " + client);
    headers.set(FORWARDED_PROTO, HTTP);
    headers.set(REAL_IP, client);
    HEARSAY.forEach(headers::remove);
    headers.add(HttpHeaderNames.VIA, VIA);
    if (!target.authority().isEmpty()) {
      headers.set(HttpHeaderNames.HOST, target.authority());
    }
    request.setUri(target.uri());
    request.setProtocolVersion(HttpVersion.HTTP_1_1);
  }

  /// The head of an interim answer (1xx).
  static void interim(HttpResponse response) {
    takeOffHop(response.headers());
    response.setProtocolVersion(HttpVersion.HTTP_1_1);
  }

  /// The head of the answer.
  ///
  /// @param old whether the client speaks HTTP/1.0
  /// @param close whether the client's connection is to be closed after it anyway
  /// @param empty whether it has no body whatever its head says: the answer to a HEAD
  /// @return whether the client's connection is to be closed after it
  static boolean response(HttpResponse response, boolean old, boolean close, boolean empty) {
    HttpHeaders headers = response.headers();
    takeOffHop(headers);
    headers.add(HttpHeaderNames.VIA, VIA);
    response.setProtocolVersion(HttpVersion.HTTP_1_1);
    boolean ends = close;
    if (!empty && !neverHasBody(response) && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      // Without length and chunks only the end of the connection can tell where the answer ends.
      HttpUtil.setTransferEncodingChunked(response, !old);
      ends |= old;
    }
    if (ends) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    } else if (old) {
      headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    return ends;
  }

  private static boolean neverHasBody(HttpResponse response) {
    int code = response.status().code();
    return code == HttpResponseStatus.NO_CONTENT.code()
        || code == HttpResponseStatus.NOT_MODIFIED.code();
  }

  private static void takeOffHop(HttpHeaders headers) {
    if (headers.contains(HttpHeaderNames.CONNECTION)) {
      for (String value : headers.getAll(HttpHeaderNames.CONNECTION)) {
        for (String name : value.split(",", -1)) {
          takeOffNamed(headers, name.strip());
        }
      }
      headers.remove(HttpHeaderNames.CONNECTION);
    }
    for (AsciiString name : HOP_BY_HOP) {
      headers.remove(name);
    }
  }

  /// An endpoint that names a framing field here does not get its answer's length changed by it.
  private static void takeOffNamed(HttpHeaders headers, String name) {
    if (!name.isEmpty()
        && !HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name)
        && !HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(name)) {
      headers.remove(name);
    }
  }
}
