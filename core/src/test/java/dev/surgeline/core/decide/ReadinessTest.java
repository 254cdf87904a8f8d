package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.decide.Readiness.Group;
import dev.surgeline.core.observe.Measure;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.platform.ReplicaId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// Times are seconds before now.
final class ReadinessTest {
  private static final Instant NOW = Situations.NOW;
  private static final Measure.Usage SILENT =
      new Measure.Usage(OptionalDouble.empty(), OptionalDouble.empty());

  @Test
  void cpuOfAReplicaThatStartsIsBelievedOnceItWasMeasuredReady() {
    assertEquals(Group.UNREADY, cpu(Phase.READY, 200, 40, 60));
    assertEquals(Group.COUNTED, cpu(Phase.READY, 200, 40, 40));
    assertEquals(Group.UNREADY, cpu(Phase.UNREADY, 299, 40, 10));
    assertEquals(Group.COUNTED, cpu(Phase.READY, 300, 40, 60));
  }

  @Test
  void afterwardsCpuIsBelievedOfWhoeverWasReadyOnce() {
    assertEquals(Group.UNREADY, cpu(Phase.UNREADY, 400, 380, 10));
    assertEquals(Group.COUNTED, cpu(Phase.UNREADY, 400, 370, 10));
    assertEquals(Group.COUNTED, cpu(Phase.UNREADY, 400, 300, 10));
  }

  @Test
  void anyOtherMetricIsBelievedOfWhoeverReportsIt() {
    var readiness = new Readiness(NOW, Readiness.INITIALIZATION, Readiness.DELAY, false);
    ReplicaStatus hung = replica(Phase.UNREADY, 10, 5);
    assertEquals(Group.COUNTED, readiness.group(hung, used(60), NOW));
    assertEquals(Group.MISSING, readiness.group(hung, SILENT, NOW));
    for (Phase phase : Phase.values()) {
      Group group = readiness.group(replica(phase, 10, 5), used(60), NOW);
      switch (phase) {
        case STARTING -> assertEquals(Group.UNREADY, group);
        case READY, UNREADY -> assertEquals(Group.COUNTED, group);
        case DRAINING, FAILED -> assertEquals(Group.IGNORED, group);
      }
    }
  }

  private static Group cpu(Phase phase, int started, int since, int measuredSince) {
    var readiness = new Readiness(NOW, Readiness.INITIALIZATION, Readiness.DELAY, true);
    return readiness.group(replica(phase, started, since), used(measuredSince), NOW);
  }

  private static ReplicaStatus replica(Phase phase, int started, int since) {
    var id = new ReplicaId("web-1");
    return new ReplicaStatus(id, phase, NOW.minusSeconds(started), NOW.minusSeconds(since));
  }

  private static Measure.Usage used(int since) {
    return new Measure.Usage(
        OptionalDouble.of(1), OptionalDouble.of(1), Optional.of(NOW.minusSeconds(since)));
  }
}
