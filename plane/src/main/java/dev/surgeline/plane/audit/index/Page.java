package dev.surgeline.plane.audit.index;

/// What part of an answer is asked for.
///
/// @param order by their number in the log, which is the order in which they were written
/// @param after only entries behind this number, in that order
/// @param most so many at most
/// @param total whether it is to be said how many there are on all pages
public record Page(Order order, long after, int most, Total total) {
  /// In which order.
  public enum Order {
    OLDEST_FIRST(-1),
    LATEST_FIRST(Long.MAX_VALUE);

    private final long start;

    Order(long start) {
      this.start = start;
    }

    /// What the first page is after.
    public long start() {
      return start;
    }
  }

  /// How many there are on all pages.
  public enum Total {
    NONE,
    /// As many as the index says, which is never believed of an entry.
    ESTIMATE,
    /// As many as were read from the log and proved: all of them are.
    ACCURATE
  }

  /// The oldest first, and no total.
  static Page of(long after, int most) {
    return new Page(Order.OLDEST_FIRST, after, most, Total.NONE);
  }
}
