package dev.surgeline.core.decide.hpa;

/// A condition in the status of an autoscaler.
///
/// @param holds its status, True or False
/// @param reason the code that Kubernetes gives for it
public record Condition(Type type, boolean holds, String reason) {
  /// The types of Kubernetes.
  public enum Type {
    /// Whether the scale can be read and written.
    ABLE_TO_SCALE("AbleToScale"),
    /// Whether a size can be calculated.
    SCALING_ACTIVE("ScalingActive"),
    /// Whether the calculated size was held by min, max or a rate.
    SCALING_LIMITED("ScalingLimited"),
    /// Whether the autoscaler itself went to zero, so that it may come back from there.
    SCALED_TO_ZERO("ScaledToZero");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    /// As Kubernetes spells it.
    public String word() {
      return word;
    }
  }
}
