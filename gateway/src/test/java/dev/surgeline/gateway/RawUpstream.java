package dev.surgeline.gateway;

import dev.surgeline.core.platform.ReplicaId;
import dev.surgeline.core.route.Endpoint;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// An endpoint that does what a script says to each request. Health checks are answered apart and
/// not counted.
final class RawUpstream implements AutoCloseable {
  private final String name;
  private final ServerSocket server;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger checks = new AtomicInteger();
  private volatile boolean healthy = true;
  private volatile String healthPath = "/health";

  /// What to do with a request; called with its head read.
  @FunctionalInterface
  interface Script {
    void serve(RawHttp.Message head, Talk talk) throws IOException;
  }

  /// One connection, from the endpoint's side.
  record Talk(Socket socket, InputStream in, OutputStream out) {
    void say(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
    }

    void ok(String body) throws IOException {
      say(RawHttp.lines("HTTP/1.1 200 OK", "Content-Length: " + body.length()) + body);
    }

    /// Closes so that the other side sees a reset, as after a kill.
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  /// An endpoint that answers each request with its own name.
  RawUpstream(String name) throws IOException {
    this(
        name,
        (head, talk) -> {
          RawHttp.body(talk.in(), head);
          talk.ok(name);
        });
  }

  RawUpstream(String name, Script script) throws IOException {
    this.name = name;
    this.script = script;
    this.server = new ServerSocket();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException _) {
      // Closed: that is the end.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      var talk = new Talk(socket, in, socket.getOutputStream());
      boolean counted = false;
      Optional<RawHttp.Message> head = RawHttp.head(in);
      while (head.isPresent()) {
        if (head.get().header("user-agent").equals("surge-gateway-health")) {
          boolean well = healthy && head.get().first().equals("GET " + healthPath + " HTTP/1.1");
          talk.say(
              RawHttp.lines(well ? "HTTP/1.1 200 OK" : "HTTP/1.1 503 No", "Content-Length: 0"));
          checks.incrementAndGet();
          return;
        }
        if (!counted) {
          connections.incrementAndGet();
          counted = true;
        }
        requests.add(head.get().first());
        script.serve(head.get(), talk);
        head = socket.isClosed() ? Optional.empty() : RawHttp.head(in);
      }
    } catch (IOException _) {
      // The other side went away.
    } finally {
      open.remove(socket);
    }
  }

  Endpoint endpoint(Endpoint.State state) {
    return new Endpoint(new ReplicaId(name), "127.0.0.1", server.getLocalPort(), state);
  }

  Endpoint active() {
    return endpoint(Endpoint.State.ACTIVE);
  }

  Endpoint draining() {
    return endpoint(Endpoint.State.DRAINING);
  }

  /// First lines of the requests that came.
  List<String> requests() {
    return List.copyOf(requests);
  }

  /// Connections that carried a request.
  int connections() {
    return connections.get();
  }

  /// Connections open now.
  int open() {
    return open.size();
  }

  /// Health checks answered.
  int checks() {
    return checks.get();
  }

  /// Is well at this path alone.
  void healthyAt(String path) {
    healthPath = path;
  }

  void healthy(boolean well) {
    healthy = well;
  }

  /// Resets all connections and takes no more.
  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException _) {
        // It has ended by itself meanwhile.
      }
    }
  }
}
