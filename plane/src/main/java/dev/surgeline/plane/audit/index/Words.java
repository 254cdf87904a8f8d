package dev.surgeline.plane.audit.index;

import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.Facets;
import dev.surgeline.plane.audit.fhir.SearchTerms;
import java.util.SortedSet;
import java.util.TreeSet;

/// What an entry is found by: fixed words, names of workloads, pseudonyms. Nothing that a person
/// typed is among them.
///
///     entry  kind:commanded  actor:ops-7  emergency  outcome:accepted  workload:*
///     agent:https://surgeline.dev/fhir/sid/actor|ops-7  subtype:command-breakglass-start
final class Words {
  /// Changes when the words of an entry do: an index of another edition is made anew.
  static final int EDITION = 1;

  /// Every entry has it.
  static final String EVERY = "entry";

  static final String KIND = "kind:";
  static final String WORKLOAD = "workload:";
  static final String ACTOR = "actor:";
  static final String OUTCOME = "outcome:";
  static final String EMERGENCY = "emergency";

  /// About every workload; an entry that has it names none.
  static final String EVERYWHERE = WORKLOAD + "*";

  private Words() {}

  /// @param log the log's origin
  static SortedSet<String> of(AuditLine line, String log) {
    Facets facets = Facets.of(line.entry());
    SortedSet<String> words = new TreeSet<>(SearchTerms.of(line, log));
    words.add(EVERY);
    words.add(KIND + facets.kind());
    facets.workloads().forEach(name -> words.add(WORKLOAD + name));
    facets.actors().forEach(actor -> words.add(ACTOR + actor));
    facets.outcome().ifPresent(outcome -> words.add(OUTCOME + outcome));
    if (facets.emergency()) {
      words.add(EMERGENCY);
    }
    if (facets.everywhere()) {
      words.add(EVERYWHERE);
    }
    return words;
  }
}
