package dev.surgeline.plane.audit.fhir;

import java.util.Locale;

/// What DICOM has no code for. They are published as `docs/fhir/CodeSystem-surgeline-audit.json`; a
/// code, once published, keeps its meaning.
enum Subtype implements Term {
  SCALE_OUT("Scale out", "Replicas of a workload are about to be added."),
  SCALE_IN("Scale in", "Replicas of a workload are about to be taken away."),
  SCALE_OUTCOME("Scale outcome", "A change of a workload's replicas came to its end."),
  ALERT("Alert", "People were told of something that they should know at once."),
  LOG_READ("Log read", "Somebody read the audit log."),
  LOG_REVIEWED("Log reviewed", "Somebody looked at a range of the audit log."),
  TEXTS_REMOVED("Texts removed", "Texts beside the log were removed, as their time was over."),
  SPOOL_MERGED("Spool merged", "Entries spooled while the log could not be written follow."),
  EXPERIMENT("Experiment", "Somebody tried the platform with faults, or ended doing so."),
  RULES_CHECKED("Rules checked", "The rules of a pack were checked against what is known."),
  OBJECTIVE_MEASURED("Objective measured", "How long objectives of latency were kept was told."),
  BREAKGLASS_EXTENDED("Break-glass extended", "Somebody else let break-glass go on."),
  BREAKGLASS_OVERDUE("Break-glass overdue", "Break-glass was not reviewed in time."),
  BREAKGLASS_REVIEW("Break-glass review", "Somebody not involved reviewed break-glass."),
  APPROVAL_REQUESTED("Approval requested", "A growth waits until people agree to it."),
  APPROVAL_AGREED("Approval agreed", "Somebody agreed to a growth; more people must."),
  APPROVAL_GRANTED("Approval granted", "Enough people agreed to a growth."),
  APPROVAL_IN_USE("Approval in use", "A growth that people agreed to began."),
  APPROVAL_USED("Approval used", "A growth that people agreed to is over."),
  APPROVAL_REJECTED("Approval rejected", "Somebody said no to a growth."),
  APPROVAL_EXPIRED("Approval expired", "Nobody agreed to a growth, or used it, in time."),
  APPROVAL_WITHDRAWN("Approval withdrawn", "A growth is no longer what is asked for."),
  COMMAND_BREAKGLASS_START("Command: start break-glass", "A person asked for break-glass."),
  COMMAND_BREAKGLASS_EXTEND("Command: extend break-glass", "A person asked that it go on."),
  COMMAND_BREAKGLASS_STOP("Command: stop break-glass", "A person asked that it end."),
  COMMAND_BREAKGLASS_REVIEW("Command: review break-glass", "A person handed in a review of it."),
  COMMAND_APPROVE("Command: approve", "A person asked to agree to a growth."),
  COMMAND_REJECT("Command: reject", "A person asked to reject a growth.");

  static final String SYSTEM = Fhir.OURS + "CodeSystem/surgeline-audit";

  private final String display;
  private final String definition;

  Subtype(String display, String definition) {
    this.display = display;
    this.definition = definition;
  }

  @Override
  public String system() {
    return SYSTEM;
  }

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String display() {
    return display;
  }

  String definition() {
    return definition;
  }
}
