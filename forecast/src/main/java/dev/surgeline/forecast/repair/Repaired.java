package dev.surgeline.forecast.repair;

import dev.surgeline.forecast.model.Past;
import java.util.List;

/// A history that can be learned from, and what was done to it.
///
/// @param past without gaps; its start may be later than the series', for what came before the
///   first observed value, or before another level altogether, is dropped
/// @param notes a sentence for each kind of change, and for what the history cannot tell
public record Repaired(Past past, List<String> notes) {
  public Repaired {
    notes = List.copyOf(notes);
  }
}
