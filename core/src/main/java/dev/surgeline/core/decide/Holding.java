package dev.surgeline.core.decide;

import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.platform.Replicas;

/// What a workload holds of the things that workloads share.
final class Holding {
  private Holding() {}

  /// Whether what is decided for it is carried out; what is not takes no room from others.
  static boolean acts(Deliberation one) {
    return one.situation().scaling().mode() == Mode.ACT;
  }

  /// The size it was on its way to as this moment began: what was given back in the same moment is
  /// free from the next on, so that the same tick again finds no more room than the first.
  static int size(Deliberation one) {
    Situation situation = one.situation();
    if (!acts(one)) {
      // Its situation is about a size that there only would be.
      return situation.observation().status().desired().value();
    }
    return situation.current().value() - Math.min(0, situation.history().changeAt(situation.now()));
  }

  /// The larger of its size and the replicas that are there to stay.
  static int replicas(Deliberation one) {
    return Math.max(size(one), one.situation().observation().status().staying().value());
  }

  /// The replicas that are still there and on their way out.
  static int draining(Deliberation one) {
    int count = 0;
    for (ReplicaStatus replica : one.situation().observation().status().replicas()) {
      count += replica.phase() == ReplicaStatus.Phase.DRAINING ? 1 : 0;
    }
    return count;
  }

  /// How a sentence about a cut begins.
  static String to(Proposal proposal, Replicas size) {
    return size.equals(proposal.from()) ? "stays at " + size + ": " : "to " + size + ": ";
  }
}
