package dev.surgeline.plane.console;

import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.wire.Json;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The read-only dashboard: a page in the browser that shows what the control plane sees and does.
///
/// - `GET /` the page and its files, all from the jar: it works without internet;
/// - `GET /events` the pictures as they come, as server-sent events ([EventStream]);
/// - `GET /api/picture` the last one, or 204 when there is none yet;
/// - `GET /api/history` the lines of the charts; `?points=N` of each workload, 2 to 600;
/// - `GET /api/audit`, `/fhir/...` questions of auditors ([AuditDesk]);
/// - `GET /audit/checkpoint`, `/audit/tile/...` the audit log ([AuditPages]).
public final class Dashboard implements AutoCloseable {
  private static final int TOKEN_LENGTH_MIN = 16;

  private final Broadcast broadcast;
  private final Javalin server;

  private Dashboard(Broadcast broadcast, Javalin server) {
    this.broadcast = broadcast;
    this.server = server;
  }

  /// What it serves beside the picture.
  ///
  /// @param desk takes people's commands; absent: it only shows
  /// @param log the audit log
  /// @param access is told who is refused and who reads the log
  /// @param texts for whoever may look
  /// @param auditors a desk that answers them
  public record Beside(
      Optional<CommandDesk> desk,
      Optional<LogFolder> log,
      Optional<AccessLog> access,
      List<ServedText> texts,
      Optional<AuditDesk> auditors) {
    static final Beside NOTHING = new Beside(Optional.empty(), Optional.empty());

    public Beside {
      texts = List.copyOf(texts);
    }

    /// A log, and nobody to tell of its readers.
    Beside(Optional<LogFolder> log, Optional<AuditDesk> auditors) {
      this(Optional.empty(), log, Optional.empty(), List.of(), auditors);
    }
  }

  /// Listens from now on; the page says that it waits for the first picture.
  ///
  /// @param host a loopback name or address; any other needs a token
  /// @param port 0 to 65535; 0 takes a free one, see [#port()]
  /// @param token at least 16 letters, digits, `-` or `_` that the page's address must carry once,
  ///   as `/?token=...`; absent: whoever can connect may look
  /// @throws IOException if it can not listen there; the message is one sentence for people
  /// @throws IllegalArgumentException if an argument is out of its range; the message likewise
  public static Dashboard start(String host, int port, Optional<String> token) throws IOException {
    return start(host, port, token, Beside.NOTHING);
  }

  /// The same, with more than the picture.
  public static Dashboard start(String host, int port, Optional<String> token, Beside beside)
      throws IOException {
    check(host, port, token);
    String run = Long.toString(Instant.now().toEpochMilli(), 36);
    var broadcast = new Broadcast();
    probe(host, port);
    var server =
        Javalin.start(config -> {
          quiet(config);
          config.jetty.host = host;
          config.jetty.port = port;
          routes(
              config,
              new Gate(host, token, beside.desk().isPresent(), beside.access()),
              run,
              broadcast);
          beside
              .desk()
              .ifPresent(open -> {
                config.routes.get(CommandDesk.PATH, open::list);
                config.routes.post(CommandDesk.PATH, open::obey);
                config.routes.post(CommandDesk.EXPERIMENTS, open::record);
                config.routes.post(CommandDesk.REVIEWS, open::review);
                config.routes.get(LogExports.PATH, open.exports()::serve);
              });
          beside
              .texts()
              .forEach(one -> config.routes.get(one.path(), context -> text(context, one, beside)));
          beside.log().ifPresent(folder -> new AuditPages(folder, beside.access()).route(config));
          beside.auditors().ifPresent(open -> open.route(config));
        });
    return new Dashboard(broadcast, server);
  }

  /// The server would log a stack trace before it says that it can not have the port.
  private static void probe(String host, int port) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
    } catch (BindException e) {
      String rule = "Free that port, or take another; 0 takes any free one.";
      throw new IOException(
          "The dashboard can not listen on %s:%d: %s. %s"
              .formatted(host, port, e.getMessage(), rule),
          e);
    }
  }

  /// The port it listens on.
  public int port() {
    return server.port();
  }

  /// Shows this picture from now on. Never waits for a client: takes microseconds a workload. Does
  /// nothing once closed.
  public void publish(Picture picture) {
    broadcast.publish(picture);
  }

  /// Ends all connections and frees the port. The pages say that the connection is lost and try
  /// again until there is a dashboard at that port once more.
  @Override
  public void close() {
    broadcast.close();
    server.stop();
  }

  private static void check(String host, int port, Optional<String> token) throws IOException {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("The dashboard's port is 0 to 65535, not " + port + ".");
    }
    String letters = "[A-Za-z0-9_-]{" + TOKEN_LENGTH_MIN + ",}";
    if (token.isPresent() && !token.get().matches(letters)) {
      throw new IllegalArgumentException(
          "The dashboard's token is at least %d letters, digits, - or _."
              .formatted(TOKEN_LENGTH_MIN));
    }
    if (token.isEmpty() && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "The dashboard on %s would be open to the network: set a token, or take 127.0.0.1."
              .formatted(host));
    }
  }

  private static boolean isLoopback(String host) throws IOException {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IOException("The dashboard's host " + host + " is not known here.", e);
    }
  }

  private static void quiet(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
  }

  private static void routes(JavalinConfig config, Gate gate, String run, Broadcast broadcast) {
    config.routes.before(gate::pass);
    // The server's own words repeat what was asked for.
    config.routes.exception(
        HttpResponseException.class,
        (refused, context) ->
            context
                .status(refused.getStatus())
                .contentType("text/plain; charset=utf-8")
                .result("There is nothing here, or not in this way.\n"));
    Assets.load()
        .forEach((path, asset) ->
            config.routes.get(
                path, context -> context.contentType(asset.type()).result(asset.text())));
    config.routes.get("/events", new EventStream(run, broadcast)::serve);
    config.routes.get("/api/picture", context -> picture(context, broadcast));
    config.routes.get("/api/history", context -> history(context, run, broadcast.memory()));
  }

  private static void picture(Context context, Broadcast broadcast) {
    broadcast
        .latest()
        .ifPresentOrElse(
            frame -> context.contentType("application/json").result(frame.json()),
            () -> context.status(204));
  }

  private static void text(Context context, ServedText one, Beside beside) {
    boolean may =
        switch (one.readers()) {
          case VIEWERS -> true;
          case AUDITORS -> AuditDesk.admits(beside.auditors(), context);
        };
    if (!may) {
      return;
    }
    one.text()
        .get()
        .ifPresentOrElse(
            text -> context.contentType(one.type()).result(text), () -> context.status(204));
  }

  private static void history(Context context, String run, Broadcast.Memory memory) {
    String points = context.queryParam("points");
    if (points != null && !points.matches("[2-9]|[1-9][0-9]|[1-5][0-9][0-9]|600")) {
      context.status(400).result("points is a whole number from 2 to 600.\n");
      return;
    }
    var history =
        points == null
            ? History.of(run, memory)
            : History.of(run, memory, Integer.parseInt(points));
    context.contentType("application/json").result(Json.canonical(history));
  }
}
