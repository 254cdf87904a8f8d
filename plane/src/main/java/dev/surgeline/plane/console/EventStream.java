package dev.surgeline.plane.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surgeline.wire.Json;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// The pictures as server-sent events.
///
/// - `hello` once: the run, the server's time, and whether what follows continues what the client
///   has seen; if not, it should ask for the history;
/// - `picture`: a [Picture], with the id `run-sequence`;
/// - `beat` when there was nothing else to say for a while: the server's time.
///
/// Each client has a thread of its own that waits for its mailbox and writes. Virtual threads make
/// that cheap, and a client that does not read holds up nobody but itself.
final class EventStream {
  static final Duration BEAT = Duration.ofSeconds(5);

  /// After which a browser that lost the line tries again.
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final String run;
  private final Broadcast broadcast;

  EventStream(String run, Broadcast broadcast) {
    this.run = run;
    this.broadcast = broadcast;
  }

  void serve(Context context) {
    context.contentType("text/event-stream").disableCompression();
    if (context.method().equals(HandlerType.HEAD)) {
      return;
    }
    var subscription = broadcast.subscribe(lastSeen(context));
    if (subscription.isEmpty()) {
      String sentence = "The dashboard serves at most " + Broadcast.CLIENTS_MAX + " pages at once.";
      context.status(503).header("Retry-After", "10").contentType("text/plain").result(sentence);
      return;
    }
    try {
      send(subscription.get(), context.res().getOutputStream());
    } catch (IOException | InterruptedException _) {
      // The client went away, or was dropped because it does not read. It will come again.
    } finally {
      broadcast.unsubscribe(subscription.get());
      Thread.interrupted();
    }
  }

  private void send(Subscription subscription, ServletOutputStream out)
      throws IOException, InterruptedException {
    out.write(("retry: " + RETRY.toMillis() + "\n").getBytes(UTF_8));
    event(out, "hello", Json.canonical(new Hello(run, subscription.resumed(), Instant.now())));
    for (Frame frame : subscription.missed()) {
      picture(out, frame);
    }
    while (true) {
      Optional<Frame> next = subscription.await(BEAT);
      if (next.isPresent()) {
        picture(out, next.get());
      } else {
        event(out, "beat", Json.canonical(new Beat(Instant.now())));
      }
    }
  }

  private void picture(ServletOutputStream out, Frame frame) throws IOException {
    out.write(("id: " + run + "-" + frame.sequence() + "\n").getBytes(UTF_8));
    event(out, "picture", frame.json());
  }

  private static void event(ServletOutputStream out, String name, byte[] json) throws IOException {
    out.write(("event: " + name + "\ndata: ").getBytes(UTF_8));
    out.write(json);
    out.write("\n\n".getBytes(UTF_8));
    out.flush();
  }

  private OptionalLong lastSeen(Context context) {
    String id = Optional.ofNullable(context.header("Last-Event-ID")).orElse("");
    if (!id.matches("[0-9a-z]{1,16}-[0-9]{1,18}") || !id.startsWith(run + "-")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(id.substring(run.length() + 1)));
  }

  private record Hello(String run, boolean resumed, Instant now) {}

  private record Beat(Instant now) {}
}
