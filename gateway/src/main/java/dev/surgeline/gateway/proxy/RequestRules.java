package dev.surgeline.gateway.proxy;

import dev.surgeline.gateway.report.Refusal;
import dev.surgeline.gateway.settings.Limits;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Optional;

/// Which requests are not passed on. Where two programs could disagree about where a request ends,
/// one of them can be made to see a request that the other took for a body (request smuggling, RFC
/// 9112 section 11.2); so all that is not certain is refused and its connection closed.
final class RequestRules {
  private static final List<AsciiString> NEVER_HOP_BY_HOP =
      List.of(
          HttpHeaderNames.HOST, HttpHeaderNames.CONTENT_LENGTH, HttpHeaderNames.TRANSFER_ENCODING);
  private static final int LENGTH_DIGITS_MAX = 18;

  private RequestRules() {}

  /// Why this request is refused, if it is.
  static Optional<Refusal> broken(HttpRequest request, Limits limits) {
    if (request.decoderResult().isFailure()) {
      return Optional.of(undecodable(request.decoderResult().cause()));
    }
    HttpVersion version = request.protocolVersion();
    boolean old = version.equals(HttpVersion.HTTP_1_0);
    if (!old && !version.equals(HttpVersion.HTTP_1_1)) {
      return Optional.of(Refusal.BAD_VERSION);
    }
    HttpHeaders headers = request.headers();
    if (headers.size() > limits.headFields()) {
      return Optional.of(Refusal.HEAD_TOO_LARGE);
    }
    if (ambiguous(headers, old)) {
      return Optional.of(Refusal.AMBIGUOUS_FRAMING);
    }
    if (request.method().equals(HttpMethod.CONNECT) || request.method().equals(HttpMethod.TRACE)) {
      return Optional.of(Refusal.NOT_OFFERED);
    }
    List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
    boolean namesNone = hosts.isEmpty() && old;
    if (!namesNone && (hosts.size() != 1 || !RequestTarget.validAuthority(hosts.getFirst()))) {
      return Optional.of(Refusal.BAD_HOST);
    }
    return Optional.empty();
  }

  private static Refusal undecodable(Throwable cause) {
    return switch (cause) {
      case TooLongHttpLineException _ -> Refusal.LINE_TOO_LONG;
      case TooLongHttpHeaderException _ -> Refusal.HEAD_TOO_LARGE;
      default -> Refusal.MALFORMED;
    };
  }

  private static boolean ambiguous(HttpHeaders headers, boolean old) {
    if (headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
      List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
      boolean chunked =
          codings.size() == 1
              && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst());
      if (old || !chunked || headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
        return true;
      }
    } else if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
      if (lengths.size() != 1 || !number(lengths.getFirst())) {
        return true;
      }
    }
    return NEVER_HOP_BY_HOP.stream()
        .anyMatch(name -> headers.containsValue(HttpHeaderNames.CONNECTION, name, true));
  }

  private static boolean number(String length) {
    return !length.isEmpty()
        && length.length() <= LENGTH_DIGITS_MAX
        && length.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
