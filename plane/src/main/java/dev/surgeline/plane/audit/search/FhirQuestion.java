package dev.surgeline.plane.audit.search;

import dev.surgeline.plane.audit.fhir.FhirRelease;
import dev.surgeline.plane.audit.fhir.SearchTerms;
import dev.surgeline.plane.audit.index.Page;
import dev.surgeline.plane.audit.index.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/// A FHIR search for AuditEvents: values with commas between them are alternatives, a parameter
/// given again narrows.
///
/// @param page with so many at most, of which more may be
record FhirQuestion(Wanted wanted, Page page) {
  static final String DATE = "date";
  static final String AGENT = "agent";
  static final String AGENT_IDENTIFIER = "agent:identifier";
  static final String SUBTYPE = "subtype";
  static final String COUNT = "_count";
  static final String SORT = "_sort";
  static final String TOTAL = "_total";

  /// Of ours, in the link to the next page.
  static final String AFTER = "after";

  private static final List<String> PASSED_OVER = List.of("_format", "_pretty");
  private static final int COUNT_DEFAULT = 100;
  static final int COUNT_MAX = 1000;

  /// @param now from which on something is approximately
  /// @throws FhirProblem if it is none. A parameter that is not known is refused and not passed
  ///   over, as FHIR lets a server choose: of an audit log, an answer to a wider question misleads
  static FhirQuestion parse(Map<String, List<String>> given, FhirRelease release, Instant now) {
    DateRange range = DateRange.ALWAYS;
    List<SortedSet<String>> groups = new ArrayList<>();
    Optional<Long> after = Optional.empty();
    int count = COUNT_DEFAULT;
    Page.Order order = Page.Order.OLDEST_FIRST;
    Page.Total total = Page.Total.NONE;
    for (var one : given.entrySet()) {
      String name = one.getKey();
      for (String value : one.getValue()) {
        switch (known(name, release)) {
          // A plus in an address is a space when it arrives.
          case DATE -> range = range.and(DateRange.parse(value.replace(' ', '+'), now));
          case AGENT -> groups.add(group(value, SearchTerms::agent));
          case SUBTYPE -> groups.add(group(value, SearchTerms::subtype));
          case COUNT -> count = (int) Math.min(COUNT_MAX, number(name, value, 1));
          case AFTER -> after = Optional.of(number(name, value, 0));
          case SORT -> order = order(value);
          case TOTAL -> total = total(value);
          case PASSED_OVER -> {}
        }
      }
    }
    return new FhirQuestion(
        new Wanted(groups, range.times()),
        new Page(order, after.orElse(order.start()), count, total));
  }

  private enum Known {
    DATE,
    AGENT,
    SUBTYPE,
    COUNT,
    AFTER,
    SORT,
    TOTAL,
    PASSED_OVER
  }

  private static final Map<String, Known> KNOWN =
      Map.of(
          DATE, Known.DATE,
          AGENT, Known.AGENT,
          AGENT_IDENTIFIER, Known.AGENT,
          SUBTYPE, Known.SUBTYPE,
          COUNT, Known.COUNT,
          AFTER, Known.AFTER,
          SORT, Known.SORT,
          TOTAL, Known.TOTAL);

  private static Known known(String name, FhirRelease release) {
    if (PASSED_OVER.contains(name)) {
      return Known.PASSED_OVER;
    }
    // R5 calls it code.
    return name.equals(release.subtypeParameter())
        ? Known.SUBTYPE
        : Optional.ofNullable(KNOWN.get(name)).orElseThrow(() -> unknown(name, release));
  }

  private static Page.Order order(String value) {
    return switch (value) {
      case DATE -> Page.Order.OLDEST_FIRST;
      case "-" + DATE -> Page.Order.LATEST_FIRST;
      default ->
          throw new FhirProblem(
              FhirProblem.Cause.NOT_SUPPORTED, "_sort is date or -date, and nothing else");
    };
  }

  private static Page.Total total(String value) {
    return Arrays.stream(Page.Total.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseThrow(() ->
            new FhirProblem(FhirProblem.Cause.INVALID, "_total is none, estimate or accurate"));
  }

  private static FhirProblem unknown(String name, FhirRelease release) {
    return new FhirProblem(
        FhirProblem.Cause.NOT_SUPPORTED,
        "parameters are date, agent, agent:identifier, "
            + release.subtypeParameter()
            + ", _count, _sort and _total, not "
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
