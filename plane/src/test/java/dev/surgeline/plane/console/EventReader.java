package dev.surgeline.plane.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// A client of `/events` on a bare socket, so that a test can also leave it unread.
final class EventReader implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;
  private final String status;

  /// @param header one more line for the request, or empty
  EventReader(int port, String header) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(15_000);
    String request = "GET /events HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n";
    String more = header.isEmpty() ? "" : header + "\r\n";
    socket.getOutputStream().write((request + more + "\r\n").getBytes(StandardCharsets.UTF_8));
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    status = in.readLine();
  }

  /// Such as `HTTP/1.1 200 OK`.
  String status() {
    return status;
  }

  /// One event; `id` is empty where it has none.
  record Event(String name, String data, String id) {}

  /// The next event, whatever it is. Chunk sizes between the fields have no colon.
  Event next() throws IOException {
    Map<String, String> fields = new TreeMap<>();
    while (true) {
      String line = in.readLine();
      if (line == null) {
        throw new IOException("the stream ended");
      }
      int colon = line.indexOf(": ");
      if (colon > 0 && line.substring(0, colon).matches("event|data|id")) {
        fields.put(line.substring(0, colon), line.substring(colon + 2));
      } else if (line.isEmpty() && fields.containsKey("data")) {
        return new Event(
            fields.getOrDefault("event", ""),
            fields.getOrDefault("data", ""),
            fields.getOrDefault("id", ""));
      }
    }
  }

  /// The next picture's id, past whatever else comes.
  String nextPicture() throws IOException {
    var event = next();
    while (!event.name().equals("picture")) {
      event = next();
    }
    return event.id();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
