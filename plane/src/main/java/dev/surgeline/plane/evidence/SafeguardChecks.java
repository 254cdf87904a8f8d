package dev.surgeline.plane.evidence;

import dev.surgeline.core.platform.Jurisdiction;
import dev.surgeline.core.platform.Protection;
import dev.surgeline.core.platform.Protection.Standing;
import dev.surgeline.core.platform.Records;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.plane.audit.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/// What the documents say of how data and records are kept.
final class SafeguardChecks {
  private SafeguardChecks() {}

  static Finding run(Check.OfSafeguards check, Subject subject) {
    return switch (check) {
      case Check.EncryptedAtRest _ ->
          each(
              subject,
              one -> Protection.atRest(subject.day(), one),
              "workloads with protected data are said to be encrypted at rest",
              "workloads with protected data are not encrypted at rest");
      case Check.EncryptedInTransit(var least) ->
          each(
              subject,
              one -> Protection.inTransit(subject.day(), one, least),
              "workloads with protected data are said to have encrypted connections",
              "workloads with protected data have connections that are not encrypted so");
      case Check.BackupsTested(var days) ->
          each(
              subject,
              one -> Protection.backup(subject.day(), one, days),
              "workloads with protected data are said to have backups within their objective",
              "workloads with protected data have no such backups");
      case Check.RecordsKept(var days, var in) -> records(subject, days, in);
    };
  }

  private static Finding each(
      Subject subject, Function<Workload, Standing> look, String good, String bad) {
    List<Workload> all =
        subject.spec().workloads().values().stream().map(one -> one.workload()).toList();
    List<Workload> concerned = all.stream().filter(Protection::concerns).toList();
    List<String> broken = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Workload one : concerned) {
      switch (look.apply(one)) {
        case Standing.Kept _ -> {}
        case Standing.Broken(var why) -> broken.add(one.name() + ": " + why);
        case Standing.Unknown(var why) -> unknown.add(one.name() + ": " + why);
      }
    }
    all.stream()
        .filter(one -> one.data().isEmpty())
        .forEach(one -> unknown.add(one.name() + ": the key data is missing"));
    if (broken.isEmpty() && !unknown.isEmpty()) {
      String sentence = unknown.size() + " of " + all.size() + " workloads say nothing that counts";
      return new Finding(CheckResult.NOT_EVALUATED, sentence, unknown);
    }
    return concerned.isEmpty()
        ? Finding.notApplicable("none of " + all.size() + " workloads has protected data")
        : Finding.of(concerned.size(), broken, good, bad);
  }

  private static Finding records(
      Subject subject, int days, Optional<SortedSet<Jurisdiction>> within) {
    Optional<Records> said = subject.spec().platform().records();
    if (said.isEmpty()) {
      return Finding.notEvaluated("the platform has no key records");
    }
    Records records = said.get();
    if (!records.attested().counts(subject.day())) {
      return Finding.notEvaluated("what records says does not count on " + subject.day());
    }
    String kept = "records are said to be kept for " + records.days() + " days";
    if (records.days() < days) {
      return Finding.fail(kept + ", below " + days, List.of());
    }
    if (within.isEmpty()) {
      return Finding.pass(kept);
    }
    if (records.in().isEmpty()) {
      return Finding.notEvaluated("records does not say in which jurisdictions they lie");
    }
    String where = kept + " in " + records.in();
    return within.get().containsAll(records.in())
        ? Finding.pass(where)
        : Finding.fail(where + ", not all of " + within.get(), List.of());
  }
}
