package dev.surgeline.plane.conformance;

import dev.surgeline.lab.score.Elasticity;
import dev.surgeline.lab.score.StepSeries;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Node;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Cases of the elasticity metrics, with what BUNGEE answers, against ours.
///
/// A file holds `cases`, each with an `id`, `demand` and `supply` as lists of times and values, and
/// what is expected in `expected_upstream`, `normalised_by_us`, or both. Figures that differ by no
/// more than a millionth are the same: the file has no more digits.
public final class ElasticityConformance {
  private static final double NEAR = 1e-6;
  private static final double UNIT = 1;

  private ElasticityConformance() {}

  /// Answers every case of a file.
  ///
  /// @throws IOException if the file can not be read
  /// @throws DocumentException if it has not the layout
  public static Conformance run(Path path) throws IOException {
    Case root = Case.read(path);
    if (!root.has("cases")) {
      throw root.missing("cases");
    }
    int passed = 0;
    List<Conformance.Failure> failures = new ArrayList<>();
    for (Case one : root.list("cases")) {
      Optional<Conformance.Failure> failure = answer(one);
      failure.ifPresent(failures::add);
      passed += failure.isPresent() ? 0 : 1;
    }
    return new Conformance(passed, failures);
  }

  private static Optional<Conformance.Failure> answer(Case one) {
    SortedMap<String, Double> actual = new TreeMap<>();
    try {
      actual.putAll(figures(Elasticity.of(steps(one, "demand"), steps(one, "supply"), UNIT)));
    } catch (IllegalArgumentException unfit) {
      throw Case.wrong(one.mapping().at(), String.valueOf(unfit.getMessage()));
    }
    List<Node.Entry> expected = new ArrayList<>();
    one.inner("expected_upstream").ifPresent(group -> expected.addAll(group.mapping().entries()));
    one.inner("normalised_by_us").ifPresent(group -> expected.addAll(group.mapping().entries()));
    if (expected.isEmpty()) {
      throw one.missing("expected_upstream");
    }
    boolean fits = true;
    List<Node.Entry> answers = new ArrayList<>();
    for (Node.Entry entry : expected) {
      Optional<Double> ours = Optional.ofNullable(actual.get(entry.key()));
      if (ours.isEmpty()) {
        String known = String.join(", ", actual.keySet());
        throw Case.wrong(entry.keyAt(), "no metric is called " + entry.key() + "; known: " + known);
      }
      var wanted = new Case(new Node.Mapping(List.of(entry), entry.keyAt()));
      fits &= Math.abs(wanted.real(entry.key()) - ours.get()) <= NEAR;
      answers.add(new Node.Entry(entry.key(), entry.keyAt(), number(ours.get(), entry)));
    }
    return fits
        ? Optional.empty()
        : Optional.of(
            new Conformance.Failure(
                one.text("id"),
                new Node.Mapping(expected, one.mapping().at()),
                new Node.Mapping(answers, one.mapping().at())));
  }

  private static Node number(double value, Node.Entry entry) {
    String text =
        BigDecimal.valueOf(value)
            .setScale(6, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString();
    return new Node.Scalar(text, Node.Kind.NUMBER, entry.keyAt());
  }

  private static StepSeries steps(Case one, String key) {
    if (!one.has(key)) {
      throw one.missing(key);
    }
    List<StepSeries.Point> points = new ArrayList<>();
    for (List<Double> row : one.rows(key)) {
      if (row.size() != 2) {
        throw Case.wrong(one.mapping().at(), key + " has pairs of a time and a value");
      }
      points.add(new StepSeries.Point(row.getFirst(), row.getLast()));
    }
    return new StepSeries(points);
  }

  private static SortedMap<String, Double> figures(Elasticity found) {
    SortedMap<String, Double> figures = new TreeMap<>();
    figures.put("accuracy_U", found.accuracyUnder());
    figures.put("accuracy_O", found.accuracyOver());
    figures.put("timeshare_U", found.tauUnder() / 100);
    figures.put("timeshare_O", found.tauOver() / 100);
    figures.put("jitter_per_time_unit", found.jitter());
    figures.put("theta_U_pct", found.thetaUnder());
    figures.put("theta_O_pct", found.thetaOver());
    figures.put("tau_U_pct", found.tauUnder());
    figures.put("tau_O_pct", found.tauOver());
    figures.put("instability_pct", found.instability());
    return figures;
  }
}
