package dev.surgeline.lab.plant;

import dev.surgeline.core.platform.Criticality;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Which share of a workload's requests is of which class. Where there are several, the higher one
/// is begun first, and when the queue is full the lower one goes.
///
/// @param shares above zero, 1 in all
public record Mix(SortedMap<Criticality, Double> shares) {
  public Mix {
    shares = Collections.unmodifiableSortedMap(new TreeMap<>(shares));
    double sum = 0;
    for (double share : shares.values()) {
      sum += share > 0 ? share : Double.NaN;
    }
    if (!(Math.abs(sum - 1) <= 1e-6)) {
      throw new IllegalArgumentException("the shares of a mix are above 0, and 1 together");
    }
  }

  /// All of one class.
  public static Mix of(Criticality criticality) {
    return new Mix(new TreeMap<>(java.util.Map.of(criticality, 1.0)));
  }

  /// The highest class there is: the only one, if there is one.
  Criticality highest() {
    return shares.firstKey();
  }

  boolean single() {
    return shares.size() == 1;
  }

  /// The class of one request, as its rank: 0 is the highest.
  int draw(SplittableRandom random) {
    if (single()) {
      return highest().ordinal();
    }
    double left = random.nextDouble();
    for (var one : shares.entrySet()) {
      left -= one.getValue();
      if (left < 0) {
        return one.getKey().ordinal();
      }
    }
    return shares.lastKey().ordinal();
  }
}
