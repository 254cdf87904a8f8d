package dev.surgeline.gateway.proxy;

import dev.surgeline.gateway.routing.Upstream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// The connections of one lane that wait for their next exchange, the last used first: so the
/// others grow old and go.
final class IdleConnections {
  private final int mostPerUpstream;
  private final IdentityHashMap<Upstream, ArrayDeque<UpstreamConnection>> byUpstream =
      new IdentityHashMap<>();

  IdleConnections(int mostPerUpstream) {
    this.mostPerUpstream = mostPerUpstream;
  }

  Optional<UpstreamConnection> take(Upstream upstream) {
    ArrayDeque<UpstreamConnection> waiting = byUpstream.get(upstream);
    while (waiting != null && !waiting.isEmpty()) {
      UpstreamConnection last = waiting.pollLast();
      if (last.channel().isActive()) {
        return Optional.of(last);
      }
    }
    return Optional.empty();
  }

  /// Keeps a connection, unless its endpoint takes no new requests or enough wait already.
  void put(UpstreamConnection connection) {
    var waiting = byUpstream.computeIfAbsent(connection.upstream(), _ -> new ArrayDeque<>());
    if (!connection.upstream().accepting() || waiting.size() >= mostPerUpstream) {
      connection.close();
    } else {
      connection.idleSince(System.nanoTime());
      waiting.addLast(connection);
    }
  }

  void remove(UpstreamConnection connection) {
    ArrayDeque<UpstreamConnection> waiting = byUpstream.get(connection.upstream());
    if (waiting != null) {
      waiting.remove(connection);
    }
  }

  /// Closes those that waited too long and those whose endpoint takes no new requests.
  void sweep(long nowNanos, long idleNanosMax) {
    var over = new ArrayList<UpstreamConnection>();
    for (var waiting : byUpstream.values()) {
      for (UpstreamConnection connection : waiting) {
        boolean old = nowNanos - connection.idleSinceNanos() > idleNanosMax;
        if (old || !connection.upstream().accepting()) {
          over.add(connection);
        }
      }
    }
    over.forEach(this::remove);
    over.forEach(UpstreamConnection::close);
    byUpstream.values().removeIf(ArrayDeque::isEmpty);
  }

  void closeAll() {
    List<UpstreamConnection> all =
        byUpstream.values().stream().flatMap(ArrayDeque::stream).toList();
    byUpstream.clear();
    all.forEach(UpstreamConnection::close);
  }
}
