package dev.surgeline.sample.load;

import dev.surgeline.sample.launch.UsageException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/// Where requests go.
///
/// @param address resolved
/// @param host for the `Host` header, with port
public record Target(InetSocketAddress address, String host) {
  /// Reads `http://host:port`.
  ///
  /// @throws UsageException when it is no such address, or its host is unknown
  static Target parse(String text) {
    try {
      URI uri = new URI(text);
      String path = uri.getRawPath();
      if (!"http".equals(uri.getScheme())
          || uri.getHost() == null
          || !(path == null || path.isEmpty() || path.equals("/"))) {
        throw wrong(text);
      }
      int port = uri.getPort() < 0 ? 80 : uri.getPort();
      InetSocketAddress address = new InetSocketAddress(uri.getHost(), port);
      if (address.isUnresolved()) {
        throw new UsageException("load: --target names a host that is not known: " + uri.getHost());
      }
      return new Target(address, uri.getHost() + ":" + port);
    } catch (URISyntaxException | IllegalArgumentException _) {
      throw wrong(text);
    }
  }

  /// A whole request as it goes over the wire.
  byte[] request(String method, String path, String body) {
    StringBuilder text = new StringBuilder(256);
    text.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: ").append(host);
    text.append("\r\n");
    if (method.equals("POST")) {
      text.append("Content-Type: application/json\r\nContent-Length: ");
      text.append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
    }
    return text.append("\r\n").append(body).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static UsageException wrong(String text) {
    return new UsageException(
        "load: --target must be an address such as http://127.0.0.1:8080; it is \"" + text + "\"");
  }
}
