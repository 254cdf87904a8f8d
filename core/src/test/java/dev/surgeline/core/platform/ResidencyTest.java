package dev.surgeline.core.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.decide.Situations;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A region satisfies a residency by its own law or by an adequacy that holds on the day.
final class ResidencyTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final Adequacy OLD = adequacy("2021-06-28", "2025-12-27", "the old one");
  private static final Adequacy NEW = adequacy("2026-02-01", "2027-12-31", "the new one");
  private static final Adequacy ENDLESS = adequacy("2020-01-01", "", "the endless one");

  @Test
  void itsOwnLawIsEnough() {
    assertEquals(new Residency.Standing.Satisfied(Optional.empty()), standing("UK"));
    assertEquals(new Residency.Standing.Satisfied(Optional.empty()), standing(""));
  }

  @Test
  void everyResidencyMustBeSatisfied() {
    assertEquals(new Residency.Standing.Satisfied(Optional.of(NEW)), standing("UK EU", NEW));
    assertTrue(standing("UK EU IN", NEW) instanceof Residency.Standing.Broken);
  }

  @Test
  void anAdequacyHoldsOnItsFirstDayAndOnItsLast() {
    assertTrue(OLD.holds(LocalDate.of(2021, 6, 28)) && OLD.holds(LocalDate.of(2025, 12, 27)));
    assertTrue(!OLD.holds(LocalDate.of(2021, 6, 27)) && !OLD.holds(LocalDate.of(2025, 12, 28)));
  }

  @Test
  void theOneThatHoldsLongestCounts() {
    assertEquals(new Residency.Standing.Satisfied(Optional.of(NEW)), standing("EU", OLD, NEW));
    assertEquals(
        new Residency.Standing.Satisfied(Optional.of(ENDLESS)), standing("EU", ENDLESS, NEW));
  }

  @Test
  void whatBreaksItIsSaidWithItsSourceAndDate() {
    String start = "data that must stay in EU may not be held in london [UK]";
    assertEquals(broken(start + ", and no adequacy is listed for it"), standing("EU"));
    assertEquals(broken(start + ": the old one ended on 2025-12-27"), standing("EU", OLD));
    Adequacy later = adequacy("2026-03-02", "", "the later one");
    assertEquals(
        broken(start + ": the later one begins on 2026-03-02"), standing("EU", OLD, later));
  }

  @Test
  void peopleAreToldThirtyDaysBeforeTheEndOrAtTheReview() {
    assertEquals(Optional.of(LocalDate.of(2025, 11, 27)), OLD.warned());
    assertEquals(Optional.empty(), ENDLESS.warned());
    assertEquals(Optional.of(DAY), reviewed(OLD, LocalDate.of(2026, 3, 1), false));
    assertEquals(
        Optional.of(LocalDate.of(2025, 11, 27)), reviewed(OLD, LocalDate.of(2026, 3, 1), true));
  }

  private static Optional<LocalDate> reviewed(Adequacy one, LocalDate by, boolean ends) {
    Optional<LocalDate> until = ends ? one.until() : Optional.empty();
    return new Adequacy(one.data(), one.held(), one.from(), until, "x", Optional.of(by)).warned();
  }

  private static Residency.Standing broken(String why) {
    return new Residency.Standing.Broken(why);
  }

  private static Adequacy adequacy(String from, String until, String source) {
    return new Adequacy(
        new Jurisdiction("EU"),
        new Jurisdiction("UK"),
        LocalDate.parse(from),
        until.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(until)),
        source,
        Optional.empty());
  }

  private static Residency.Standing standing(String residency, Adequacy... adequacies) {
    Workload plain = Situations.workload("beds", 1, 9);
    var data =
        new DataRules(
            DataRules.Classification.PHI,
            Stream.of(residency.split(" "))
                .filter(word -> !word.isEmpty())
                .map(Jurisdiction::new)
                .collect(Collectors.toCollection(TreeSet::new)));
    var workload =
        new Workload(
            plain.name(),
            plain.hosting(),
            plain.criticality(),
            plain.replicas(),
            plain.slo(),
            plain.capacity(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(data),
            List.of(),
            List.of(),
            new TreeMap<>());
    var london =
        new Region(new WorkloadName("london"), new TreeSet<>(List.of(new Jurisdiction("UK"))));
    var platform =
        new Platform(
            new WorkloadName("p"),
            Duration.ofSeconds(15),
            Calendar.UTC,
            List.of(london),
            List.of(adequacies),
            Optional.empty(),
            new TreeMap<>());
    return Residency.on(DAY, platform, workload);
  }
}
