package dev.surgeline.plane.audit.search;

/// What a FHIR server refuses.
///
/// @see FhirApi
public final class FhirProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// Why, in HTTP's and in FHIR's words.
  public enum Cause {
    INVALID(400, "invalid"),
    NOT_SUPPORTED(400, "not-supported"),
    LOGIN(401, "login"),
    FORBIDDEN(403, "forbidden"),
    NOT_FOUND(404, "not-found"),
    NOT_ACCEPTABLE(406, "not-supported"),
    MEDIA(415, "not-supported"),
    DAMAGED(500, "exception"),
    LATER(503, "transient");

    private final int status;
    private final String code;

    Cause(int status, String code) {
      this.status = status;
      this.code = code;
    }

    int status() {
      return status;
    }

    String code() {
      return code;
    }
  }

  private final Cause why;

  public FhirProblem(Cause why, String sentence) {
    super(sentence);
    this.why = why;
  }

  public Cause why() {
    return why;
  }
}
