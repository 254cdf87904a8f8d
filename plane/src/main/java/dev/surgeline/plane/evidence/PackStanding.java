package dev.surgeline.plane.evidence;

import dev.surgeline.plane.audit.CheckResult;
import dev.surgeline.plane.audit.PackSummary;
import dev.surgeline.plane.audit.PackSummary.Change;
import dev.surgeline.plane.audit.PackSummary.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What came of every rule of a pack, as the summaries on the log have it put together.
///
/// @param at when the last was written
/// @param sha256 of the pack's bytes at that time; empty: there is none yet
/// @param exceptions that counted, by rule
record PackStanding(
    Instant at,
    String sha256,
    SortedMap<String, CheckResult> rules,
    SortedMap<String, Turn> exceptions) {
  static final PackStanding NONE =
      new PackStanding(Instant.EPOCH, "", new TreeMap<>(), new TreeMap<>());

  PackStanding {
    rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    exceptions = Collections.unmodifiableSortedMap(new TreeMap<>(exceptions));
  }

  /// With one more summary.
  PackStanding after(Instant when, PackSummary summary) {
    SortedMap<String, CheckResult> results = new TreeMap<>(rules);
    for (Change change : summary.changed()) {
      change
          .now()
          .ifPresentOrElse(
              now -> results.put(change.rule(), now), () -> results.remove(change.rule()));
    }
    SortedMap<String, Turn> counting = new TreeMap<>(exceptions);
    for (Turn turn : summary.exceptions()) {
      if (turn.counts()) {
        counting.put(turn.rule(), turn);
      } else {
        counting.remove(turn.rule());
      }
    }
    return new PackStanding(when, summary.sha256(), results, counting);
  }

  /// What there is to write of what was found now.
  PackSummary summary(String documents, Assessment.PackResult found) {
    SortedMap<String, CheckResult> results = new TreeMap<>();
    SortedMap<String, Turn> counting = new TreeMap<>();
    for (Assessment.RuleResult one : found.rules()) {
      String rule = one.rule().id();
      results.put(rule, one.result());
      one.exception()
          .ifPresent(it ->
              counting.put(rule, new Turn(rule, true, it.owner(), it.approver(), it.expires())));
    }
    return new PackSummary(
        found.id(),
        found.version(),
        found.sha256(),
        documents,
        found.counts(),
        changes(results),
        turns(counting));
  }

  private List<Change> changes(SortedMap<String, CheckResult> now) {
    SortedSet<String> all = new TreeSet<>(rules.keySet());
    all.addAll(now.keySet());
    return all.stream()
        .map(rule ->
            new Change(
                rule, Optional.ofNullable(rules.get(rule)), Optional.ofNullable(now.get(rule))))
        .filter(change -> !change.was().equals(change.now()))
        .toList();
  }

  private List<Turn> turns(SortedMap<String, Turn> now) {
    List<Turn> turns = new ArrayList<>();
    exceptions.forEach((rule, was) -> {
      if (!was.equals(now.get(rule))) {
        turns.add(new Turn(rule, false, was.owner(), was.approver(), was.expires()));
      }
    });
    now.forEach((rule, is) -> {
      if (!is.equals(exceptions.get(rule))) {
        turns.add(is);
      }
    });
    return turns;
  }
}
