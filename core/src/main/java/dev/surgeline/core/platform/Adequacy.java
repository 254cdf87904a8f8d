package dev.surgeline.core.platform;

import java.time.LocalDate;
import java.util.Optional;

/// That data which must stay in one jurisdiction may be held in another, for a time. Such decisions
/// are renewed, annulled and run out, so they are data with a source, never code.
///
/// @param data where the data must stay
/// @param held where it may be held in its place
/// @param from the first day on which that holds
/// @param until the last day; absent: no end is set
/// @param source who says so, 1 to 200 characters
/// @param reviewBy when people should look again whether it still does; absent: only as it ends
public record Adequacy(
    Jurisdiction data,
    Jurisdiction held,
    LocalDate from,
    Optional<LocalDate> until,
    String source,
    Optional<LocalDate> reviewBy) {
  private static final int WARNING_DAYS = 30;

  public Adequacy {
    if (data.equals(held)) {
      throw new IllegalArgumentException("data and held are two jurisdictions, not " + data);
    }
    if (until.filter(end -> end.isBefore(from)).isPresent()) {
      throw new IllegalArgumentException("until is not before from");
    }
    if (source.isBlank() || source.length() > 200) {
      throw new IllegalArgumentException("source has 1 to 200 characters");
    }
  }

  /// The first day on which people are told that it ends or is to be reviewed: 30 days before its
  /// end, or on the day of its review if that is earlier. Absent: never.
  public Optional<LocalDate> warned() {
    Optional<LocalDate> before = until.map(end -> end.minusDays(WARNING_DAYS));
    return reviewBy
        .filter(review -> before.isEmpty() || review.isBefore(before.get()))
        .or(() -> before);
  }

  /// Whether it holds on a day.
  public boolean holds(LocalDate day) {
    return !day.isBefore(from) && until.filter(day::isAfter).isEmpty();
  }
}
