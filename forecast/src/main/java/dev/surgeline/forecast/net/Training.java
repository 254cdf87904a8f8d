package dev.surgeline.forecast.net;

import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

/// One network learning: mean absolute error, weighted, by [Adam]; the rate rises evenly over the
/// first [#WARM_UP] of the steps and falls by a half cosine to zero.
///
/// One thread, one generator: the same plan and seed give the same bytes. An interrupt ends it
/// between two batches.
final class Training {
  private static final double WARM_UP = 0.04;

  private final Network network;
  private final Network gradient;
  private final Adam adam;
  private final Pass pass;
  private final Plan plan;
  private final SplittableRandom random;
  private final float[][] targets;
  private final float[][] weights;

  /// @param batch examples a step, at most as many as there are windows
  Training(Features features, Plan plan, int batch, SplittableRandom random) {
    this.plan = plan;
    this.random = random;
    network = new Network(features.inputs(), plan.width(), features.outputs());
    network.initialise(random);
    gradient = new Network(features.inputs(), plan.width(), features.outputs());
    adam = new Adam(network, gradient);
    pass = new Pass(network, batch);
    targets = new float[features.outputs()][batch];
    weights = new float[features.outputs()][batch];
  }

  /// What has been learned so far.
  Network network() {
    return network;
  }

  /// Goes through windows some times.
  ///
  /// @param rate the highest step of a weight
  /// @param epochDone run after each time
  void learn(Windows windows, int epochs, double rate, Runnable epochDone) {
    int batch = pass.examples.length;
    int batches = Math.min(windows.count(), plan.windowsMax()) / batch;
    int steps = batches * epochs;
    int step = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      int[] order = windows.shuffled(random, plan.windowsMax());
      for (int i = 0; i < batches; i++) {
        if (Thread.currentThread().isInterrupted()) {
          throw new CancellationException("training was interrupted");
        }
        windows.fill(order, i * batch, pass.examples, targets, weights);
        pass.forward(random, plan.dropped());
        loss();
        pass.backward(gradient, plan.dropped());
        adam.step(rate * share(step++, steps));
      }
      epochDone.run();
    }
  }

  private static double share(int step, int steps) {
    double warm = Math.max(1, WARM_UP * steps);
    double done = step / (double) steps;
    return Math.min(1, (step + 1) / warm) * 0.5 * (1 + StrictMath.cos(Math.PI * done));
  }

  /// The derivative of the weighted mean absolute error by each output.
  private void loss() {
    float part = 1f / (pass.examples.length * targets.length);
    for (int out = 0; out < targets.length; out++) {
      float[] output = pass.outputs[out];
      float[] target = targets[out];
      float[] weight = weights[out];
      float[] slope = pass.outputGradient[out];
      for (int i = 0; i < output.length; i++) {
        slope[i] = Math.signum(output[i] - target[i]) * weight[i] * part;
      }
    }
  }
}
