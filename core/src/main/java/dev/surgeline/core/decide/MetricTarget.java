package dev.surgeline.core.decide;

import dev.surgeline.core.observe.SignalName;

/// One metric and what it shall be: the part of a Kubernetes `autoscaling/v2` MetricSpec that has a
/// meaning here. Quantities are in thousandths, as Kubernetes computes them.
public sealed interface MetricTarget {
  SignalName signal();

  /// A resource of each replica, such as `cpu`: the mean over the replicas of use by capacity.
  ///
  /// @param averagePercent above 0, at most 100,000
  record ResourceUtilization(SignalName signal, int averagePercent) implements MetricTarget {
    public ResourceUtilization {
      requirePositive(averagePercent, 100_000);
    }
  }

  /// A resource of each replica: the mean of its use.
  ///
  /// @param averageMilli above 0
  record ResourceAverage(SignalName signal, long averageMilli) implements MetricTarget {
    public ResourceAverage {
      requirePositive(averageMilli, Long.MAX_VALUE);
    }
  }

  /// A metric that each replica reports: its mean.
  ///
  /// @param averageMilli above 0
  record PodsAverage(SignalName signal, long averageMilli) implements MetricTarget {
    public PodsAverage {
      requirePositive(averageMilli, Long.MAX_VALUE);
    }
  }

  /// One value from outside, which shall be near `valueMilli`.
  ///
  /// @param valueMilli above 0
  record ExternalValue(SignalName signal, long valueMilli) implements MetricTarget {
    public ExternalValue {
      requirePositive(valueMilli, Long.MAX_VALUE);
    }
  }

  /// One value from outside, of which each replica can carry `averageMilli`.
  ///
  /// @param averageMilli above 0
  record ExternalAverage(SignalName signal, long averageMilli) implements MetricTarget {
    public ExternalAverage {
      requirePositive(averageMilli, Long.MAX_VALUE);
    }
  }

  private static void requirePositive(long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("a metric's target is above 0 and at most " + most);
    }
  }
}
