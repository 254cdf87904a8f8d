package dev.surgeline.gateway.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a request asks for.
///
/// @param host in small letters, without port; empty when an HTTP/1.0 request names none
/// @param authority host and port as the client wrote them; empty likewise
/// @param path without query; `*` of OPTIONS
/// @param uri path and query, as they go on the wire
record RequestTarget(String host, String authority, String path, String uri) {
  private static final String SCHEME = "http://";
  private static final Pattern DOT = Pattern.compile("%2[eE]");
  private static final Pattern SEPARATOR = Pattern.compile("/|%2[fF]|%5[cC]");

  /// Reads the target, or nothing if its path is one that routing could read in two ways.
  static Optional<RequestTarget> of(HttpRequest request) {
    String uri = request.uri();
    String authority = request.headers().get(HttpHeaderNames.HOST, "");
    if (uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      int slash = uri.indexOf('/', SCHEME.length());
      authority = uri.substring(SCHEME.length(), slash < 0 ? uri.length() : slash);
      uri = slash < 0 ? "/" : uri.substring(slash);
      if (!validAuthority(authority)) {
        return Optional.empty();
      }
    }
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    boolean whole = path.equals("*") && request.method().equals(HttpMethod.OPTIONS);
    if (!whole && (!path.startsWith("/") || !plain(uri) || hasDotSegment(path))) {
      return Optional.empty();
    }
    return Optional.of(new RequestTarget(hostOf(authority), authority, path, uri));
  }

  /// Letters, digits and what names, ports and address literals are made of.
  static boolean validAuthority(String authority) {
    for (int i = 0; i < authority.length(); i++) {
      char c = authority.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && ".-_:[]".indexOf(c) < 0) {
        return false;
      }
    }
    return !authority.isEmpty();
  }

  private static String hostOf(String authority) {
    int colon = authority.lastIndexOf(':');
    boolean port = colon >= 0 && authority.indexOf(']', colon) < 0;
    return (port ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
  }

  private static boolean plain(String uri) {
    for (int i = 0; i < uri.length(); i++) {
      char c = uri.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '#' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /// Whether a segment is `.` or `..`, also when encoded, between encoded separators or followed by
  /// a parameter: the endpoint may resolve it and then answer for a path that another route covers.
  private static boolean hasDotSegment(String path) {
    if (path.indexOf('.') < 0 && path.indexOf('%') < 0) {
      return false;
    }
    String dots = DOT.matcher(path).replaceAll(".");
    for (String segment : SEPARATOR.split(dots, -1)) {
      int parameter = segment.indexOf(';');
      String name = parameter < 0 ? segment : segment.substring(0, parameter);
      if (name.equals(".") || name.equals("..")) {
        return true;
      }
    }
    return false;
  }
}
