package dev.surgeline.lab.plant;

/// A workload under control: requests arrive, replicas start, serve and go. Times are in
/// nanoseconds from the beginning.
public sealed interface Plant permits RequestPlant, FluidPlant {
  /// So many replicas that serve at once: the size that a run begins with.
  void begin(int size);

  /// Goes on until a time.
  void advance(long to);

  /// Asks for replicas or lets some go, so that there are so many to stay.
  void scaleTo(int size);

  /// What waits for longer than it may is counted as late, though it is not over: there will be no
  /// more of the run.
  default void close() {}

  long now();

  /// Requests that have arrived so far.
  double arrived();

  /// Requests that wait to be worked on.
  double queued();

  /// Requests that wait or are worked on.
  double inFlight();

  /// Requests that were answered so far.
  double answered();

  /// Time of replicas so far, each replica from when it was asked for until it was gone.
  ReplicaTime billed();

  /// How many replicas there are to stay.
  default int size() {
    return fleet().staying();
  }

  /// How many serve.
  default int ready() {
    return fleet().readyCount();
  }

  Ledger ledger();

  /// The replicas.
  Fleet fleet();

  /// Slot-nanoseconds that a replica has worked.
  double worked(int replica);

  /// Slots of a replica that work now.
  double busy(int replica);
}
