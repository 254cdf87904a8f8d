package dev.surgeline.plane.audit.fhir;

import java.util.Arrays;
import java.util.Optional;

/// The codes of DICOM that are written here. FHIR binds them extensibly: a validator lets an
/// unknown one pass with a warning, so that only an enum keeps one from being written.
enum Dicom implements Term {
  APPLICATION_ACTIVITY("110100", "Application Activity"),
  AUDIT_LOG_USED("110101", "Audit Log Used"),
  SECURITY_ALERT("110113", "Security Alert"),
  USER_AUTHENTICATION("110114", "User Authentication"),
  APPLICATION_START("110120", "Application Start"),
  APPLICATION_STOP("110121", "Application Stop"),
  LOGIN("110122", "Login"),
  EMERGENCY_OVERRIDE_STARTED("110127", "Emergency Override Started"),
  SECURITY_CONFIGURATION("110129", "Security Configuration"),
  SOFTWARE_CONFIGURATION("110131", "Software Configuration"),
  USE_OF_RESTRICTED_FUNCTION("110132", "Use of Restricted Function"),
  EMERGENCY_OVERRIDE_STOPPED("110138", "Emergency Override Stopped"),
  APPLICATION("110150", "Application");

  static final String SYSTEM = "http://dicom.nema.org/resources/ontology/DCM";

  private final String code;
  private final String display;

  Dicom(String code, String display) {
    this.code = code;
    this.display = display;
  }

  static Optional<Dicom> of(String code) {
    return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
  }

  @Override
  public String system() {
    return SYSTEM;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String display() {
    return display;
  }
}
