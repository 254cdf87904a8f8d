package dev.surgeline.core.decide;

import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.platform.Figures;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Thresholds on one signal: beyond the farthest that is passed, its step is taken. Between the
/// lowest threshold up and the highest down nothing changes, which is the hysteresis. This is the
/// step scaling of the cloud autoscalers; how long to wait between steps is not said here but by
/// the behavior's windows and rates.
///
/// Example: with 2 more above 70%, 4 more above 90% and 1 less below 30%, 10 replicas at 93% become
/// 14, at 75% 12, at 50% they stay, and at 25% they become 9.
///
/// @param gauge what is read
/// @param up steps up, in ascending order of threshold, each adding more than the one before; the
///   signal is strictly above the threshold; at most 10
/// @param down steps down, in descending order of threshold, each taking away more than the one
///   before; the signal is strictly below the threshold; at most 10. All of them are below the
///   lowest threshold up, and there is at least one step in all.
public record Steps(Gauge gauge, List<Step> up, List<Step> down) implements Policy {
  private static final int MOST = 10;

  /// By how much the size changes.
  public sealed interface Change {
    /// In replicas, or in percent.
    int amount();
  }

  /// So many replicas.
  ///
  /// @param amount 1 to 100,000
  public record Count(int amount) implements Change {
    public Count {
      if (amount < 1 || amount > 100_000) {
        throw new IllegalArgumentException("a step is of 1 to 100000 replicas, not " + amount);
      }
    }
  }

  /// A part of the size there is, at least one replica: rounded up on the way up and down on the
  /// way down, so towards more replicas.
  ///
  /// @param amount 1 to 10,000; on the way down at most 100
  public record Percent(int amount) implements Change {
    public Percent {
      if (amount < 1 || amount > 10_000) {
        throw new IllegalArgumentException("a step is of 1 to 10000 percent, not " + amount);
      }
    }
  }

  /// One threshold and what is done beyond it.
  ///
  /// @param threshold in the gauge's unit, finite and not negative
  /// @param change by how much
  public record Step(double threshold, Change change) {
    public Step {
      if (!(threshold >= 0 && threshold <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException("a threshold is finite and not negative");
      }
      threshold += 0.0; // minus zero is zero
    }
  }

  public Steps {
    up = List.copyOf(up);
    down = List.copyOf(down);
    if (up.isEmpty() && down.isEmpty()) {
      throw new IllegalArgumentException("steps has at least one step up or down");
    }
    if (up.size() > MOST || down.size() > MOST) {
      throw new IllegalArgumentException("steps has at most 10 steps up and 10 down");
    }
    requireOrder(up, true);
    requireOrder(down, false);
    if (!up.isEmpty()
        && !down.isEmpty()
        && down.getFirst().threshold() >= up.getFirst().threshold()) {
      throw new IllegalArgumentException(
          "a step below "
              + number(down.getFirst().threshold())
              + " and one above "
              + number(up.getFirst().threshold())
              + " leave nothing between them where the size stays");
    }
  }

  private static void requireOrder(List<Step> steps, boolean up) {
    String side = up ? "above " : "below ";
    for (Step step : steps) {
      if (!up && step.threshold() == 0) {
        throw new IllegalArgumentException("nothing is below 0: this step is never taken");
      }
      if (!up && step.change() instanceof Percent && step.change().amount() > 100) {
        throw new IllegalArgumentException("a step down is of at most 100 percent");
      }
    }
    for (int i = 1; i < steps.size(); i++) {
      Step near = steps.get(i - 1);
      Step far = steps.get(i);
      String both = side + number(near.threshold()) + " and " + side + number(far.threshold());
      boolean farther =
          up ? far.threshold() > near.threshold() : far.threshold() < near.threshold();
      if (!farther) {
        throw new IllegalArgumentException(
            "the steps " + both + " overlap: those farther out come later in their list");
      }
      if (far.change() instanceof Percent != near.change() instanceof Percent) {
        throw new IllegalArgumentException(
            "the steps " + both + " can not be compared: use replicas or percent for both");
      }
      if (far.change().amount() <= near.change().amount()) {
        throw new IllegalArgumentException(
            "the steps " + both + " contradict: the one farther out changes more");
      }
    }
  }

  private static String number(double value) {
    return Figures.of(value);
  }

  @Override
  public String name() {
    return "steps";
  }

  @Override
  public SortedMap<SignalName, Boolean> signals() {
    SortedMap<SignalName, Boolean> signals = new TreeMap<>();
    signals.put(gauge.signal(), gauge.as().each());
    return signals;
  }
}
