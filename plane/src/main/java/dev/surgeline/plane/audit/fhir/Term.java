package dev.surgeline.plane.audit.fhir;

/// A code of a code system. The closed families of them are all that an event can be said in.
sealed interface Term
    permits Dicom, Subtype, Term.Purpose, Term.Participation, Term.Thing, Term.Result {
  /// Where the URIs of HL7's code systems begin.
  String HL7 = "http://terminology.hl7.org/CodeSystem/";

  /// The code system's URI.
  String system();

  String code();

  /// The code system's own words for it.
  String display();

  /// Whether a person's right was widened for it.
  enum Purpose implements Term {
    BREAK_GLASS("BTG", "break the glass");

    private final String code;
    private final String display;

    Purpose(String code, String display) {
      this.code = code;
      this.display = display;
    }

    @Override
    public String system() {
      return HL7 + "v3-ActReason";
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

  /// What a person had to do with it.
  enum Participation implements Term {
    /// Wanted it, or what it is a turn of.
    AUTHOR("v3-ParticipationType", "AUT", "author (originator)"),
    /// Judged what another wanted.
    APPROVER("contractsignertypecodes", "VERF", "Verifier");

    private final String system;
    private final String code;
    private final String display;

    Participation(String system, String code, String display) {
      this.system = HL7 + system;
      this.code = code;
      this.display = display;
    }

    @Override
    public String system() {
      return system;
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

  /// What a control plane and a workload are to FHIR.
  enum Thing implements Term {
    APPLICATION_SERVER("security-source-type", "4", "Application Server"),
    SYSTEM_OBJECT("audit-entity-type", "2", "System Object"),
    JOB("object-role", "20", "Job");

    private final String system;
    private final String code;
    private final String display;

    Thing(String system, String code, String display) {
      this.system = HL7 + system;
      this.code = code;
      this.display = display;
    }

    @Override
    public String system() {
      return system;
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

  /// What came of it.
  enum Result implements Term {
    SUCCESS("0", "Success"),
    MINOR_FAILURE("4", "Minor failure"),
    SERIOUS_FAILURE("8", "Serious failure");

    private final String code;
    private final String display;

    Result(String code, String display) {
      this.code = code;
      this.display = display;
    }

    @Override
    public String system() {
      return HL7 + "audit-event-outcome";
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
}
