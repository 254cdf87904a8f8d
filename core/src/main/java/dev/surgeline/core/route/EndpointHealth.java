package dev.surgeline.core.route;

/// What a gateway knows of one endpoint's health: two small machines side by side. An endpoint is
/// usable when both let it be.
///
///     active:   PASSING --failedChecksMax failed checks in a row--> FAILING
///               FAILING --one passed check--> PASSING
///     passive:  IN      --failuresMax broken requests in a row, and ejecting is allowed--> EJECTED
///               EJECTED --its time is over--> IN
///
/// A new endpoint is taken for healthy: whoever put it in the snapshot has seen it ready, and the
/// first check comes within a second.
///
/// Ejecting grows as in Envoy's outlier detection. Example, by the default rules: the fifth broken
/// request in a row ejects for 5 s; five more at once after that, for 10 s; after more than a
/// minute without an ejection the next lasts 5 s again.
///
/// An ejection that ends and is followed by another within [HealthRules#ejectionMax] makes the next
/// one longer; after a quiet time of that length counting begins again at one.
///
/// @param failedChecks failed checks in a row, counted up to [HealthRules#failedChecksMax]
/// @param failures broken requests in a row
/// @param ejections how many ejections the present series has
/// @param ejectedUntilMillis the end of the last ejection on the caller's monotonic clock
public record EndpointHealth(
    int failedChecks, int failures, int ejections, long ejectedUntilMillis) {
  /// Nothing bad is known.
  public static final EndpointHealth NEW = new EndpointHealth(0, 0, 0, Long.MIN_VALUE);

  /// What can be seen of an endpoint.
  public enum Observation {
    /// It answered a health check in time with success.
    CHECK_PASSED,
    /// It did not.
    CHECK_FAILED,
    /// It answered a request to the end, with whatever status: an application's own errors follow
    /// the request to every replica, so they say nothing about this one.
    ANSWERED,
    /// It refused a connection, broke one off or did not answer in time.
    BROKE
  }

  /// The health after one observation.
  ///
  /// @param nowMillis the caller's monotonic clock
  /// @param mayEject whether the pool can do without this endpoint ([UsableEndpoints#mayEject])
  public EndpointHealth after(
      Observation seen, long nowMillis, HealthRules rules, boolean mayEject) {
    return switch (seen) {
      case CHECK_PASSED -> new EndpointHealth(0, failures, ejections, ejectedUntilMillis);
      case CHECK_FAILED ->
          new EndpointHealth(
              Math.min(failedChecks + 1, rules.failedChecksMax()),
              failures,
              ejections,
              ejectedUntilMillis);
      case ANSWERED ->
          failures == 0 ? this : new EndpointHealth(failedChecks, 0, ejections, ejectedUntilMillis);
      case BROKE -> broke(nowMillis, rules, mayEject);
    };
  }

  /// Whether it may be given requests.
  public boolean usable(long nowMillis, HealthRules rules) {
    return failedChecks < rules.failedChecksMax() && !ejected(nowMillis);
  }

  /// Whether it is ejected for broken requests.
  public boolean ejected(long nowMillis) {
    return ejections > 0 && nowMillis < ejectedUntilMillis;
  }

  private EndpointHealth broke(long nowMillis, HealthRules rules, boolean mayEject) {
    if (ejected(nowMillis)) {
      return this;
    }
    if (failures + 1 < rules.failuresMax() || !mayEject) {
      int counted = Math.min(failures + 1, rules.failuresMax());
      return new EndpointHealth(failedChecks, counted, ejections, ejectedUntilMillis);
    }
    boolean goesOn =
        ejections > 0 && nowMillis - ejectedUntilMillis <= rules.ejectionMax().toMillis();
    int n = goesOn ? ejections + 1 : 1;
    return new EndpointHealth(failedChecks, 0, n, nowMillis + rules.ejectionMillis(n));
  }
}
