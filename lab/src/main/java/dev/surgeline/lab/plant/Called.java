package dev.surgeline.lab.plant;

import dev.surgeline.core.platform.Capacity;
import dev.surgeline.core.platform.Dependency;
import java.util.Optional;

/// What each request asks of a dependency once its own service is done: so many calls at once, and
/// it keeps its slot until all are answered. A call needs a connection; where none is free it
/// waits, first come first served. A replica holds so many connections, and the dependency takes so
/// many in all.
///
/// @param fanOut calls for each request; what is not whole is one more for that share of them
/// @param time how long a call keeps its connection
/// @param perReplica connections of a replica that serves; infinite: as many as it likes
/// @param limit connections in all; infinite: as many as come
record Called(double fanOut, ServiceTime time, double perReplica, double limit) {
  /// Absent: it is not said how long a call takes, and it is part of the service time.
  static Optional<Called> of(Dependency dependency) {
    return dependency
        .callTime()
        .map(time ->
            new Called(
                dependency.fanOut().orElse(1),
                new ServiceTime(
                    time.toNanos(), Capacity.Spread.of(Capacity.Distribution.EXPONENTIAL)),
                dependency.connectionsPerReplica().orElse(Double.POSITIVE_INFINITY),
                dependency.limit().orElse(Double.POSITIVE_INFINITY)));
  }

  /// Connections that so many replicas have.
  int connections(int ready) {
    double all = Math.floor(Math.min(limit, ready == 0 ? 0 : perReplica * ready));
    return (int) Math.min(Integer.MAX_VALUE, all);
  }

  /// Calls of a request, the same whoever scales.
  ///
  /// @param origin when it was first tried
  /// @param service how long it took by itself
  /// @param place of the dependency
  int count(long origin, long service, int place) {
    int whole = (int) fanOut;
    return whole + (Luck.of(origin, service, 64 * place + 32) < fanOut - whole ? 1 : 0);
  }

  /// How long one of these calls takes, the same whoever scales.
  ///
  /// @param number which of them
  long takes(long origin, long service, int place, int number) {
    double luck = Luck.of(origin ^ Long.rotateLeft(number + 1L, 40), service, 64 * place + 33);
    return Math.max(1, (long) time.quantile(Math.max(0x1p-54, luck)));
  }
}
