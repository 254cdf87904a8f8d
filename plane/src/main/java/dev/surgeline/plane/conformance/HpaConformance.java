package dev.surgeline.plane.conformance;

import dev.surgeline.core.decide.hpa.HorizontalPodAutoscaler.Settings;
import dev.surgeline.wire.DocumentException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Cases of the Kubernetes HPA, with what it answers, against ours.
///
/// A file holds groups of cases, each with an `id` and what is `expected`, in thousandths and
/// seconds relative to now; `meta.test_constants` has the settings of the run.
public final class HpaConformance {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /// How a group is answered: most in one way, some in two, which both have to fit.
  private record Group(String name, List<Function<Case, Answer>> ways) {}

  private final Case file;
  private int passed;
  private final List<Conformance.Failure> failures = new ArrayList<>();

  private HpaConformance(Case file) {
    this.file = file;
  }

  /// Answers every case of a file.
  ///
  /// @throws IOException if the file can not be read
  /// @throws DocumentException if it has not the layout
  public static Conformance run(Path path) throws IOException {
    Case root = Case.read(path);
    var run = new HpaConformance(root);
    List<Group> groups = run.groups();
    if (groups.stream().noneMatch(group -> run.file.has(group.name()))) {
      throw Case.wrong(
          root.mapping().at(),
          "there is no group of cases; known are "
              + String.join(", ", groups.stream().map(Group::name).toList()));
    }
    groups.forEach(run::answer);
    return new Conformance(run.passed, run.failures);
  }

  private List<Group> groups() {
    Optional<Case> constants = file.inner("meta").flatMap(meta -> meta.inner("test_constants"));
    Settings settings = constants.map(HpaConformance::settings).orElse(Settings.DEFAULT);
    Duration window =
        constants
            .filter(given -> given.has("metric_window_s"))
            .map(given -> given.seconds("metric_window_s"))
            .orElse(Duration.ofMinutes(1));
    var calculator = new CalculatorCases(NOW, settings.initialization(), settings.readinessDelay());
    var rules = new RuleCases(NOW, settings);
    var passes = new ReconcileCases(NOW, settings, window);
    return List.of(
        new Group("replica_calculator", List.of(calculator::calculate)),
        new Group("group_pods", List.of(calculator::group)),
        new Group("reconcile", List.of(passes::reconcile)),
        new Group("convert_with_rules_no_behavior", List.of(rules::byFactor)),
        new Group("policy_limit", List.of(rules::policyLimit)),
        new Group("stabilize_no_behavior", List.of(rules::stabilize)),
        new Group("scaling_with_rules", List.of(rules::byRate)),
        new Group("store_scale_events", List.of(rules::storeUp, rules::storeDown)),
        new Group("stabilize_with_behavior", List.of(rules::stabilizeBehavior)));
  }

  private static Settings settings(Case given) {
    Settings absent = Settings.DEFAULT;
    return new Settings(
        seconds(given, "downscaleStabilisationWindow_s", absent.downscaleWindow()),
        seconds(given, "cpuInitializationPeriod_s", absent.initialization()),
        seconds(given, "initialReadinessDelay_s", absent.readinessDelay()),
        real(given, "scaleUpLimitFactor_in_tests", absent.scaleUpFactor()),
        real(given, "scaleUpLimitMinimum", absent.scaleUpMinimum()),
        absent.scaleToZero());
  }

  private static Duration seconds(Case given, String key, Duration absent) {
    return given.has(key) ? given.seconds(key) : absent;
  }

  private static double real(Case given, String key, double absent) {
    return given.has(key) ? given.real(key) : absent;
  }

  private void answer(Group group) {
    for (Case one : file.list(group.name())) {
      Case expected = one.inner("expected").orElseThrow(() -> one.missing("expected"));
      Optional<Answer> wrong =
          group.ways().stream()
              .map(way -> guarded(way, one))
              .filter(answer -> !answer.fits(expected.mapping()))
              .findFirst();
      if (wrong.isPresent()) {
        failures.add(
            new Conformance.Failure(one.text("id"), expected.mapping(), wrong.get().node()));
      } else {
        passed++;
      }
    }
  }

  /// A case that our types can not hold is one that failed, not the end of the run.
  private static Answer guarded(Function<Case, Answer> way, Case one) {
    try {
      return way.apply(one);
    } catch (IllegalArgumentException | ArithmeticException unfit) {
      return Answer.error(String.valueOf(unfit.getMessage()));
    }
  }
}
