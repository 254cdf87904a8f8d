package dev.surgeline.core.route;

import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/// Least request of two choices: look at two endpoints drawn at random, take the less busy one.
///
/// The fullest of n endpoints is then about ln ln n requests above the mean, where one random
/// choice gives ln n / ln ln n (Mitzenmacher, "The power of two choices in randomized load
/// balancing", 2001). Looking at all of them would make several gateways that see the same idle
/// endpoint rush at it.
///
/// Example: three endpoints have 3, 0 and 5 requests in flight. The first and the third are drawn:
/// the first is taken, though the second is idle; it is among the two drawn two times in three.
public final class LeastRequest {
  private LeastRequest() {}

  /// Draws two different endpoints and takes the one with fewer requests in flight, the first drawn
  /// when they are equal.
  ///
  /// @param count how many endpoints there are, 1 or more
  /// @param inFlight the requests that the endpoint at an index, 0 to `count` - 1, has not answered
  /// @param random two numbers are drawn when there is more than one endpoint
  /// @return an index
  public static int pick(int count, IntUnaryOperator inFlight, RandomGenerator random) {
    if (count < 1) {
      throw new IllegalArgumentException("there is no endpoint to pick among");
    }
    if (count == 1) {
      return 0;
    }
    int first = random.nextInt(count);
    int second = random.nextInt(count - 1);
    if (second >= first) {
      second++;
    }
    return inFlight.applyAsInt(second) < inFlight.applyAsInt(first) ? second : first;
  }
}
