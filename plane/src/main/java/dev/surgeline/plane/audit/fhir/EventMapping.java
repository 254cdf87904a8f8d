package dev.surgeline.plane.audit.fhir;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Execution;
import dev.surgeline.core.control.Effect;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.PackSummary;
import dev.surgeline.plane.audit.RuleCounts;
import dev.surgeline.plane.audit.TurnedBy;
import dev.surgeline.plane.audit.fhir.Event.Act;
import dev.surgeline.plane.audit.fhir.Event.Agent;
import dev.surgeline.plane.audit.fhir.Event.Detail;
import dev.surgeline.plane.audit.fhir.Event.Kind;
import dev.surgeline.plane.audit.fhir.Event.Place;
import dev.surgeline.plane.audit.fhir.Event.Subject;
import dev.surgeline.plane.audit.fhir.Term.Participation;
import dev.surgeline.plane.audit.fhir.Term.Result;
import dev.surgeline.plane.audit.text.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What healthcare calls what we do: the one table from entries to events.
///
/// | entry | type, subtype | act | result |
/// |---|---|---|---|
/// | started, stopped | 110100, 110120 or 110121 | E | 0 |
/// | configured | 110100, 110131 | U | 0 |
/// | intent | 110100, scale-out or scale-in | U | not yet |
/// | outcome | 110100, scale-outcome | E | 0, 4 rolled back, 8 failed |
/// | alerted | 110100, alert | E | not said |
/// | commanded | 110100, command-...; refused 110113, 110132 | E | 0; refused 4 |
/// | emergencyTurned | 110113, 110127, 110138 or breakglass-... | E | 0 |
/// | approvalTurned | 110100, approval-... | E | 0 |
/// | accessed | 110114, 110122; refused 110113, 110132; 110101, log-read | E, R | 0; 4 |
/// | logReviewed | 110100, log-reviewed | E | 0 |
/// | textsRemoved | 110100, texts-removed | D | 0 |
/// | spoolMerged | 110100, spool-merged | E | 0 |
/// | experimented | 110100, experiment | E | 0; 4 deviated, interrupted; 8 failed, aborted |
/// | assessed | 110100, rules-checked | E | 0, whatever was found |
/// | objectiveMeasured | 110100, objective-measured | E | 0, whatever was measured |
///
/// A command to start break-glass is none of the turns of break-glass: whoever counts 110127 counts
/// each start once. Where a text would stand that a person typed, an entry has its SHA-256, and
/// that goes out; of an entry of an earlier version, which has the text, its SHA-256 likewise.
final class EventMapping {
  private final Place place;

  private EventMapping(Place place) {
    this.place = place;
  }

  /// The event of an entry.
  ///
  /// @param log the log's origin
  static Event event(AuditLine line, String log) {
    return new EventMapping(new Place(log, line.index(), line.at())).event(line.entry());
  }

  private Event event(AuditEntry entry) {
    return switch (entry) {
      case AuditEntry.Started started -> started(started);
      case AuditEntry.Stopped _ ->
          platform(done(Dicom.APPLICATION_STOP, Act.EXECUTE), new ArrayList<>());
      case AuditEntry.Configured configured -> configured(configured);
      case AuditEntry.Intent intent -> intent(intent);
      case AuditEntry.Outcome outcome -> outcome(outcome);
      case AuditEntry.Alerted(var alert) -> alerted(alert);
      case AuditEntry.Commanded commanded -> commanded(commanded);
      case AuditEntry.EmergencyTurned(var emergency) -> turned(emergency);
      case AuditEntry.ApprovalTurned(var approval) -> turned(approval);
      case AuditEntry.Experimented experimented -> experimented(experimented);
      case AuditEntry.TextsRemoved(var removed) -> removed(removed);
      case AuditEntry.Accessed accessed ->
          event(
              AccessWords.kind(accessed.access()),
              agents(AccessWords.agent(accessed), List.of(), Participation.AUTHOR),
              platform(),
              AccessWords.details(accessed));
      case AuditEntry.LogReviewed review ->
          event(
              done(Subtype.LOG_REVIEWED, Act.EXECUTE),
              agents(Agent.author(review.actor()), List.of(), Participation.AUTHOR),
              platform(),
              AccessWords.details(review));
      case AuditEntry.KeyRotated rotated -> rotated(rotated);
      case AuditEntry.SpoolMerged merged -> merged(merged);
      case AuditEntry.Assessed(var summary) -> assessed(summary);
      case AuditEntry.ObjectiveMeasured(var stretch) ->
          platform(done(Subtype.OBJECTIVE_MEASURED, Act.EXECUTE), ObjectiveWords.details(stretch));
    };
  }

