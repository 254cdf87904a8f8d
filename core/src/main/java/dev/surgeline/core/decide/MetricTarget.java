package dev.surgeline.core.decide;

import dev.surgeline.core.observe.SignalName;

/// One metric and what it shall be: the part of a Kubernetes `autoscaling/v2` MetricSpec that has a
/// meaning here.
///
/// @param source what is measured
/// @param signal its name; of a container's resource `container/resource`, of an object's metric
///   `Kind/name/metric`
/// @param goal what it shall be: for a resource a utilization or an average, for a pods metric an
///   average, for an object or an external metric a value or an average
public record MetricTarget(Source source, SignalName signal, Goal goal) {
  /// Kinds of metric, with the names of Kubernetes.
  public enum Source {
    /// A resource of each replica, such as `cpu`.
    RESOURCE,
    /// A resource of one container of each replica.
    CONTAINER_RESOURCE,
    /// A value that each replica reports.
    PODS,
    /// One value that describes something else in the platform, such as a queue.
    OBJECT,
    /// One value from outside.
    EXTERNAL;

    /// Whether there is a value of each replica.
    public boolean each() {
      return this == RESOURCE || this == CONTAINER_RESOURCE || this == PODS;
    }
  }

  /// What a metric shall be. Quantities are in thousandths, as Kubernetes computes them.
  public sealed interface Goal {}

  /// A goal for the mean of the replicas.
  public sealed interface Mean extends Goal {}

  /// The mean of use by capacity.
  ///
  /// @param percent above 0, at most 100,000
  public record Utilization(int percent) implements Mean {
    public Utilization {
      requirePositive(percent, 100_000);
    }
  }

  /// The mean of the replicas, or one value shared among them.
  ///
  /// @param milli above 0
  public record AverageValue(long milli) implements Mean {
    public AverageValue {
      requirePositive(milli, Long.MAX_VALUE);
    }
  }

  /// One value, whatever the number of replicas.
  ///
  /// @param milli above 0
  public record Value(long milli) implements Goal {
    public Value {
      requirePositive(milli, Long.MAX_VALUE);
    }
  }

  public MetricTarget {
    boolean fits =
        switch (goal) {
          case Utilization _ -> source == Source.RESOURCE || source == Source.CONTAINER_RESOURCE;
          case AverageValue _ -> true;
          case Value _ -> !source.each();
        };
    if (!fits) {
      throw new IllegalArgumentException("a target of this type has no meaning for this metric");
    }
    int parts = signal.value().split("/", -1).length;
    if ((source == Source.CONTAINER_RESOURCE && parts != 2)
        || (source == Source.OBJECT && parts < 3)) {
      throw new IllegalArgumentException(
          "a container's resource is named container/resource, an object's metric"
              + " Kind/name/metric");
    }
  }

  /// Whether it is the use of CPU, which Kubernetes does not believe of a replica that starts.
  public boolean cpu() {
    return switch (source) {
      case RESOURCE -> signal.value().equals("cpu");
      case CONTAINER_RESOURCE -> signal.value().endsWith("/cpu");
      case PODS, OBJECT, EXTERNAL -> false;
    };
  }

  private static void requirePositive(long value, long most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException("a metric's target is above 0 and at most " + most);
    }
  }
}
