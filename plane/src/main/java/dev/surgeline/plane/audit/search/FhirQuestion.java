package dev.surgeline.plane.audit.search;

import dev.surgeline.plane.audit.fhir.FhirRelease;
import dev.surgeline.plane.audit.fhir.SearchTerms;
import dev.surgeline.plane.audit.index.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/// A FHIR search for AuditEvents: values with commas between them are alternatives, a parameter
/// given again narrows.
///
/// @param after only entries with a higher number
/// @param count so many at most
record FhirQuestion(Wanted wanted, long after, int count) {
  static final String DATE = "date";
  static final String AGENT = "agent";
  static final String AGENT_IDENTIFIER = "agent:identifier";
  static final String SUBTYPE = "subtype";
  static final String COUNT = "_count";

  /// Of ours, in the link to the next page.
  static final String AFTER = "after";

  private static final String SORT = "_sort";
  private static final List<String> PASSED_OVER = List.of("_format", "_pretty");
  private static final int COUNT_DEFAULT = 100;
  private static final int COUNT_MAX = 1000;

  /// @throws FhirProblem if it is none. A parameter that is not known is refused and not passed
  ///   over, as FHIR lets a server choose: of an audit log, an answer to a wider question misleads
  static FhirQuestion parse(Map<String, List<String>> given, FhirRelease release) {
    DateRange range = DateRange.ALWAYS;
    List<SortedSet<String>> groups = new ArrayList<>();
    long after = -1;
    int count = COUNT_DEFAULT;
    for (var one : given.entrySet()) {
      String name = one.getKey();
      for (String value : one.getValue()) {
        if (name.equals(DATE)) {
          // A plus in an address is a space when it arrives.
          range = range.and(DateRange.parse(value.replace(' ', '+')));
        } else if (name.equals(AGENT) || name.equals(AGENT_IDENTIFIER)) {
          groups.add(group(value, SearchTerms::agent));
        } else if (name.equals(SUBTYPE) || name.equals(release.subtypeParameter())) {
          groups.add(group(value, SearchTerms::subtype));
        } else if (name.equals(COUNT)) {
          count = (int) Math.min(COUNT_MAX, number(name, value, 1));
        } else if (name.equals(AFTER)) {
          after = number(name, value, 0);
        } else if (!PASSED_OVER.contains(name) && !(name.equals(SORT) && value.equals(DATE))) {
          throw unknown(name, release);
        }
      }
    }
    return new FhirQuestion(new Wanted(groups, range.from(), range.to()), after, count);
  }

  private static FhirProblem unknown(String name, FhirRelease release) {
    return new FhirProblem(
        FhirProblem.Cause.NOT_SUPPORTED,
        "parameters are date, agent, agent:identifier, "
            + release.subtypeParameter()
            + ", _count and _sort=date, not "
            + name.substring(0, Math.min(name.length(), 40)));
  }

  private static SortedSet<String> group(String value, Function<String, List<String>> terms) {
    SortedSet<String> group = new TreeSet<>();
    for (String token : value.split(",", -1)) {
      if (token.isBlank()) {
        throw new FhirProblem(FhirProblem.Cause.INVALID, "a search has no empty value");
      }
      group.addAll(terms.apply(token));
    }
    return group;
  }

  private static long number(String name, String value, long least) {
    if (!value.matches("[0-9]{1,18}") || Long.parseLong(value) < least) {
      throw new FhirProblem(
          FhirProblem.Cause.INVALID, name + " is a whole number from " + least + " on");
    }
    return Long.parseLong(value);
  }
}
