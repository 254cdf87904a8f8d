package dev.surgeline.lab.simulate;

import dev.surgeline.lab.score.Elasticity;

/// A run with its place in the comparison.
///
/// @param seed of the run
/// @param elasticity of the replicas that served, against those that the trace's rate needs
public record Scored(long seed, Run.Result result, Elasticity elasticity) {
  public String controller() {
    return result.controller();
  }
}
