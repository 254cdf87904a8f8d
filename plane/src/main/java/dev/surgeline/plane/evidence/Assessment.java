package dev.surgeline.plane.evidence;

import dev.surgeline.plane.audit.CheckResult;
import dev.surgeline.plane.audit.RuleCounts;
import dev.surgeline.plane.audit.TimeRange;
import dev.surgeline.plane.control.Digests;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was found, as `surge evidence check --json` prints it.
///
/// @param at when it was looked at
/// @param documents the SHA-256 of the documents' canonical bytes; absent: none were given
/// @param log the audit log that was looked at
/// @param packs in the order in which they were given
/// @param notChecked what none of this looks at
public record Assessment(
    Instant at,
    Optional<String> documents,
    Optional<LogSeen> log,
    List<PackResult> packs,
    List<String> notChecked) {

  /// What is not looked at, in every report.
  public static final List<String> NOT_CHECKED =
      List.of(
          "physical safeguards, the workforce's training and sanctions, and contracts with business"
              + " associates and processors",
          "the risk analysis, and whether what it asks for is done",
          "the applications behind the gateway: their own access rules, logs, data and backups",
          "where operators, support, mirrors and sinks sit that can reach the data",
          "whether what the documents say is so: they are read, and no disk, network or provider is"
              + " probed",
          "what happened before the log's first entry, or was never put on it");

  /// @param origin what the log calls itself; absent: its signature does not hold
  /// @param size entries, likewise
  /// @param root base64, likewise
  /// @param keyGiven whether it was verified with a key that was given
  /// @param range of the entries that were asked for
  public record LogSeen(
      Optional<String> origin,
      Optional<Long> size,
      Optional<String> root,
      boolean keyGiven,
      TimeRange range) {
    static LogSeen of(AuditedLog seen) {
      return new LogSeen(
          seen.signed().origin(),
          seen.signed().size(),
          seen.signed().root(),
          seen.own(),
          seen.range());
    }
  }

  /// @param sha256 of the pack's bytes
  /// @param signedBy whose signature of it was required and holds
  public record PackResult(
      String id,
      String version,
      String sha256,
      Optional<String> signedBy,
      String title,
      String jurisdiction,
      RulePack.Status status,
      RuleCounts counts,
      List<RuleResult> rules) {
    public PackResult {
      rules = List.copyOf(rules);
    }

    static PackResult of(LoadedPack loaded, List<RuleResult> rules) {
      RulePack pack = loaded.pack();
      return new PackResult(
          pack.id(),
          pack.version(),
          loaded.sha256(),
          loaded.signedBy(),
          pack.title(),
          pack.jurisdiction(),
          pack.status(),
          Assessment.counts(rules),
          rules);
    }
  }

  /// @param finding a sentence
  /// @param exception that counts on that day, where it failed
  public record RuleResult(
      RulePack.Rule rule,
      CheckResult result,
      String finding,
      List<String> details,
      Optional<Exemptions.Exemption> exception) {
    public RuleResult {
      details = List.copyOf(details);
    }
  }

  public Assessment {
    packs = List.copyOf(packs);
    notChecked = List.copyOf(notChecked);
  }

  /// Looks at everything.
  public static Assessment of(Subject subject, List<LoadedPack> packs, Exemptions exemptions) {
    List<PackResult> results = packs.stream().map(pack -> pack(subject, pack, exemptions)).toList();
    Optional<LogSeen> log = subject.log().map(LogSeen::of);
    return new Assessment(
        subject.at(), Optional.of(Digests.of(subject.spec())), log, results, NOT_CHECKED);
  }

  private static PackResult pack(Subject subject, LoadedPack loaded, Exemptions exemptions) {
    RulePack pack = loaded.pack();
    List<RuleResult> rules = new ArrayList<>();
    for (RulePack.Rule rule : pack.rules()) {
      Finding found = finding(subject, pack, rule);
      Optional<Exemptions.Exemption> exception =
          found.result() == CheckResult.FAIL
              ? exemptions.find(pack, rule, subject.day())
              : Optional.empty();
      rules.add(new RuleResult(rule, found.result(), found.sentence(), found.details(), exception));
    }
    return PackResult.of(loaded, rules);
  }

  private static Finding finding(Subject subject, RulePack pack, RulePack.Rule rule) {
    if (rule.appliesFrom().filter(subject.day()::isBefore).isPresent()) {
      return Finding.notApplicable("it applies from " + rule.appliesFrom().get() + " on");
    }
    return switch (rule.check()) {
      case Check.Manual _ -> Finding.notEvaluated("a person has to look at this");
      case Check.NoSetting(var of) ->
          Finding.notEvaluated(
              "no document has a key for this yet: "
                  + of.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      case Check.PackReviewed(var days) -> {
        var due = pack.status().reviewedOn().plusDays(days);
        String when = "the pack was compared with its source on " + pack.status().reviewedOn();
        yield subject.day().isAfter(due)
            ? Finding.fail(when + ", more than " + days + " days ago", List.of())
            : Finding.pass(when);
      }
      case Check.Cel(var expression) -> CelRule.run(expression, subject);
      case Check.OfDocuments of -> DocumentChecks.run(of, subject);
      case Check.OfPeople of -> PeopleChecks.run(of, subject);
      case Check.OfLog of -> LogChecks.run(of, subject);
    };
  }

  private static RuleCounts counts(List<RuleResult> rules) {
    List<RuleResult> automated = rules.stream().filter(one -> one.rule().automated()).toList();
    return new RuleCounts(
        automated.size(),
        count(automated, CheckResult.PASS),
        count(automated, CheckResult.FAIL),
        count(automated, CheckResult.ERROR),
        count(automated, CheckResult.NOT_APPLICABLE),
        count(automated, CheckResult.NOT_EVALUATED),
        (int) automated.stream().filter(one -> one.exception().isPresent()).count(),
        rules.size() - automated.size());
  }

  private static int count(List<RuleResult> rules, CheckResult result) {
    return (int) rules.stream().filter(one -> one.result() == result).count();
  }

  /// Whether all that could be looked at passed, or is under an exception that counts.
  public boolean passed() {
    return packs.stream()
        .map(PackResult::counts)
        .allMatch(one -> one.failed() == one.excepted() && one.errors() == 0);
  }
}
