package dev.surgeline.plane.console;

import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditQuery;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// A question of the audit log in an address.
///
/// @param after only entries with a higher number
/// @param limit so many at most
record AuditQuestion(AuditQuery query, long after, int limit) {
  private static final SortedSet<String> KNOWN =
      new TreeSet<>(
          List.of(
              "workload", "from", "to", "actor", "kind", "emergency", "outcome", "after", "limit"));

  /// @throws IllegalArgumentException if it is none; the message is a sentence. What is not known
  ///   is no parameter to pass over: the answer would be to another question
  static AuditQuestion parse(Map<String, List<String>> given, int limit, int limitMax) {
    for (var one : given.entrySet()) {
      if (!KNOWN.contains(one.getKey()) || one.getValue().size() != 1) {
        throw new IllegalArgumentException(
            "parameters are " + String.join(", ", KNOWN) + ", each once; not " + one.getKey());
      }
    }
    Parameters asked = new Parameters(given);
    AuditQuery query =
        new AuditQuery(
            asked.text("workload").map(WorkloadName::new),
            asked.time("from"),
            asked.time("to"),
            asked.text("actor").map(Actor::new),
            asked.word("kind", AuditQuery.KINDS),
            asked.word("emergency", List.of("true", "false")).filter("true"::equals).isPresent(),
            asked.word("outcome", AuditQuery.OUTCOMES));
    return new AuditQuestion(
        query,
        asked.number("after", -1, Long.MAX_VALUE).orElse(-1L),
        asked.number("limit", 1, limitMax).orElse((long) limit).intValue());
  }

  private record Parameters(Map<String, List<String>> given) {
    Optional<String> text(String name) {
      return Optional.ofNullable(given.get(name)).map(List::getFirst);
    }

    Optional<Instant> time(String name) {
      try {
        return text(name).map(Instant::parse);
      } catch (DateTimeParseException _) {
        throw new IllegalArgumentException(name + " is a time such as 2026-11-21T08:00:00Z");
      }
    }

    Optional<String> word(String name, List<String> words) {
      Optional<String> word = text(name);
      if (word.isPresent() && !words.contains(word.get())) {
        throw new IllegalArgumentException(name + " is one of " + String.join(", ", words));
      }
      return word;
    }

    Optional<Long> number(String name, long least, long most) {
      try {
        Optional<Long> number = text(name).map(Long::valueOf);
        if (number.filter(it -> it < least || it > most).isEmpty()) {
          return number;
        }
      } catch (NumberFormatException _) {
        // The rule says it.
      }
      throw new IllegalArgumentException(name + " is a whole number from " + least + " to " + most);
    }
  }
}