  private Event rotated(AuditEntry.KeyRotated rotated) {
    List<Detail> details = new ArrayList<>();
    text(details, "key.before", rotated.from());
    text(details, "key.after", rotated.to());
    Kind kind = Kind.of(Dicom.SECURITY_ALERT, Dicom.SECURITY_CONFIGURATION, Act.UPDATE);
    return platform(kind.with(Result.SUCCESS), details);
  }

  private Event merged(AuditEntry.SpoolMerged merged) {
    List<Detail> details = new ArrayList<>();
    text(details, "spool.begin", merged.begin());
    text(details, "spool.end", merged.end());
    details.add(Detail.of("spool.entries", merged.count()));
    return platform(done(Subtype.SPOOL_MERGED, Act.EXECUTE), details);
  }

  private Event started(AuditEntry.Started started) {
    List<Detail> details = new ArrayList<>();
    text(details, "version", started.version());
    text(details, "journal", started.journal());
    details.add(Detail.of("recovered", (Object) started.recovered()));
    return platform(done(Dicom.APPLICATION_START, Act.EXECUTE), details);
  }

  private Event configured(AuditEntry.Configured configured) {
    List<Detail> details = new ArrayList<>();
    text(details, "spec.version", configured.specVersion());
    text(details, "spec.sha256", configured.sha256());
    configured.removed().forEach(name -> details.add(Detail.of("removed", name)));
    return platform(done(Dicom.SOFTWARE_CONFIGURATION, Act.UPDATE), details);
  }

  private Event intent(AuditEntry.Intent intent) {
    Action action = intent.action();
    Optional<Decision> decision = intent.decision();
    List<Detail> details = details(action);
    decision.ifPresent(one -> {
      details.add(Detail.of("decision", one.id()));
      one.reasons().stream()
          .map(Reason::code)
          .distinct()
          .forEach(code -> details.add(Detail.of("reason", code)));
    });
    intent.undoes().ifPresent(id -> details.add(Detail.of("undoes", id)));
    intent.beside().ifPresent(one -> details.add(Detail.of("decision.sha256", one.sha256())));
    text(details, "journal", intent.journal());
    Subtype way =
        switch (action) {
          case Action.Scale scale -> scale.up() ? Subtype.SCALE_OUT : Subtype.SCALE_IN;
        };
    boolean emergency = decision.filter(EventMapping::underBreakGlass).isPresent();
    Kind kind = Kind.of(Dicom.APPLICATION_ACTIVITY, way, Act.UPDATE).underBreakGlass(emergency);
    return event(kind, List.of(Agent.controller(true)), workload(action.workload()), details);
  }

  private static boolean underBreakGlass(Decision decision) {
    return decision.reasons().stream().anyMatch(it -> it.code() == Reason.Code.EMERGENCY);
  }

  private Event outcome(AuditEntry.Outcome outcome) {
    Execution execution = outcome.execution();
    List<Detail> details = details(execution.action());
    AuditQuery.outcome(outcome).ifPresent(word -> details.add(Detail.of("stage", word)));
    Kind plain = Kind.of(Dicom.APPLICATION_ACTIVITY, Subtype.SCALE_OUTCOME, Act.EXECUTE);
    Kind kind =
        switch (execution.stage()) {
          case Execution.Stage.Succeeded _, Execution.Stage.Superseded _ ->
              plain.with(Result.SUCCESS);
          case Execution.Stage.RolledBack(_, var cause) ->
              plain.with(Result.MINOR_FAILURE).because(cause);
          case Execution.Stage.Failed(_, var cause) ->
              plain.with(Result.SERIOUS_FAILURE).because(cause);
          case Execution.Stage.Applying _,
              Execution.Stage.Verifying _,
              Execution.Stage.RollingBack _ ->
              plain;
        };
    WorkloadName about = execution.action().workload();
    return event(kind, List.of(Agent.controller(true)), workload(about), details);
  }

