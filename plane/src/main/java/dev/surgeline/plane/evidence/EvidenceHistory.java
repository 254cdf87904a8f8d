package dev.surgeline.plane.evidence;

import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.RuleCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What came of the rules of packs over time, as the audit log has it: a control plane that checks
/// them writes the counts when something changed, and once a day.
///
/// @param packs by id, each with its counts in the order in which they were written
public record EvidenceHistory(SortedMap<String, List<Point>> packs) {
  public static final EvidenceHistory NONE = new EvidenceHistory(new TreeMap<>());

  /// @param at when they were written
  /// @param version of the pack
  public record Point(Instant at, String version, RuleCounts counts) {}

  public EvidenceHistory {
    SortedMap<String, List<Point>> copy = new TreeMap<>();
    packs.forEach((id, points) -> copy.put(id, List.copyOf(points)));
    packs = Collections.unmodifiableSortedMap(copy);
  }

  /// What the log of a subject tells of it; nothing of one that is not believed.
  public static EvidenceHistory of(Subject subject) {
    return subject.log().flatMap(AuditedLog::entries).map(LogReading::history).orElse(NONE);
  }

  /// Gathers it.
  static final class Reading {
    private final SortedMap<String, List<Point>> packs = new TreeMap<>();

    void take(AuditLine line) {
      if (line.entry() instanceof AuditEntry.Assessed(var summary)) {
        packs
            .computeIfAbsent(summary.pack(), _ -> new ArrayList<>())
            .add(new Point(line.at(), summary.version(), summary.counts()));
      }
    }

    EvidenceHistory history() {
      return new EvidenceHistory(packs);
    }
  }

  /// Of one pack; none: the log tells of none.
  public List<Point> of(String pack) {
    return Optional.ofNullable(packs.get(pack)).orElse(List.of());
  }
}
