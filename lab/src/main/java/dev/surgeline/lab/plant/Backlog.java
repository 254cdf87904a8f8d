package dev.surgeline.lab.plant;

import java.util.Arrays;

/// What waits in a [FluidPlant], first come first served: parcels of requests that came at about
/// the same time.
final class Backlog {
  private long[] arrivals = new long[64];
  private double[] amounts = new double[64];
  private int first;
  private int count;
  private double sum;

  boolean isEmpty() {
    return count == 0;
  }

  /// How many requests there are.
  double sum() {
    return sum;
  }

  /// @param arrival not before that of the parcel before
  /// @param requests above zero
  void add(long arrival, double requests) {
    if (count == arrivals.length) {
      grow();
    }
    int at = (first + count) & (arrivals.length - 1);
    arrivals[at] = arrival;
    amounts[at] = requests;
    count++;
    sum += requests;
  }

  private void grow() {
    long[] times = Arrays.copyOfRange(arrivals, first, first + 2 * count);
    double[] requests = Arrays.copyOfRange(amounts, first, first + 2 * count);
    System.arraycopy(arrivals, 0, times, count - first, first);
    System.arraycopy(amounts, 0, requests, count - first, first);
    arrivals = times;
    amounts = requests;
    first = 0;
  }

  /// When the first came; [Long#MAX_VALUE] when nothing waits.
  long firstArrival() {
    return count == 0 ? Long.MAX_VALUE : arrivals[first];
  }

  /// How many came with the first.
  double firstAmount() {
    return count == 0 ? 0 : amounts[first];
  }

  /// Takes so many of the first parcel, at most all of it.
  void take(double requests) {
    if (requests < amounts[first]) {
      amounts[first] -= requests;
      sum -= requests;
      return;
    }
    sum -= amounts[first];
    first = (first + 1) & (arrivals.length - 1);
    count--;
    // What is left of a sum of nothing is an error of rounding.
    sum = count == 0 ? 0 : sum;
  }

  /// When the last came, of some.
  long lastArrival() {
    return arrivals[(first + count - 1) & (arrivals.length - 1)];
  }

  /// Takes so many of the last parcel, at most all of it.
  ///
  /// @return how many
  double takeLast(double requests) {
    int last = (first + count - 1) & (arrivals.length - 1);
    if (requests < amounts[last]) {
      amounts[last] -= requests;
      sum -= requests;
      return requests;
    }
    count--;
    sum = count == 0 ? 0 : sum - amounts[last];
    return amounts[last];
  }
}
