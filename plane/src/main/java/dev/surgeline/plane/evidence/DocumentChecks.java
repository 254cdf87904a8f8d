package dev.surgeline.plane.evidence;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.control.WorkloadSpec;
import dev.surgeline.core.decide.Mode;
import dev.surgeline.core.platform.DataRules;
import dev.surgeline.core.platform.Dependency;
import dev.surgeline.core.platform.Hosting;
import dev.surgeline.core.platform.Jurisdiction;
import dev.surgeline.core.platform.Residency;
import dev.surgeline.core.platform.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;

/// What the documents say.
final class DocumentChecks {
  /// A word that gives a secret away by its name, with a value behind it.
  private static final Pattern GIVEN =
      Pattern.compile(
          "(?i)-{0,2}[a-z0-9._-]*(password|passwd|secret|token|api-?key|credential)s?[=:].+");

  /// The same as a flag whose value is the next word.
  private static final Pattern FLAG =
      Pattern.compile("(?i)-{1,2}[a-z0-9._-]*(password|passwd|secret|token|api-?key|credential)s?");

  private static final Pattern IN_ADDRESS =
      Pattern.compile("[a-z][a-z0-9+.-]*://[^/@:]+:[^@/]+@.*");

  private DocumentChecks() {}

  static Finding run(Check.OfDocuments check, Subject subject) {
    PlatformSpec spec = subject.spec();
    return switch (check) {
      case Check.DataClassified _ -> classified(spec);
      case Check.Criticality _ -> criticality(spec);
      case Check.ResidencyDeclared _ -> declared(spec);
      case Check.ResidencyKept(var of) -> kept(subject, of);
      case Check.ApprovalRequired(var approvers) -> approval(spec, approvers);
      case Check.SecretsByReference _ -> secrets(spec);
      case Check.OfSafeguards of -> SafeguardChecks.run(of, subject);
    };
  }

  private static List<Workload> workloads(PlatformSpec spec) {
    return spec.workloads().values().stream().map(WorkloadSpec::workload).toList();
  }

  private static Finding classified(PlatformSpec spec) {
    List<Workload> all = workloads(spec);
    List<String> silent =
        all.stream()
            .filter(one -> one.data().isEmpty())
            .map(one -> one.name() + ": the key data is missing")
            .toList();
    return Finding.of(
        all.size(),
        silent,
        "workloads say what their data is",
        "workloads do not say what their data is");
  }

  /// The reader refuses a workload without a criticality; what is left is whether they fit.
  private static Finding criticality(PlatformSpec spec) {
    List<String> wrong = new ArrayList<>();
    for (Workload one : workloads(spec)) {
      for (Dependency needed : one.dependsOn()) {
        Optional<Workload> other =
            Optional.ofNullable(spec.workloads().get(needed.workload()))
                .map(WorkloadSpec::workload);
        // Declared from the highest to the lowest.
        if (other.filter(it -> it.criticality().compareTo(one.criticality()) > 0).isPresent()) {
          wrong.add(
              "%s is %s and depends on %s, which is %s"
                  .formatted(
                      one.name(),
                      word(one.criticality()),
                      needed.workload(),
                      word(other.orElseThrow().criticality())));
        }
      }
    }
    int all = spec.workloads().size();
    return wrong.isEmpty()
        ? Finding.pass(
            all
                + " of "
                + all
                + " workloads have a criticality, and depend on none"
                + " that counts for less")
        : Finding.fail(
            wrong.size() + " dependencies count for less than who depends on them", wrong);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Finding declared(PlatformSpec spec) {
    List<Workload> all = workloads(spec);
    List<Workload> phi =
        all.stream()
            .filter(one ->
                one.data()
                    .filter(it -> it.classification() == DataRules.Classification.PHI)
                    .isPresent())
            .toList();
    List<String> nowhere =
        phi.stream()
            .filter(one -> !Residency.stated(one))
            .map(one -> one.name() + ": data.residency is empty")
            .toList();
    long silent = all.stream().filter(one -> one.data().isEmpty()).count();
    if (nowhere.isEmpty() && silent > 0) {
      return Finding.notEvaluated(
          silent + " of " + all.size() + " workloads do not say what their data is");
    }
    return phi.isEmpty()
        ? Finding.notApplicable("none of " + all.size() + " workloads has protected data")
        : Finding.of(
            phi.size(),
            nowhere,
            "workloads with protected data say where it must stay",
            "workloads with protected data do not say where it must stay");
  }

  private static Finding kept(Subject subject, Optional<SortedSet<Jurisdiction>> of) {
    List<Workload> all = workloads(subject.spec());
    List<String> broken = new ArrayList<>();
    int concerned = 0;
    for (Workload one : all) {
      if (!concerns(one, of)) {
        continue;
      }
      concerned++;
      if (Residency.on(subject.day(), subject.spec().platform(), one)
          instanceof Residency.Standing.Broken(var why)) {
        broken.add(one.name() + ": " + why);
      }
    }
    long silent = all.stream().filter(one -> one.data().isEmpty()).count();
    if (broken.isEmpty() && silent > 0) {
      return Finding.notEvaluated(
          silent + " of " + all.size() + " workloads do not say where their data must stay");
    }
    return concerned == 0
        ? Finding.notApplicable("the data of no workload must stay in " + words(of))
        : Finding.of(
            concerned,
            broken,
            "workloads whose data must stay in " + words(of) + " run where it may be held",
            "workloads run where their data may not be held");
  }

  private static boolean concerns(Workload one, Optional<SortedSet<Jurisdiction>> of) {
    return one.data()
        .filter(data ->
            of.isEmpty()
                ? !data.residency().isEmpty()
                : data.residency().stream().anyMatch(it -> of.get().contains(it)))
        .isPresent();
  }

  private static String words(Optional<SortedSet<Jurisdiction>> of) {
    return of.map(some -> String.join(" or ", some.stream().map(Jurisdiction::value).toList()))
        .orElse("a jurisdiction");
  }

  private static Finding approval(PlatformSpec spec, int approvers) {
    List<String> alone = new ArrayList<>();
    int acting = 0;
    for (WorkloadSpec one : spec.workloads().values()) {
      if (one.scaling().mode() != Mode.ACT) {
        continue;
      }
      acting++;
      int asked = one.scaling().approval().map(rule -> rule.approvers()).orElse(0);
      if (asked < approvers) {
        alone.add(one.workload().name() + ": approval asks " + asked + " of " + approvers);
      }
    }
    return acting == 0
        ? Finding.notApplicable("no workload is acted on")
        : Finding.of(
            acting,
            alone,
            "workloads that are acted on ask people for large growth",
            "workloads that are acted on grow to their max without asking enough people");
  }

  /// The value is never shown.
  private static Finding secrets(PlatformSpec spec) {
    List<String> found = new ArrayList<>();
    for (Workload one : workloads(spec)) {
      List<String> command =
          switch (one.hosting()) {
            case Hosting.Process process -> process.command();
          };
      for (int i = 0; i < command.size(); i++) {
        String word = command.get(i);
        boolean flag =
            FLAG.matcher(word).matches()
                && i + 1 < command.size()
                && !command.get(i + 1).startsWith("-");
        if (flag || GIVEN.matcher(word).matches() || IN_ADDRESS.matcher(word).matches()) {
          found.add(one.name() + ": word " + (i + 1) + " of its command looks like a secret");
        }
      }
    }
    return found.isEmpty()
        ? Finding.pass("the commands of " + spec.workloads().size() + " workloads hold no secret")
        : Finding.fail(found.size() + " words of commands look like secrets", found);
  }
}
