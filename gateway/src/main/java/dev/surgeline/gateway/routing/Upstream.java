package dev.surgeline.gateway.routing;

import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.core.route.Endpoint;
import dev.surgeline.core.route.EndpointHealth;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/// An endpoint while the gateway runs: it outlives the snapshots that name it, until none does and
/// its last request is answered.
public final class Upstream {
  private final WorkloadName workload;
  private final Endpoint endpoint;
  private final SocketAddress address;
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile boolean accepting = true;
  private volatile EndpointHealth health = EndpointHealth.NEW;

  Upstream(WorkloadName workload, Endpoint endpoint) {
    this.workload = workload;
    this.endpoint = endpoint;
    this.address = InetSocketAddress.createUnresolved(endpoint.host(), endpoint.port());
  }

  /// Counts one more request in flight, unless the endpoint takes no new ones or has `most`
  /// already.
  ///
  /// Counting comes before looking: a control plane that sees a draining endpoint with nothing in
  /// flight may stop it, so no request may slip in after that.
  public boolean tryAcquire(int most) {
    if (inFlight.incrementAndGet() <= most && accepting) {
      return true;
    }
    inFlight.decrementAndGet();
    return false;
  }

  /// Ends what [#tryAcquire] began.
  public void release() {
    inFlight.decrementAndGet();
  }

  /// Requests not yet answered.
  public int inFlight() {
    return inFlight.get();
  }

  /// Whether it may be given new requests: false while it drains and after it was removed.
  public boolean accepting() {
    return accepting;
  }

  public WorkloadName workload() {
    return workload;
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  public SocketAddress address() {
    return address;
  }

  public EndpointHealth health() {
    return health;
  }

  void accept(boolean newRequests) {
    accepting = newRequests;
  }

  /// Only under [LiveRouting]'s lock.
  void become(EndpointHealth next) {
    health = next;
  }

  @Override
  public String toString() {
    return endpoint.replica() + " at " + endpoint.host() + ":" + endpoint.port();
  }
}
