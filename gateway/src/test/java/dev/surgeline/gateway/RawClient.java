package dev.surgeline.gateway;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client that sends exactly the bytes it is given.
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  RawClient(InetSocketAddress to) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(to, PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  RawHttp.Message head() throws IOException {
    return RawHttp.head(in).orElseThrow(() -> new EOFException("closed without an answer"));
  }

  RawHttp.Message answer() throws IOException {
    return RawHttp.whole(in, head());
  }

  /// One request for a path, and its answer.
  RawHttp.Message get(String path) throws IOException {
    return send(RawHttp.lines("GET " + path + " HTTP/1.1", "Host: app")).answer();
  }

  /// Whether the gateway closes without sending more.
  boolean ended() throws IOException {
    return in.read() < 0;
  }

  InputStream in() {
    return in;
  }

  OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
