package dev.surgeline.core.observe;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far the signals of a workload are to be believed.
///
/// @param doubts the signals that may not argue for fewer replicas, in order of name
/// @param awaits whether a signal that was never good may still come: the workload is new
public record Trust(List<Doubt> doubts, boolean awaits) {
  /// All that is known is good, and what is absent is still waited for.
  public static final Trust FULL = new Trust(List.of(), true);

  /// The same of a workload that is not new.
  static final Trust SETTLED = new Trust(List.of(), false);

  public Trust {
    doubts = List.copyOf(doubts);
  }

  /// The same observation without the signals in doubt: for who would draw conclusions from a
  /// single value.
  public Observation undoubted(Observation seen) {
    if (doubts.isEmpty()) {
      return seen;
    }
    SortedMap<SignalName, Signal> signals = new TreeMap<>(seen.signals());
    doubts.forEach(doubt -> signals.put(doubt.signal(), new Signal.Missing(doubt.why())));
    return new Observation(seen.status(), signals);
  }
}
