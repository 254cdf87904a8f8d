package dev.surgeline.plane.act;

import dev.surgeline.core.act.Action;
import dev.surgeline.core.act.Outcome;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.observe.ReplicaStatus;
import dev.surgeline.core.observe.ReplicaStatus.Phase;
import dev.surgeline.core.observe.WorkloadStatus;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.plane.fixture.Home;
import dev.surgeline.plane.fixture.Hospital;
import dev.surgeline.plane.fixture.RunningGateway;
import dev.surgeline.plane.fixture.Until;
import dev.surgeline.plane.route.GatewayDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assertions;

/// One actuator that keeps `beds`, with what it said. Closing it leaves the replicas running, as a
/// control plane that dies would.
final class Ward implements AutoCloseable {
  private final ProcessActuator actuator;
  private final GatewayDriver driver;
  private final List<String> said;

  private Ward(ProcessActuator actuator, GatewayDriver driver, List<String> said) {
    this.actuator = actuator;
    this.driver = driver;
    this.said = said;
  }

  /// @param directory where ledger and logs are
  static Ward open(Home home, RunningGateway gateway, Path directory, String documents)
      throws IOException {
    List<String> said = new CopyOnWriteArrayList<>();
    PlatformSpec spec = Hospital.spec(documents);
    var routes = spec.workloads().values().stream().flatMap(one -> one.routes().stream()).toList();
    GatewayDriver driver = gateway.driver(routes, said::add);
    var launcher = new ProcessLauncher(home.root(), directory.resolve("logs"), "" + gateway.url());
    Path ledger = ledger(directory);
    return new Ward(ProcessActuator.open(ledger, spec, launcher, driver, said::add), driver, said);
  }

  static Path ledger(Path directory) {
    return directory.resolve("replicas.json");
  }

  GatewayDriver driver() {
    return driver;
  }

  String said() {
    return String.join("\n", said);
  }

  WorkloadStatus status() {
    return actuator.status(Hospital.BEDS).orElseThrow();
  }

  long in(Phase phase) {
    return status().replicas().stream().filter(replica -> replica.phase() == phase).count();
  }

  List<String> ready() {
    return status().replicas().stream()
        .filter(ReplicaStatus::ready)
        .map(replica -> replica.id().value())
        .toList();
  }

  /// Does not wait.
  void scale(int to) {
    Assertions.assertEquals(new Outcome.Applied(), ask(to));
  }

  /// What the actuator answers.
  Outcome ask(int to) {
    Replicas from = status().desired();
    return actuator.apply(Action.Scale.of(Hospital.BEDS, Instant.now(), from, new Replicas(to)));
  }

  /// Waits until so many are ready and none is in another phase.
  void awaitReady(int count) {
    until(
        count + " ready and nothing else",
        () -> ready().size() == count && status().replicas().size() == count);
  }

  void until(String what, Until.Condition condition) {
    Until.holds(
        () -> what + "; there is " + status() + "; it said:\n" + said(),
        Duration.ofSeconds(60),
        condition);
  }

  void stopAll() {
    actuator.stopAll(Duration.ofSeconds(30));
  }

  @Override
  public void close() {
    actuator.close();
  }
}
