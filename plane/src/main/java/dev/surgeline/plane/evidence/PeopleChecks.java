package dev.surgeline.plane.evidence;

import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.console.Staff.Role;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/// Who may command.
final class PeopleChecks {
  private PeopleChecks() {}

  static Finding run(Check.OfPeople check, Subject subject) {
    Optional<SortedMap<Actor, SortedSet<Role>>> people = subject.people();
    if (people.isEmpty()) {
      return Finding.notEvaluated("no file of people was given with --people");
    }
    return switch (check) {
      case Check.ReviewerApart _ -> reviewer(people.get());
      case Check.ApproversEnough _ -> approvers(people.get(), subject);
    };
  }

  private static Finding reviewer(SortedMap<Actor, SortedSet<Role>> people) {
    long starters = having(people, Role.EMERGENCY);
    long apart =
        people.values().stream()
            .filter(roles -> roles.contains(Role.REVIEWER) && !roles.contains(Role.EMERGENCY))
            .count();
    if (starters == 0) {
      return Finding.fail("nobody may start break-glass", List.of());
    }
    return apart == 0
        ? Finding.fail(
            "nobody reviews break-glass who may not start it, of " + people.size() + " people",
            List.of())
        : Finding.pass(
            apart + " of " + people.size() + " people review break-glass and may not start it");
  }

  private static long having(SortedMap<Actor, SortedSet<Role>> people, Role role) {
    return people.values().stream().filter(roles -> roles.contains(role)).count();
  }

  /// One more than asked for: one of them may be away.
  private static Finding approvers(SortedMap<Actor, SortedSet<Role>> people, Subject subject) {
    int asked =
        subject.spec().workloads().values().stream()
            .flatMap(one -> one.scaling().approval().stream())
            .mapToInt(rule -> rule.approvers())
            .max()
            .orElse(0);
    long there = having(people, Role.APPROVER);
    if (asked == 0) {
      return Finding.notApplicable("no document asks for approval");
    }
    String have = there + " people may approve, and the documents ask for " + asked;
    return there > asked ? Finding.pass(have) : Finding.fail(have + " and one more", List.of());
  }
}
