package dev.surgeline.plane.audit.witness;

import dev.surgeline.core.audit.WitnessRequest;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;

/// A witness on the network, as C2SP tlog-witness says:
///
/// - `POST /add-checkpoint` asks for a cosignature;
/// - `GET /<hex of SHA-256 of the log's name>/checkpoint` the latest cosigned one, for monitors.
///
/// It needs no token: it cosigns nothing but what a log that it knows has signed.
public final class WitnessServer implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String SIZE = "text/x.tlog.size";

  private final WitnessStore store;
  private final InstantSource clock;
  private final Javalin server;

  private WitnessServer(String host, int port, WitnessStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.server =
        Javalin.start(config -> {
          quiet(config);
          config.jetty.host = host;
          config.jetty.port = port;
          config.routes.post("/add-checkpoint", this::add);
          config.routes.get("/{hex}/checkpoint", this::latest);
        });
  }

  /// Listens from now on.
  ///
  /// @param port 0 takes a free one, see [#port()]
  /// @throws IOException if it can not listen there; the message is one sentence
  public static WitnessServer start(String host, int port, WitnessStore store, InstantSource clock)
      throws IOException {
    // The server would log a stack trace before it says that it can not have the port.
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (IOException taken) {
      throw new IOException(
          "the witness can not listen on "
              + host
              + ":"
              + port
              + ": "
              + taken.getMessage()
              + "; take another --port, 0 takes any free one",
          taken);
    }
    return new WitnessServer(host, port, store, clock);
  }

  private static void quiet(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
  }

  /// The port it listens on.
  public int port() {
    return server.port();
  }

  private void add(Context context) throws IOException {
    byte[] body = context.req().getInputStream().readNBytes(WitnessRequest.BYTES_MAX + 1);
    if (body.length > WitnessRequest.BYTES_MAX) {
      String sentence = "A request has at most " + WitnessRequest.BYTES_MAX + " bytes.\n";
      context.status(413).contentType(TEXT).result(sentence);
      return;
    }
    WitnessStore.Answer answer = store.add(body, clock.instant());
    context
        .status(answer.status())
        .contentType(answer.status() == 409 ? SIZE : TEXT)
        .result(answer.body());
  }

  private void latest(Context context) throws IOException {
    context.header("Cache-Control", "no-cache").contentType(TEXT);
    store
        .latest(context.pathParam("hex"))
        .ifPresentOrElse(
            context::result,
            () -> context.status(404).result("Nothing of such a log was cosigned here.\n"));
  }

  @Override
  public void close() {
    server.stop();
  }
}
