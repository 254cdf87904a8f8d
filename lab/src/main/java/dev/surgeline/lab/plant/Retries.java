package dev.surgeline.lab.plant;

/// What clients do about requests that are refused, lost or not answered in time.
///
/// Where they try again, they wait for an answer as long as their patience, whether the request was
/// begun or not, and the replica does not notice that nobody waits any more: it works on for
/// nothing. That is what makes a storm of retries: the more is late, the more is done in vain.
/// Where they do not, who was begun is waited for.
///
/// @param most how often a request is tried again, 0 to 100
/// @param after how long a client waits before it does, in nanoseconds
public record Retries(int most, long after) {
  /// They go away.
  public static final Retries NONE = new Retries(0, 0);

  public Retries {
    if (most < 0 || most > 100 || after < 0) {
      throw new IllegalArgumentException("a request is tried again 0 to 100 times, after a time");
    }
  }

  boolean any() {
    return most > 0;
  }
}
