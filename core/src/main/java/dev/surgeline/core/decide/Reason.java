package dev.surgeline.core.decide;

/// Why: a stable code for machines and a sentence with the numbers for people.
///
/// @param code never renamed once released
/// @param sentence without code and without final stop, at most 500 characters
public record Reason(Code code, String sentence) {
  /// The closed set of reasons, in the order of the stages that give them.
  public enum Code {
    /// Nothing was observed of the workload.
    STATUS_UNKNOWN,
    /// A metric wants this many replicas.
    TARGET,
    /// A metric is near enough to its target.
    WITHIN_TOLERANCE,
    /// No row of a scaling matrix fits.
    NO_ROW,
    /// A metric has no value.
    METRIC_MISSING,
    /// A metric's value is too old.
    METRIC_STALE,
    /// A metric has a value that can not be judged, such as a utilization without a capacity.
    METRIC_UNUSABLE,
    /// There is no forecast to judge by.
    FORECAST_MISSING,
    /// What came was too often more than forecasts had promised: they are not believed.
    FORECAST_DRIFTED,
    /// What was measured was mostly nearer to what came than forecasts were: said, and no more.
    FORECAST_INACCURATE,
    /// The size of a workload that is followed is not known.
    UPSTREAM_UNKNOWN,
    /// A window of the schedule wants at least this many replicas.
    SCHEDULED,
    /// A window of the schedule wants exactly this many, whatever the others want.
    SCHEDULED_EXACT,
    /// A window of the schedule lets the demand count for more, or less, than was measured.
    MULTIPLIED,
    /// A metric's value is in doubt, or an earlier one stands in for it: no reason for fewer.
    METRIC_DOUBTED,
    /// A metric is absent for so long that at least the stated floor is wanted.
    SAFE_FLOOR,
    /// No metric could be judged at all.
    NO_SIGNAL,
    /// Break-glass holds for the workload.
    EMERGENCY,
    /// Not scaled down while a metric is absent.
    DATA_QUALITY,
    /// Raised to the least there may be.
    BELOW_MIN,
    /// Lowered to the most there may be.
    ABOVE_MAX,
    /// Held by an earlier recommendation within the stabilization window.
    STABILIZED,
    /// Moved less than wanted, because so much changed lately.
    RATE_LIMITED,
    /// Grown less than wanted, for what it depends on takes no more.
    DEPENDENCY_CEILING,
    /// Not grown, because growth lately brought less than there was before.
    BOTTLENECK,
    /// Not changed, for a window of the schedule allows no change.
    FROZEN,
    /// Not grown, for its data may not be held where it runs.
    PLACEMENT,
    /// Not grown, for its protected data is not encrypted.
    UNPROTECTED,
    /// Not changed, for the audit log or the rules of access do not hold.
    UNASSURED,
    /// Grown all the same, for it is life-safety.
    UNASSURED_ALLOWED,
    /// Grown less than wanted, because it would cost more than the budget allows.
    BUDGET,
    /// Grown all the same, although it costs more than the budget allows.
    OVER_BUDGET,
    /// Grown less than wanted, or made to yield, for the platform has no more to give.
    SCARCITY,
    /// Fewer than its min, for not even the mins of all workloads fit.
    SCARCITY_OF_MINS,
    /// People must agree before it grows so far.
    APPROVAL_NEEDED,
    /// It grows as far as people agreed to.
    APPROVED,
    /// What it would do is scored, and not done.
    OBSERVED,
    /// What it would do is told to people, and not done.
    RECOMMENDED,
    /// An earlier action is still on its way.
    IN_FLIGHT,
    /// The last action failed; the next one waits.
    RETRY_WAIT;

    /// Whether a schedule's size is the reason, and no demand.
    boolean scheduled() {
      return this == SCHEDULED || this == SCHEDULED_EXACT;
    }

    /// Whether it is told beside the reason that led: something could not be judged, or not by its
    /// own present value, or by what is not accurate.
    boolean besides() {
      return this == METRIC_MISSING
          || this == METRIC_STALE
          || this == METRIC_UNUSABLE
          || this == METRIC_DOUBTED
          || this == FORECAST_MISSING
          || this == FORECAST_DRIFTED
          || this == FORECAST_INACCURATE
          || this == UPSTREAM_UNKNOWN;
    }
  }

  public Reason {
    if (sentence.isBlank() || sentence.length() > 500) {
      throw new IllegalArgumentException("a reason's sentence has 1 to 500 characters");
    }
  }

  @Override
  public String toString() {
    return code + " " + sentence;
  }
}
