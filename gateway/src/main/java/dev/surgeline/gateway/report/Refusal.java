package dev.surgeline.gateway.report;

import java.util.Locale;

/// Why the gateway answers a request itself.
public enum Refusal {
  MALFORMED(400, "the request is not valid HTTP/1.1"),
  AMBIGUOUS_FRAMING(400, "the request's length is stated twice or in a way that is not certain"),
  BAD_HOST(400, "the request needs exactly one Host with a valid name"),
  BAD_PATH(400, "the request's path must be absolute and without dot segments or odd characters"),
  UNKNOWN_ROUTE(404, "no route matches this host and path"),
  SLOW_CLIENT(408, "the request did not arrive in time"),
  LINE_TOO_LONG(414, "the request line is too long"),
  HEAD_TOO_LARGE(431, "the request's head is too long or has too many fields"),
  NOT_OFFERED(501, "this method or transfer coding is not offered here"),
  UPSTREAM_CLOSED(502, "the endpoint broke the connection off before it answered"),
  UPSTREAM_MALFORMED(502, "the endpoint's answer is not valid HTTP/1.1"),
  CONNECT_FAILED(502, "no endpoint accepted a connection"),
  NO_ENDPOINT(503, "the workload has no endpoint at present"),
  ENDPOINTS_BUSY(503, "every endpoint has as many requests as it may have"),
  TOO_MANY_CLIENTS(503, "the gateway has as many client connections as it may have"),
  CONNECT_TIMEOUT(504, "no endpoint accepted a connection in time"),
  UPSTREAM_TIMEOUT(504, "the endpoint did not answer in time"),
  BAD_VERSION(505, "only HTTP/1.1 and HTTP/1.0 are offered");

  private final int status;
  private final String sentence;

  Refusal(int status, String sentence) {
    this.status = status;
    this.sentence = sentence;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The stable word: of the header, the body's `error` and the metric's label.
  public String reason() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What it means, for people.
  public String sentence() {
    return sentence;
  }

  /// Whether the request was sound and only the workload's side failed it.
  public boolean gatewayError() {
    return status >= 502 && status <= 504;
  }
}
