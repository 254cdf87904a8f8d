package dev.surgeline.forecast.repair;

import dev.surgeline.forecast.model.Past;
import dev.surgeline.forecast.series.TimeSeries;
import java.util.List;

/// A history that can be learned from, and what was done to it.
///
/// @param past without gaps; its start may be later than the series', for what came before the
///   first observed value, or before another level altogether, is dropped
/// @param observed which of its values were observed; the others are filled in
/// @param notes a sentence for each kind of change, and for what the history cannot tell
@SuppressWarnings("ArrayRecordComponent")
public record Repaired(Past past, boolean[] observed, List<String> notes) {
  public Repaired {
    notes = List.copyOf(notes);
    if (observed.length != past.length()) {
      throw new IllegalArgumentException("each value was observed or not");
    }
  }

  /// The past as a series in which what was filled in is not observed: nobody is to be judged by
  /// it.
  public TimeSeries known(String name) {
    double[] values = past.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] = observed[i] ? values[i] : Double.NaN;
    }
    return new TimeSeries(name, past.start(), past.step(), values);
  }
}
