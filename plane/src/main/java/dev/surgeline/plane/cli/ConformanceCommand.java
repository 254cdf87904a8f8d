package dev.surgeline.plane.cli;

import dev.surgeline.plane.conformance.Conformance;
import dev.surgeline.plane.conformance.ElasticityConformance;
import dev.surgeline.plane.conformance.HpaConformance;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `surge conformance`: case files of others against our implementation.
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    header = "Runs case files of others against our implementation.")
final class ConformanceCommand {
  private ConformanceCommand() {}

  /// `surge conformance hpa FILE`.
  @Command(
      name = "hpa",
      mixinStandardHelpOptions = true,
      header = "Answers cases of the Kubernetes Horizontal Pod Autoscaler (v1.36) and compares.",
      description = {
        "",
        "The file is one JSON object with groups of cases: replica_calculator, group_pods,",
        "reconcile, scaling_with_rules and others. A difference is a failure (exit code 1)."
      })
  int hpa(
      @Parameters(paramLabel = "FILE", description = "the cases, as JSON") Path file,
      @Option(names = "--json", description = "one JSON document on stdout") boolean json)
      throws IOException {
    return tell(HpaConformance.run(file), json);
  }

  /// `surge conformance elasticity FILE`.
  @Command(
      name = "elasticity",
      mixinStandardHelpOptions = true,
      header = "Answers cases of the SPEC elasticity metrics and compares.",
      description = {
        "",
        "The file is one JSON object with cases, each with demand and supply as lists of times and",
        "values, and what is expected of them. A difference is a failure (exit code 1)."
      })
  int elasticity(
      @Parameters(paramLabel = "FILE", description = "the cases, as JSON") Path file,
      @Option(names = "--json", description = "one JSON document on stdout") boolean json)
      throws IOException {
    return tell(ElasticityConformance.run(file), json);
  }

  private static int tell(Conformance result, boolean json) {
    if (json) {
      System.out.println(document(result));
    } else {
      for (Conformance.Failure failure : result.failures()) {
        System.out.println(failure.id());
        System.out.println("  expected " + text(failure.expected()));
        System.out.println("  actual   " + text(failure.actual()));
      }
      System.out.println(result.passed() + " passed, " + result.failures().size() + " failed");
    }
    return result.failures().isEmpty() ? Exit.DONE : Exit.NO;
  }

  private static String document(Conformance result) {
    String failures =
        result.failures().stream()
            .map(failure ->
                "{\"id\":"
                    + text(new Node.Scalar(failure.id(), Node.Kind.STRING, failure.expected().at()))
                    + ",\"expected\":"
                    + text(failure.expected())
                    + ",\"actual\":"
                    + text(failure.actual())
                    + "}")
            .collect(Collectors.joining(","));
    return "{\"passed\":"
        + result.passed()
        + ",\"failed\":"
        + result.failures().size()
        + ",\"failures\":["
        + failures
        + "]}";
  }

  private static String text(Node node) {
    return new String(Json.canonical(node), StandardCharsets.UTF_8);
  }
}
