package dev.surgeline.core.route;

import java.util.Optional;

/// How many retries a workload may still have: 10% of its requests and 3 a second on top, saved up
/// for at most 10 seconds.
///
/// Without a budget three attempts each would make a workload that fails under load three times the
/// load; with 10% it is 1.1 times (Site Reliability Engineering, chapter 21, "Handling Overload").
/// The allowance on top, which lets a workload with little traffic retry at all, and the limit on
/// saving are those of Finagle's `RetryBudget`.
///
/// Example: the budget is spent. Two seconds and 100 requests later 2 x 3 + 100 x 0.1 = 16 retries
/// may be had; after a minute without requests 60 x 3 were earned, of which the 30 of 10 s are
/// kept.
///
/// @param tokens retries that may be spent now
/// @param atMillis when that was reckoned, on the caller's monotonic clock
/// @param requests the workload's requests since start, at that time
public record RetryBudget(double tokens, long atMillis, long requests) {
  private static final double SHARE = 0.1;
  private static final double PER_SECOND = 3;
  private static final double SAVED_SECONDS = 10;

  /// A full budget of a workload without traffic.
  public static RetryBudget full(long nowMillis, long requests) {
    return new RetryBudget(PER_SECOND * SAVED_SECONDS, nowMillis, requests);
  }

  /// The budget after one retry, or nothing when it is spent.
  ///
  /// @param nowRequests the workload's requests since start, now
  public Optional<RetryBudget> spend(long nowMillis, long nowRequests) {
    double seconds = Math.max(0, nowMillis - atMillis) / 1000.0;
    double arrived = Math.max(0, nowRequests - requests);
    double saved = Math.min(1, seconds == 0 ? 1 : SAVED_SECONDS / seconds);
    double earned = PER_SECOND * seconds + SHARE * arrived;
    double most = Math.max(tokens, PER_SECOND * SAVED_SECONDS + SHARE * arrived * saved);
    double now = Math.min(tokens + earned, most);
    return now < 1
        ? Optional.empty()
        : Optional.of(new RetryBudget(now - 1, nowMillis, nowRequests));
  }
}
