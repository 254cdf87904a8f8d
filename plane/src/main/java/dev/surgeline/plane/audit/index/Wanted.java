package dev.surgeline.plane.audit.index;

import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What somebody looks for, in [Words].
///
/// @param groups an entry has a word of each
/// @param times its time is in one of them; apart from each other, the earlier first
public record Wanted(List<SortedSet<String>> groups, List<TimeRange> times) {
  /// Every entry.
  public static final Wanted ALL = new Wanted(List.of(), List.of(TimeRange.ALL));

  public Wanted {
    times = List.copyOf(times);
    groups =
        groups.stream()
            .<SortedSet<String>>map(
                group -> Collections.unmodifiableSortedSet(new TreeSet<>(group)))
            .toList();
    if (groups.stream().anyMatch(group -> group.isEmpty())) {
      throw new IllegalArgumentException("a group has a word");
    }
  }

  /// The same question.
  public static Wanted of(AuditQuery query) {
    List<SortedSet<String>> groups = new ArrayList<>();
    query.kind().ifPresent(kind -> groups.add(one(Words.KIND + kind)));
    query
        .workload()
        .ifPresent(
            name -> groups.add(new TreeSet<>(List.of(Words.WORKLOAD + name, Words.EVERYWHERE))));
    query.actor().ifPresent(actor -> groups.add(one(Words.ACTOR + actor)));
    query.outcome().ifPresent(outcome -> groups.add(one(Words.OUTCOME + outcome)));
    if (query.emergency()) {
      groups.add(one(Words.EMERGENCY));
    }
    return new Wanted(groups, List.of(query.range()));
  }

  private static SortedSet<String> one(String word) {
    return new TreeSet<>(List.of(word));
  }

  /// No time in it is before this; absent: there is no such bound, or no time at all.
  Optional<Instant> from() {
    return times.isEmpty() ? Optional.empty() : times.getFirst().from();
  }

  /// All times in it are before this; likewise.
  Optional<Instant> to() {
    return times.isEmpty() ? Optional.empty() : times.getLast().to();
  }

  /// Whether an entry with these words has one of each group.
  boolean meets(SortedSet<String> words) {
    return groups.stream().allMatch(group -> group.stream().anyMatch(word -> words.contains(word)));
  }

  /// Whether an entry of this time is in its time.
  boolean covers(Instant at) {
    return times.stream().anyMatch(one -> one.contains(at));
  }
}