  private Event alerted(Effect.Alert alert) {
    List<Detail> details = new ArrayList<>();
    details.add(Detail.of("found.at", alert.at()));
    details.add(Detail.of("sentence.sha256", Event.sha256(alert.sentence())));
    Kind kind = Kind.of(Dicom.APPLICATION_ACTIVITY, Subtype.ALERT, Act.EXECUTE);
    return event(kind, List.of(Agent.controller(true)), workload(alert.workload()), details);
  }

  private Event commanded(AuditEntry.Commanded commanded) {
    CommandWords words = CommandWords.of(commanded.command());
    List<Detail> details = new ArrayList<>(words.details());
    details.addFirst(Detail.of("command", words.subtype().code()));
    text(details, "journal", commanded.journal());
    Kind kind =
        switch (commanded.answer()) {
          case Answer.Accepted _ -> done(words.subtype(), Act.EXECUTE);
          case Answer.Refused _ ->
              Kind.of(Dicom.SECURITY_ALERT, Dicom.USE_OF_RESTRICTED_FUNCTION, Act.EXECUTE)
                  .with(Result.MINOR_FAILURE);
        };
    List<Subject> subjects = new ArrayList<>(words.subjects());
    if (commanded.command() instanceof Command.StartEmergency
        && commanded.answer() instanceof Answer.Accepted(var id, _)) {
      subjects.addFirst(new Subject(Subject.Kind.EMERGENCY, id));
    }
    return event(
        kind,
        agents(Agent.author(commanded.actor()), List.of(), Participation.AUTHOR),
        subjects.isEmpty() ? platform() : subjects,
        details);
  }

  private Event turned(Emergency emergency) {
    Kind alert = Kind.of(Dicom.SECURITY_ALERT, EmergencyWords.turn(emergency), Act.EXECUTE);
    List<Subject> subjects = new ArrayList<>();
    subjects.add(new Subject(Subject.Kind.EMERGENCY, emergency.id().value()));
    subjects.addAll(EmergencyWords.workloads(emergency.started().scope()));
    List<Actor> involved = new ArrayList<>();
    involved.add(emergency.startedBy());
    emergency.extensions().forEach(one -> involved.add(one.by()));
    return event(
        alert.with(Result.SUCCESS).underBreakGlass(true),
        agents(
            TurnedBy.of(emergency).map(Agent::author).orElse(Agent.controller(true)),
            involved,
            Participation.AUTHOR),
        subjects,
        EmergencyWords.details(emergency));
  }

  private Event turned(Approval approval) {
    List<Detail> details = new ArrayList<>();
    details.add(Detail.of("approval", approval.id()));
    details.add(Detail.of("replicas.before", approval.from().value()));
    details.add(Detail.of("replicas.after", approval.to().value()));
    text(details, "spec.version", approval.specVersion());
    details.add(Detail.of("approvers.needed", approval.needed()));
    details.add(Detail.of("approvers.agreed", approval.agreements().size()));
    List<Actor> judges = new ArrayList<>();
    approval.agreements().forEach(one -> judges.add(one.by()));
    if (approval.stage() instanceof Approval.Stage.Rejected(_, var by, _)) {
      judges.add(by);
    }
    List<Subject> subjects = new ArrayList<>(workload(approval.workload()));
    subjects.add(new Subject(Subject.Kind.APPROVAL, approval.id().value()));
    return event(
        done(turn(approval), Act.EXECUTE),
        agents(Agent.author(approval.requester()), judges, Participation.APPROVER),
        subjects,
        details);
  }

  private static Subtype turn(Approval approval) {
    return switch (approval.stage()) {
      case Approval.Stage.Open _ ->
          approval.agreements().isEmpty() ? Subtype.APPROVAL_REQUESTED : Subtype.APPROVAL_AGREED;
      case Approval.Stage.Granted _ -> Subtype.APPROVAL_GRANTED;
      case Approval.Stage.InUse _ -> Subtype.APPROVAL_IN_USE;
      case Approval.Stage.Used _ -> Subtype.APPROVAL_USED;
      case Approval.Stage.Rejected _ -> Subtype.APPROVAL_REJECTED;
      case Approval.Stage.Expired _ -> Subtype.APPROVAL_EXPIRED;
      case Approval.Stage.Withdrawn _ -> Subtype.APPROVAL_WITHDRAWN;
    };
  }

