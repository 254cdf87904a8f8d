package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Replicas;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/// From which size on people must agree to a change that grows a workload.
///
/// @param above any of these thresholds asks for approval
/// @param approvers how many different people must agree, none of them the requester; 1 to 10
/// @param validFor how long an agreement may be used; absent: `DEFAULT_VALIDITY`
public record ApprovalRule(Above above, int approvers, Optional<Duration> validFor) {
  /// How long an agreement may be used where a document says nothing.
  public static final Duration DEFAULT_VALIDITY = Duration.ofMinutes(30);

  /// @param replicas a size above this one; absent: no size by itself
  /// @param perHour a cost of the workload above this amount an hour; absent: no cost by itself
  public record Above(Optional<Replicas> replicas, OptionalDouble perHour) {
    public Above {
      if (replicas.isEmpty() && perHour.isEmpty()) {
        throw new IllegalArgumentException("above has replicas, perHour or both");
      }
      if (perHour.isPresent() && !(perHour.getAsDouble() >= 0 && perHour.getAsDouble() <= 1e12)) {
        throw new IllegalArgumentException("perHour is 0 to 1000000000000");
      }
    }
  }

  public ApprovalRule {
    if (approvers < 1 || approvers > 10) {
      throw new IllegalArgumentException("approvers are 1 to 10, not " + approvers);
    }
    validFor.ifPresent(given -> {
      if (given.compareTo(Duration.ofMinutes(1)) < 0 || given.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("validFor is 1m to 1d");
      }
    });
  }
}
