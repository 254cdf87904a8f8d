package dev.surgeline.forecast.series;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against the lists that were published: <https://www.gov.uk/bank-holidays> and
/// <https://www.opm.gov/policy-data-oversight/pay-leave/federal-holidays>.
final class HolidaysTest {
  private static Set<LocalDate> dates(int year, String days) {
    return Set.copyOf(
        Stream.of(days.split(" ")).map(day -> LocalDate.parse(year + "-" + day)).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "2015, 01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28",
    "2016, 01-01 03-25 03-28 05-02 05-30 08-29 12-25 12-26 12-27",
    "2017, 01-01 01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    "2018, 01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    "2020, 01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-26 12-28",
    "2021, 01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28",
    "2022, 01-01 01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-25 12-26 12-27",
    "2012, 01-01 01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"
  })
  void england(int year, String days) {
    assertEquals(dates(year, days), Holidays.england(year, year).keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "2017, 01-01 01-02 01-16 02-20 05-29 07-04 09-04 10-09 11-10 11-11 11-23 12-25",
    "2021, 01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25"
  })
  void unitedStates(int year, String days) {
    assertEquals(dates(year, days), Holidays.unitedStates(year, year).keySet());
  }

  @ParameterizedTest
  @CsvSource({"1961-04-02", "2000-04-23", "2008-03-23", "2018-04-01", "2038-04-25"})
  void easter(LocalDate sunday) {
    assertEquals(sunday, Holidays.easter(sunday.getYear()));
  }

  @org.junit.jupiter.api.Test
  void aSubstituteSaysSo() {
    SortedMap<LocalDate, String> days = Holidays.england(2021, 2021);
    assertEquals(
        List.of("Christmas Day (substitute)", "Boxing Day (substitute)"),
        List.of(days.get(LocalDate.of(2021, 12, 27)), days.get(LocalDate.of(2021, 12, 28))));
  }
}
