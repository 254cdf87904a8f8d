package dev.surgeline.sample.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/// A running replica: starting, then ready, then draining, then gone.
///
/// Draining answers `/health` with 503 at once, so that no new caller is sent here, and goes on
/// answering everything that still comes, each answer with `Connection: close`, until nothing has
/// come for a while. Nobody is refused because of a stop.
public final class Replica {
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final int ACCEPT_BACKLOG = 1024;
  private static final Duration IDLE_BEFORE_END = Duration.ofMillis(300);
  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(25);
  private static final long DRAIN_CHECK_MILLIS = 10;

  static {
    // Read once, when the JDK's server class is loaded. Without the first, small answers wait for
    // delayed acknowledgements. The server must keep idle connections longer than a proxy does (10
    // s
    // is usual), or it closes one in the moment the proxy sends a request on it.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    System.setProperty("sun.net.httpserver.idleInterval", "60");
  }

  private final ServeOptions options;
  private final HttpServer server;
  private final Metrics metrics = new Metrics();
  private final Desk desk;
  private final Handler handler;
  private final InFlight inFlight = new InFlight();
  private final long readyAtNanos;
  private volatile boolean draining;

  private Replica(ServeOptions options, HttpServer server) {
    this.options = options;
    this.server = server;
    readyAtNanos = System.nanoTime() + options.startup().toNanos();
    desk = new Desk(options, metrics);
    handler =
        switch (options.role()) {
          case BEDS -> new BedsHandler(desk);
          case CLAIMS -> new ClaimsHandler(desk, options.replica());
          case PORTAL -> new PortalHandler(desk, options);
        };
  }

  /// Opens the port and answers from now on.
  ///
  /// @throws IOException when the address cannot be listened on
  public static Replica open(ServeOptions options) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByName(options.host()), options.port());
    HttpServer server = HttpServer.create(address, ACCEPT_BACKLOG);
    Replica replica = new Replica(options, server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", replica::handle);
    server.start();
    return replica;
  }

  /// `host:port` as listened on.
  public String address() {
    return options.host() + ":" + server.getAddress().getPort();
  }

  /// Stops without failing anybody: returns once there has been nothing to do for 300 ms, or after
  /// 25 s.
  ///
  /// @return how many requests and accepted claims are unfinished
  public int drain() {
    draining = true;
    long began = System.nanoTime();
    try {
      while (System.nanoTime() - began < LONGEST_DRAIN.toNanos() && !isIdle(began)) {
        Thread.sleep(DRAIN_CHECK_MILLIS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return inFlight.count() + desk.backlog();
  }

  /// Closes the port and every connection at once.
  public void close() {
    server.stop(0);
  }

  private boolean isIdle(long sinceNanos) {
    long idle = Math.min(inFlight.idleNanos(), System.nanoTime() - sinceNanos);
    return idle >= IDLE_BEFORE_END.toNanos() && desk.backlog() == 0;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    switch (path) {
      case "/health" -> send(exchange, health());
      case "/metrics" -> send(exchange, metricsPage());
      default -> {
        inFlight.begin();
        try {
          Reply reply = answer(exchange, path);
          metrics.answered(reply.code());
          send(exchange, reply);
        } finally {
          inFlight.end();
        }
      }
    }
  }

  private Reply health() {
    if (draining) {
      return Reply.plain(503, "draining");
    }
    return isStarting() ? Reply.plain(503, "starting") : Reply.plain(200, "ready");
  }

  private Reply metricsPage() {
    String text = metrics.text(options, desk);
    return new Reply(200, Metrics.TYPE, text, Reply.plain(200, "").retryAfterSeconds());
  }

  private boolean isStarting() {
    return System.nanoTime() - readyAtNanos < 0;
  }

  private Reply answer(HttpExchange exchange, String path) throws IOException {
    byte[] body = body(exchange);
    if (body.length > MAX_BODY_BYTES) {
      return Reply.error(413, "a body has at most " + MAX_BODY_BYTES + " bytes");
    }
    if (isStarting()) {
      return Reply.unavailable("starting", 1 + options.startup().toSeconds());
    }
    Map<String, String> query = query(exchange.getRequestURI().getQuery());
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      return handler.answer(new Call(exchange.getRequestMethod(), path, query, text));
    } catch (IllegalArgumentException e) {
      return Reply.error(400, String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Reply.unavailable("stopping", 1);
    }
  }

  /// At most one byte more than allowed. Reads no more than was announced: the JDK allocates what
  /// is asked for, 16 KiB for a body of none, and a full queue holds ten thousand of them.
  private static byte[] body(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    if (headers.containsKey("Transfer-encoding")) {
      return exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
    }
    String announced = headers.getFirst("Content-length");
    long length = announced == null ? 0 : Long.parseLong(announced);
    return exchange.getRequestBody().readNBytes(Math.clamp(length, 0, MAX_BODY_BYTES + 1));
  }

  private void send(HttpExchange exchange, Reply reply) throws IOException {
    try {
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", reply.type());
      headers.set("X-Replica", options.replica());
      reply
          .retryAfterSeconds()
          .ifPresent(seconds -> headers.set("Retry-After", Long.toString(seconds)));
      if (draining) {
        headers.set("Connection", "close");
      }
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(reply.code(), -1);
      } else {
        exchange.sendResponseHeaders(reply.code(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    } finally {
      exchange.close();
    }
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    int from = 0;
    while (text != null && from < text.length()) {
      int end = text.indexOf('&', from);
      end = end < 0 ? text.length() : end;
      int equals = text.indexOf('=', from);
      if (equals > from && equals < end) {
        query.put(text.substring(from, equals), text.substring(equals + 1, end));
      }
      from = end + 1;
    }
    return query;
  }
}