  private Event removed(SortedMap<TextKind, Integer> removed) {
    List<Detail> details = new ArrayList<>();
    removed.forEach((kind, count) -> details.add(Detail.of("removed." + kind, (int) count)));
    return platform(done(Subtype.TEXTS_REMOVED, Act.DELETE), details);
  }

  /// Its title stays here: a person typed it, and the hash names the experiment.
  private Event experimented(AuditEntry.Experimented tried) {
    List<Detail> details = new ArrayList<>();
    details.add(Detail.of("experiment.sha256", tried.experiment()));
    details.add(Detail.of("status", Event.word(tried.status())));
    tried.journal().ifPresent(sha256 -> details.add(Detail.of("journal.sha256", sha256)));
    Kind begun = Kind.of(Dicom.APPLICATION_ACTIVITY, Subtype.EXPERIMENT, Act.EXECUTE);
    Kind kind =
        switch (tried.status()) {
          case BEGUN -> begun;
          case COMPLETED -> begun.with(Result.SUCCESS);
          case DEVIATED, INTERRUPTED -> begun.with(Result.MINOR_FAILURE).because(tried.status());
          case FAILED, ABORTED -> begun.with(Result.SERIOUS_FAILURE).because(tried.status());
        };
    Subject about = new Subject(Subject.Kind.EXPERIMENT, tried.experiment());
    return event(
        kind,
        agents(Agent.author(tried.actor()), List.of(), Participation.AUTHOR),
        List.of(about),
        details);
  }

  /// Owners and approvers of exceptions stay here: they did nothing at that time.
  private Event assessed(PackSummary summary) {
    List<Detail> details = new ArrayList<>();
    text(details, "pack", summary.pack() + " " + summary.version());
    text(details, "pack.sha256", summary.sha256());
    text(details, "spec.sha256", summary.documents());
    RuleCounts counts = summary.counts();
    details.add(Detail.of("automated", (Object) counts.automated()));
    details.add(Detail.of("passed", (Object) counts.passed()));
    details.add(Detail.of("failed", (Object) counts.failed()));
    details.add(Detail.of("excepted", (Object) counts.excepted()));
    details.add(Detail.of("errors", (Object) counts.errors()));
    details.add(Detail.of("not-evaluated", (Object) counts.notEvaluated()));
    details.add(Detail.of("changed", (Object) summary.changed().size()));
    return platform(done(Subtype.RULES_CHECKED, Act.EXECUTE), details);
  }

  private static Kind done(Term subtype, Act act) {
    return Kind.of(Dicom.APPLICATION_ACTIVITY, subtype, act).with(Result.SUCCESS);
  }

  /// Who asked, who else stands for it, and the control plane that carried it out.
  private static List<Agent> agents(Agent requestor, List<Actor> others, Participation part) {
    List<Agent> agents = new ArrayList<>();
    agents.add(requestor);
    others.stream()
        .distinct()
        .filter(one -> !requestor.person().equals(Optional.of(one)))
        .map(one -> Agent.beside(one, part))
        .forEach(agents::add);
    if (requestor.person().isPresent()) {
      agents.add(Agent.controller(false));
    }
    return agents;
  }

  private List<Subject> platform() {
    return List.of(new Subject(Subject.Kind.LOG, place.log()));
  }

  private static List<Subject> workload(WorkloadName name) {
    return List.of(new Subject(Subject.Kind.WORKLOAD, name.value()));
  }

  private static List<Detail> details(Action action) {
    List<Detail> details = new ArrayList<>();
    details.add(Detail.of("action", action.id()));
    switch (action) {
      case Action.Scale(_, _, var from, var to) -> {
        details.add(Detail.of("replicas.before", from.value()));
        details.add(Detail.of("replicas.after", to.value()));
      }
    }
    return details;
  }

  private static void text(List<Detail> details, String name, String text) {
    if (!text.isBlank()) {
      details.add(Detail.of(name, text));
    }
  }

  private Event platform(Kind kind, List<Detail> details) {
    return event(kind, List.of(Agent.controller(true)), platform(), details);
  }

  private Event event(Kind kind, List<Agent> agents, List<Subject> subjects, List<Detail> details) {
    List<Detail> all = new ArrayList<>(details);
    all.add(Detail.of("log.index", (Object) place.index()));
    return new Event(place, kind, agents, subjects, all);
  }
}
