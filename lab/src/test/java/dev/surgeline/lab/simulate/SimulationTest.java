package dev.surgeline.lab.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Whole simulations.
final class SimulationTest {
  private static final List<String> ALL =
      List.of(Roster.OWN, "hpa", "hpa-50", "keda", "tracking", "reactive", "static", "oracle");

  /// All that comes out of some runs, as one number.
  static String digest() throws NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256");
    for (Question.Kind kind : Question.Kind.values()) {
      var simulation = new Simulation(Questions.of(Questions.hump(3, 200, 0.2, 1), kind));
      for (String name : ALL) {
        Scored scored = simulation.run(name, 5, _ -> {});
        digest.update(scored.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /// Prints [#digest], in a process of its own.
  static final class Elsewhere {
    private Elsewhere() {}

    public static void main(String[] args) throws NoSuchAlgorithmException {
      System.out.println(digest());
    }
  }

  private static String elsewhere(String... options) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
    words.addAll(List.of(options));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Elsewhere.class.getName()));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said.strip();
  }

  /// With another compiler and another collector, in two processes that know nothing of each other.
  @Test
  void theSameSeedGivesTheSameBytesInAnyProcess() throws Exception {
    String one = elsewhere("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    assertEquals(64, one.length(), one);
    assertEquals(one, elsewhere("-Xmx300m", "-XX:+UseParallelGC", "-Duser.language=tr"));
  }

  @Test
  void anotherSeedIsAnotherRun() {
    var simulation =
        new Simulation(Questions.of(Questions.hump(2, 100, 0.2, 1), Question.Kind.REQUESTS));
    Scored one = simulation.run("hpa", 1, _ -> {});
    assertEquals(one, simulation.run("hpa", 1, _ -> {}));
    assertNotEquals(one.result(), simulation.run("hpa", 2, _ -> {}).result());
  }

  /// Who knows everything needs fewer replica-hours than all who keep the objective.
  @Test
  void theOracleKeepsTheObjectiveWithFewest() {
    var simulation =
        new Simulation(Questions.of(Questions.hump(6, 400, 0.3, 2), Question.Kind.REQUESTS));
    Map<String, Run.Result> results = new TreeMap<>();
    ALL.forEach(name -> results.put(name, simulation.run(name, 1, _ -> {}).result()));
    Run.Result oracle = Objects.requireNonNull(results.get("oracle"));
    Run.Result constant = Objects.requireNonNull(results.get("static"));
    assertEquals(0, oracle.netViolationSeconds());
    results.forEach((name, result) -> {
      assertEquals(oracle.requests(), result.requests(), 0, "the same requests for " + name);
      boolean fewer = result.replicaHours() < oracle.replicaHours();
      assertTrue(!fewer || result.violationSeconds() > 0, name + " " + result.replicaHours());
    });
    assertEquals(0, constant.actions());
    double cost = constant.replicaHours() * 0.2;
    assertEquals(cost, constant.cost().orElseThrow(), 1e-9);
  }

  @Test
  void whoIsNotKnownIsRefusedWithThoseWhoAre() {
    Question question = Questions.of(Questions.hump(1, 10, 0, 1), Question.Kind.FLUID);
    for (String name : List.of("hap", "hpa-0", "hpa-070", "hpa-101", "hpa-N", "")) {
      var wrong =
          assertThrows(IllegalArgumentException.class, () -> Roster.require(question, name), name);
      assertTrue(wrong.toString().contains("keda, oracle"), wrong::toString);
    }
    var none =
        assertThrows(IllegalArgumentException.class, () -> Roster.require(question, "schedule"));
    assertTrue(none.toString().contains("no schedule"), none::toString);
    ALL.forEach(name -> Roster.require(question, name));
  }
}
