package dev.surgeline.gateway.proxy;

import dev.surgeline.core.route.EndpointHealth.Observation;
import dev.surgeline.gateway.report.Refusal;
import dev.surgeline.gateway.report.WorkloadCounters;
import dev.surgeline.gateway.routing.Pool;
import dev.surgeline.gateway.routing.Upstream;
import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One request and its answer.
///
///     CONNECTING --connected--> OPEN --answer whole--> DONE
///     CONNECTING --refused; attempts and budget left--> CONNECTING, elsewhere
///     OPEN --closed before the answer began; safe to repeat, for the first time--> CONNECTING
///     OPEN --no answer, and found unwell where others are not; only reads--> CONNECTING
///     any --nothing more can be done, or the client left--> DONE
///
/// A second attempt is made only where the endpoint can not have acted on the first, or where
/// acting twice is the same as once (RFC 9110 section 9.2.2): what only reads is repeated once
/// wherever its connection broke, what changes something idempotently only where the connection was
/// a reused one, which the endpoint has most likely closed without having read the request. An open
/// exchange counts in its endpoint's requests in flight; DONE gives that back.
final class Exchange {
  private static final int ATTEMPTS_MAX = 3;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final List<HttpMethod> SAFE =
      List.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final List<HttpMethod> IDEMPOTENT = List.of(HttpMethod.PUT, HttpMethod.DELETE);

  private enum Phase {
    CONNECTING,
    OPEN,
    DONE
  }

  private final ClientConnection client;
  private final Lane lane;
  private final Pool pool;
  private final WorkloadCounters counters;
  private final HttpRequest request;
  private final boolean old;
  private final boolean head;
  private final boolean safe;
  private final boolean idempotent;
  private final long startNanos;
  private final HeldBody held;
  private Phase phase = Phase.CONNECTING;
  private Optional<Upstream> upstream = Optional.empty();
  private Optional<UpstreamConnection> connection = Optional.empty();
  private List<Upstream> tried = List.of();
  private int attempts;
  private boolean reused;
  private boolean repeated;
  private boolean heard;
  private boolean interim;
  private boolean answerBegan;
  private boolean closesUpstream;
  private boolean closesClient;
  private int status;
  private long progressNanos;

  /// @param old whether the client speaks HTTP/1.0
  /// @param startNanos when the request's first byte came
  Exchange(
      ClientConnection client,
      Lane lane,
      Pool pool,
      HttpRequest request,
      boolean old,
      long startNanos) {
    this.client = client;
    this.lane = lane;
    this.pool = pool;
    this.counters = pool.counters();
    this.request = request;
    this.old = old;
    this.head = request.method().equals(HttpMethod.HEAD);
    this.safe = SAFE.contains(request.method());
    this.idempotent = safe || IDEMPOTENT.contains(request.method());
    this.startNanos = startNanos;
    this.held = new HeldBody(lane.limits().heldBodyBytes());
  }

  void begin() {
    counters.arrived();
    attempt();
  }

  private void attempt() {
    attempts++;
    progressNanos = System.nanoTime();
    phase = Phase.CONNECTING;
    upstream = lane.acquire(pool.workload(), tried);
    if (upstream.isEmpty()) {
      fail(lane.hasEndpoint(pool.workload()) ? Refusal.ENDPOINTS_BUSY : Refusal.NO_ENDPOINT);
      return;
    }
    // When one waiting connection was found closed the others may be too: the next is a new one.
    Optional<UpstreamConnection> waiting =
        attempts == 1 ? lane.idle().take(upstream.get()) : Optional.empty();
    if (waiting.isPresent()) {
      connected(waiting.get());
    } else {
      lane.connect(upstream.get(), this);
    }
  }

  /// The connection that [#attempt] asked for is there.
  void connected(UpstreamConnection to) {
    if (phase != Phase.CONNECTING) {
      lane.idle().put(to);
      return;
    }
    phase = Phase.OPEN;
    connection = Optional.of(to);
    reused = to.attach(this);
    Channel channel = to.channel();
    Outbound.write(channel, request);
    held.sendTo(channel);
    if (!repeatable()) {
      held.release();
    }
    client.resume();
    channel.flush();
  }

  /// The connection that [#attempt] asked for can not be had; nothing was sent, so any method may
  /// be tried again.
  void connectFailed(Throwable cause) {
    if (phase != Phase.CONNECTING) {
      return;
    }
    blame();
    if (!again()) {
      fail(
          cause instanceof ConnectTimeoutException
              ? Refusal.CONNECT_TIMEOUT
              : Refusal.CONNECT_FAILED);
    }
  }

  private boolean again() {
    if (attempts >= ATTEMPTS_MAX || !counters.retry()) {
      return false;
    }
    var failed = new ArrayList<>(tried);
    upstream.ifPresent(failed::add);
    tried = failed;
    letGo();
    attempt();
    return true;
  }

  /// Whether the request may be sent again after it was sent once.
  private boolean repeatable() {
    return !repeated && (reused ? idempotent : safe);
  }

  boolean takesBody() {
    return phase == Phase.OPEN;
  }

  boolean wantsBody() {
    return phase == Phase.OPEN && connection.map(to -> to.channel().isWritable()).orElse(false);
  }

  /// A piece of the request's body.
  void body(HttpContent piece) {
    progressNanos = System.nanoTime();
    if (piece.decoderResult().isFailure() || connection.isEmpty()) {
      piece.release();
      failClient(Refusal.MALFORMED);
      return;
    }
    boolean last = piece instanceof LastHttpContent;
    Channel channel = connection.get().channel();
    held.keep(piece);
    Outbound.write(channel, piece);
    if (last) {
      channel.flush();
    }
  }

