package dev.surgeline.core.decide;

import dev.surgeline.core.decide.slo.SloMemory;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.FrozenMap;
import java.util.SortedMap;

/// What a policy remembers from one tick to the next. It is a part of the state, so it survives a
/// restart and a change of documents that leaves the policy there, and a replay finds it again.
///
/// The same tick twice leaves what one left: a policy that has seen a time already gives back what
/// it remembers, as it is.
public sealed interface PolicyMemory permits PredictiveMemory, FollowMemory, SloMemory {
  /// Nobody remembers anything.
  SortedMap<Key, PolicyMemory> NONE = FrozenMap.empty();

  /// Whose memory it is.
  ///
  /// @param value the policy's name and its signal, as far as it has one:
  ///   `predictive:requests_per_second`
  record Key(String value) implements Comparable<Key> {
    /// Of a policy that learns from a signal.
    public static Key of(String policy, SignalName signal) {
      return new Key(policy + ":" + signal);
    }

    @Override
    public int compareTo(Key other) {
      return value.compareTo(other.value);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}
