package dev.surgeline.plane.chaos;

import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Nodes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an experiment came to, in the [Chaos Toolkit's journal
/// format](https://chaostoolkit.org/reference/api/journal/).
///
/// @param deviated whether the hypothesis held before and not afterwards
/// @param before absent: it was not looked at
/// @param during the steps of the method
public record ExperimentJournal(
    Experiment experiment,
    Status status,
    boolean deviated,
    Instant start,
    Instant end,
    Optional<SteadyState> before,
    Optional<SteadyState> after,
    List<Done> during,
    List<Done> rollbacks) {

  /// How a run ended.
  public enum Status {
    /// All of it was done, whatever came of it.
    COMPLETED,
    /// The hypothesis was not met, or what should have been done could not be.
    FAILED,
    /// Something went wrong that nobody foresaw.
    ABORTED,
    /// Somebody ended it.
    INTERRUPTED
  }

  public ExperimentJournal {
    during = List.copyOf(during);
    rollbacks = List.copyOf(rollbacks);
  }

  /// One sentence for people.
  public String verdict() {
    long failed = rollbacks.stream().filter(done -> !done.succeeded()).count();
    String back = failed == 0 ? "" : "; " + failed + " of its rollbacks failed";
    return switch (status) {
      case COMPLETED -> "it held: " + experiment.title() + back;
      case FAILED ->
          (deviated
                  ? "it deviated: " + last(after)
                  : before.filter(it -> !it.met()).isPresent()
                      ? "it was not begun, for the platform was not as it shall be: " + last(before)
                      : "it could not be carried out: " + lastFailure())
              + back;
      case ABORTED -> "it ended by a fault of Surgeline's" + back;
      case INTERRUPTED -> "it was interrupted" + back;
    };
  }

  private static String last(Optional<SteadyState> state) {
    return state
        .filter(it -> !it.probes().isEmpty())
        .map(it -> it.probes().getLast())
        .map(
            done -> done.activity().name() + done.trouble().map(why -> " (" + why + ")").orElse(""))
        .orElse("nothing was asked");
  }

  private String lastFailure() {
    return during.stream()
        .filter(done -> !done.succeeded())
        .reduce((_, later) -> later)
        .map(done -> done.activity().name() + ": " + done.trouble().orElse(""))
        .orElse("");
  }

  /// Its text, secrets hidden.
  public byte[] bytes() {
    Node journal =
        Nodes.mapping(
            Nodes.entry("platform", Nodes.text(platform())),
            Nodes.entry("node", Nodes.text(node())),
            Nodes.entry("experiment", experiment.source()),
            Nodes.entry("status", Nodes.text(status.name().toLowerCase(java.util.Locale.ROOT))),
            Nodes.entry("deviated", Nodes.truth(deviated)),
            Nodes.entry("start", Nodes.text(start.toString())),
            Nodes.entry("end", Nodes.text(end.toString())),
            Nodes.entry("duration", Tree.seconds(Duration.between(start, end).toMillis())),
            Nodes.entry(
                "steady_states",
                Nodes.mapping(
                    Nodes.entry("before", before.map(SteadyState::node).orElse(Tree.NULL)),
                    Nodes.entry("after", after.map(SteadyState::node).orElse(Tree.NULL)),
                    Nodes.entry("during", Nodes.list(List.of())))),
            Nodes.entry("run", Nodes.list(during.stream().map(Done::node).toList())),
            Nodes.entry("rollbacks", Nodes.list(rollbacks.stream().map(Done::node).toList())));
    String text = Json.pretty(Hiding.in(journal, experiment.secrets()));
    return (text + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String platform() {
    return System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch");
  }

  private static String node() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
