package dev.surgeline.forecast.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PassTest {
  private static final int BATCH = 8;
  private static final float STEP = 2e-3f;

  private final Network network = new Network(8, 12, 4);
  private final float[][] examples = KernelTest.random(BATCH, 8, 7);
  private final float[][] slopes = KernelTest.random(4, BATCH, 8);

  PassTest() {
    network.initialise(new SplittableRandom(5));
    SplittableRandom random = new SplittableRandom(6);
    for (float[] row : network.rows()) {
      for (int i = 0; i < row.length; i++) {
        row[i] += (float) (0.2 * random.nextDouble() - 0.1);
      }
    }
  }

  @Test
  void gradientsAreFiniteDifferences() {
    assertGradients(0);
  }

  @Test
  void gradientsAreFiniteDifferencesWithUnitsLeftOut() {
    assertGradients(64);
  }

  /// Nearly all closely, all on the mean: a difference that steps over a unit's kink is off.
  private void assertGradients(int dropped) {
    Pass pass = pass();
    pass.forward(new SplittableRandom(9), dropped);
    Network gradient = new Network(8, 12, 4);
    pass.backward(gradient, dropped);
    List<float[]> weights = network.rows();
    List<float[]> slope = gradient.rows();
    int close = 0;
    int all = 0;
    for (int r = 0; r < weights.size(); r++) {
      for (int i = 0; i < weights.get(r).length; i++) {
        float kept = weights.get(r)[i];
        weights.get(r)[i] = kept + STEP;
        double above = loss(dropped);
        weights.get(r)[i] = kept - STEP;
        double below = loss(dropped);
        weights.get(r)[i] = kept;
        double difference = (above - below) / (2 * STEP);
        assertEquals(difference, slope.get(r)[i], 0.2, "row " + r + " weight " + i);
        close += Math.abs(difference - slope.get(r)[i]) < 1e-3 ? 1 : 0;
        all++;
      }
    }
    assertTrue(close > 0.97 * all, close + " of " + all + " gradients agree");
  }

  @Test
  void leftOutUnitsAreMadeUpFor() {
    Network wide = new Network(4, 512, 4);
    for (int i = 0; i < 512; i++) {
      wide.secondBias[i] = 1;
      wide.last[0][i] = 1f / 512;
    }
    Pass pass = new Pass(wide, 4);
    pass.forward();
    assertEquals(1, pass.outputs[0][0], 1e-5);
    pass.forward(new SplittableRandom(1), 64);
    assertEquals(1, pass.outputs[0][0], 0.1);
    assertTrue(pass.outputs[0][0] != pass.outputs[0][1], "each example leaves out its own");
  }

  private double loss(int dropped) {
    Pass pass = pass();
    pass.forward(new SplittableRandom(9), dropped);
    double sum = 0;
    for (int out = 0; out < 4; out++) {
      for (int i = 0; i < BATCH; i++) {
        sum += (double) slopes[out][i] * pass.outputs[out][i];
      }
    }
    return sum;
  }

  private Pass pass() {
    Pass pass = new Pass(network, BATCH);
    for (int i = 0; i < BATCH; i++) {
      System.arraycopy(examples[i], 0, pass.examples[i], 0, 8);
    }
    for (int out = 0; out < 4; out++) {
      System.arraycopy(slopes[out], 0, pass.outputGradient[out], 0, BATCH);
    }
    return pass;
  }
}