  void flushBody() {
    connection.ifPresent(to -> to.channel().flush());
  }

  void upstreamWritable() {
    progressNanos = System.nanoTime();
    client.resume();
  }

  void clientWritable(boolean writable) {
    progressNanos = System.nanoTime();
    connection.ifPresent(to -> to.read(writable));
  }

  /// The answer's head, or an interim one.
  void answerHead(HttpResponse answer) {
    progressNanos = System.nanoTime();
    heard = true;
    int code = answer.status().code();
    if (answer.decoderResult().isFailure() || code == SWITCHING_PROTOCOLS) {
      blame();
      fail(Refusal.UPSTREAM_MALFORMED);
      return;
    }
    interim = code < 200;
    if (interim) {
      // HTTP/1.0 knows no interim answers.
      if (!old) {
        Forwarding.interim(answer);
        client.write(answer);
      }
      return;
    }
    answerBegan = true;
    status = code;
    closesUpstream = !HttpUtil.isKeepAlive(answer);
    closesClient = Forwarding.response(answer, old, !client.keepAlive(), head);
    client.write(answer);
  }

  /// A piece of the answer's body.
  void answerPiece(HttpContent piece) {
    progressNanos = System.nanoTime();
    if (piece.decoderResult().isFailure()) {
      piece.release();
      blame();
      fail(Refusal.UPSTREAM_MALFORMED);
    } else if (interim) {
      interimPiece(piece);
    } else {
      client.write(piece);
      if (piece instanceof LastHttpContent) {
        answered();
      } else if (!client.writable()) {
        connection.ifPresent(to -> to.read(false));
      }
    }
  }

  private void interimPiece(HttpContent piece) {
    if (old) {
      piece.release();
    } else {
      client.write(piece);
    }
    interim = !(piece instanceof LastHttpContent);
  }

  void flushAnswer() {
    client.flush();
  }

  private void answered() {
    counters.answered(status, System.nanoTime() - startNanos);
    upstream.ifPresent(from -> lane.routing().observe(from, Observation.ANSWERED));
    UpstreamConnection used = connection.orElseThrow();
    used.detach();
    connection = Optional.empty();
    boolean usable = !closesUpstream && client.bodyEnded();
    settle();
    client.answered(closesClient);
    // Only now: a pipelined request that begins in the call above must not get a connection on
    // which
    // surplus bytes of this answer may still be about to be read.
    if (usable) {
      lane.idle().put(used);
    } else {
      used.close();
    }
  }

  /// The endpoint closed the connection before the answer was whole.
  void upstreamGone() {
    connection = Optional.empty();
    if (!reused || heard) {
      blame();
    }
    boolean repeats = !heard && repeatable() && held.whole();
    repeated = true;
    if (repeats && again()) {
      return;
    }
    fail(Refusal.UPSTREAM_CLOSED);
  }

  /// The client closed its connection: nobody waits for the answer any more, so the endpoint is
  /// freed.
  void clientGone() {
    if (phase != Phase.DONE) {
      counters.aborted();
      settle();
    }
  }

  /// Ends the exchange when nothing moved for too long.
  void sweep(long nowNanos) {
    if (phase == Phase.DONE || movedOn()) {
      return;
    }
    long still = nowNanos - progressNanos;
    boolean clientsTurn = phase == Phase.OPEN && !client.bodyEnded() && !answerBegan && wantsBody();
    if (clientsTurn) {
      if (still > lane.timeouts().body().toNanos()) {
        failClient(Refusal.SLOW_CLIENT);
      }
    } else if (still > lane.timeouts().upstream().toNanos()) {
      if (client.writable()) {
        blame();
        fail(Refusal.UPSTREAM_TIMEOUT);
      } else {
        failClient(Refusal.SLOW_CLIENT);
      }
    }
  }

  /// An endpoint that fails its health checks while others pass theirs most likely hangs, with all
  /// that it was given: what only reads is asked elsewhere instead of waiting for it.
  private boolean movedOn() {
    boolean stranded =
        phase == Phase.OPEN
            && safe
            && !repeated
            && !heard
            && held.whole()
            && upstream.filter(lane.routing()::forsaken).isPresent();
    if (!stranded) {
      return false;
    }
    repeated = true;
    // Without budget it waits on, and the next sweep tries again.
    boolean moved = again();
    repeated = moved;
    return moved;
  }

  private void blame() {
    upstream.ifPresent(bad -> lane.routing().observe(bad, Observation.BROKE));
  }

  /// Ends the exchange because the workload's side failed.
  private void fail(Refusal refusal) {
    counters.failed();
    end(refusal, false);
  }

  /// Ends the exchange because the client's side failed.
  private void failClient(Refusal refusal) {
    counters.aborted();
    end(refusal, true);
  }

  private void end(Refusal refusal, boolean close) {
    settle();
    if (answerBegan) {
      client.breakOff();
    } else {
      client.refuse(refusal, close);
    }
  }

  private void settle() {
    phase = Phase.DONE;
    held.release();
    letGo();
  }

  private void letGo() {
    Optional<UpstreamConnection> open = connection;
    connection = Optional.empty();
    open.ifPresent(used -> {
      used.detach();
      used.close();
    });
    upstream.ifPresent(Upstream::release);
    upstream = Optional.empty();
  }
}
