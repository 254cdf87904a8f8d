package dev.surgeline.sample.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The connections to the target: the one used last is used next, idle ones are closed after 5 s,
/// before any server would. Used by the loop's thread only.
final class ConnectionPool {
  private static final long MAX_IDLE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Target target;
  private final Selector selector;
  private final int limit;
  private final Clock clock;
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final Set<Connection> open = new HashSet<>();
  private final ArrayDeque<Request> waiting = new ArrayDeque<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

  /// Nanoseconds from the start of the run.
  interface Clock {
    long nanos();
  }

  ConnectionPool(Target target, Selector selector, int limit, Clock clock) {
    this.target = target;
    this.selector = selector;
    this.limit = limit;
    this.clock = clock;
  }

  /// Sends a request on an idle connection or a new one; at the limit it waits for one, and its
  /// time runs all the while.
  void send(Request request) {
    Optional<Connection> ready = Optional.ofNullable(idle.pollFirst());
    try {
      if (ready.isEmpty() && open.size() >= limit) {
        waiting.add(request);
        return;
      }
      Connection connection = ready.isPresent() ? ready.get() : connect();
      request.sent(clock.nanos());
      start(connection, request);
    } catch (IOException _) {
      request.settle(Outcome.CONNECT, clock.nanos());
    }
  }

  /// Goes on with a connection that the selector names.
  void ready(SelectionKey key) {
    if (!key.isValid()) {
      return; // closed on account of another connection, after this one was selected
    }
    Connection connection = (Connection) key.attachment();
    try {
      if (key.isConnectable()) {
        connection.connect();
      } else if (key.isWritable()) {
        connection.write();
      }
      if (key.isReadable() && connection.read(buffer)) {
        answered(connection);
      }
    } catch (IOException _) {
      fail(connection, connection.isConnected() ? Outcome.RESET : Outcome.CONNECT);
    }
  }

  /// Gives up the requests that were due before a time.
  void expire(long dueBeforeNanos) {
    while (!waiting.isEmpty() && waiting.getFirst().dueNanos() < dueBeforeNanos) {
      waiting.removeFirst().settle(Outcome.TIMEOUT, clock.nanos());
    }
    for (Connection connection : Set.copyOf(open)) {
      if (connection.request().filter(late -> late.dueNanos() < dueBeforeNanos).isPresent()) {
        fail(connection, Outcome.TIMEOUT);
      }
    }
  }

  /// Closes connections that have been idle for long.
  void trim() {
    while (!idle.isEmpty() && clock.nanos() - idle.getLast().idleSinceNanos() > MAX_IDLE_NANOS) {
      close(idle.removeLast());
    }
  }

  /// Ends every connection; what is under way is abandoned.
  void close() {
    waiting.forEach(request -> request.settle(Outcome.ABANDONED, clock.nanos()));
    waiting.clear();
    for (Connection connection : Set.copyOf(open)) {
      fail(connection, Outcome.ABANDONED);
    }
  }

  private Connection connect() throws IOException {
    Connection connection = new Connection(target, selector);
    open.add(connection);
    return connection;
  }

  private void start(Connection connection, Request request) {
    try {
      connection.send(request);
    } catch (IOException _) {
      fail(connection, Outcome.RESET);
    }
  }

  private void answered(Connection connection) {
    long now = clock.nanos();
    Outcome outcome = Outcome.ofStatus(connection.status());
    connection.release(now).ifPresent(request -> request.settle(outcome, now));
    if (connection.isReusable()) {
      idle.addFirst(connection);
    } else {
      close(connection);
    }
    sendWaiting();
  }

  private void fail(Connection connection, Outcome outcome) {
    long now = clock.nanos();
    connection.release(now).ifPresent(request -> request.settle(outcome, now));
    idle.remove(connection);
    close(connection);
    sendWaiting();
  }

  private void close(Connection connection) {
    open.remove(connection);
    connection.close();
  }

  private void sendWaiting() {
    while (!waiting.isEmpty() && (!idle.isEmpty() || open.size() < limit)) {
      send(waiting.removeFirst());
    }
  }
}
