package dev.surgeline.plane.audit.fhir;

import dev.surgeline.plane.audit.AuditLine;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a FHIR search finds an entry by.
public final class SearchTerms {
  private static final String AGENT = "agent:";
  private static final String SUBTYPE = "subtype:";
  private static final String ACTORS = Fhir.OURS + "sid/actor";
  private static final String LOGS = Fhir.OURS + "sid/log";

  private SearchTerms() {}

  /// The agents and the subtype of an entry's event.
  ///
  /// @param log the log's origin
  public static SortedSet<String> of(AuditLine line, String log) {
    Event event = EventMapping.event(line, log);
    SortedSet<String> terms = new TreeSet<>();
    for (Event.Agent agent : event.agents()) {
      Fhir.Identifier who = Fhir.Reference.of(agent, log).identifier();
      terms.add(AGENT + who.system() + "|" + who.value());
    }
    Term subtype = event.kind().subtype();
    terms.add(SUBTYPE + subtype.system() + "|" + subtype.code());
    return terms;
  }

  /// What stands for an agent in a search: `value`, or `system|value`.
  public static List<String> agent(String token) {
    return token(AGENT, token, List.of(ACTORS, LOGS));
  }

  /// What stands for a subtype in a search: `code`, or `system|code`.
  public static List<String> subtype(String token) {
    return token(SUBTYPE, token, List.of(Dicom.APPLICATION.system(), Subtype.SYSTEM));
  }

  private static List<String> token(String kind, String token, List<String> systems) {
    return token.contains("|")
        ? List.of(kind + token)
        : systems.stream().map(system -> kind + system + "|" + token).toList();
  }
}
