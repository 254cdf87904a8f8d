package dev.surgeline.sample.load;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// One keep-alive connection, with at most one request on it.
final class Connection {
  private final SocketChannel channel;
  private final ResponseParser parser = new ResponseParser();
  private SelectionKey key;
  private ByteBuffer unsent = ByteBuffer.allocate(0);
  private Optional<Request> request = Optional.empty();
  private boolean connected;
  private long idleSinceNanos;

  /// Begins to connect.
  ///
  /// @throws IOException when it fails at once
  Connection(Target target, Selector selector) throws IOException {
    channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      connected = channel.connect(target.address());
      key =
          channel.register(
              selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Puts a request on this connection; it goes out when the connection stands.
  void send(Request next) throws IOException {
    request = Optional.of(next);
    parser.reset();
    unsent = ByteBuffer.wrap(next.bytes());
    if (connected) {
      write();
    }
  }

  /// Completes the connect.
  ///
  /// @throws IOException when the peer refused
  void connect() throws IOException {
    connected = channel.finishConnect();
    if (connected) {
      write();
    }
  }

  void write() throws IOException {
    channel.write(unsent);
    key.interestOps(
        unsent.hasRemaining()
            ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
            : SelectionKey.OP_READ);
  }

  /// Reads what there is.
  ///
  /// @return whether the answer is whole
  /// @throws IOException when the connection ended before, or the bytes are no answer
  boolean read(ByteBuffer buffer) throws IOException {
    int count = channel.read(buffer.clear());
    if (count < 0) {
      if (parser.isWholeAtClose() && request.isPresent()) {
        return true;
      }
      throw new IOException("closed by the peer");
    }
    if (count > 0 && request.isEmpty()) {
      throw new IOException("an answer to nothing");
    }
    try {
      return parser.take(buffer.flip());
    } catch (IllegalArgumentException e) {
      throw new IOException(e);
    }
  }

  /// Takes the request off.
  Optional<Request> release(long nowNanos) {
    Optional<Request> released = request;
    request = Optional.empty();
    idleSinceNanos = nowNanos;
    return released;
  }

  int status() {
    return parser.status();
  }

  boolean isConnected() {
    return connected;
  }

  boolean isReusable() {
    return parser.isReusable();
  }

  Optional<Request> request() {
    return request;
  }

  long idleSinceNanos() {
    return idleSinceNanos;
  }

  void close() {
    key.cancel();
    try {
      channel.close();
    } catch (IOException _) {
      // Nothing more is wanted of it.
    }
  }
}
