package dev.surgeline.sample.serve;

import dev.surgeline.sample.launch.Flag;
import dev.surgeline.sample.launch.Flags;
import dev.surgeline.sample.launch.UsageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a replica is set up; the defaults stand in `from`.
///
/// @param port 0 to 65535, 0 picks a free one
/// @param slots how many requests are worked on at once, from 1
/// @param serviceTime the mean time in a slot
/// @param variation the service time's standard deviation over its mean
/// @param queue how many may wait for a slot
/// @param patience how long a request waits for a slot before it gets a 503
/// @param upstream where the portal asks for beds, an http address
/// @param upstreamTimeout how long the portal waits for that
/// @param replica its name in metrics and answers
/// @param startup how long it answers 503 before it is ready
public record ServeOptions(
    Role role,
    String host,
    int port,
    int slots,
    Duration serviceTime,
    double variation,
    int queue,
    Duration patience,
    Optional<URI> upstream,
    Duration upstreamTimeout,
    String replica,
    Duration startup,
    long seed) {

  static final List<Flag> FLAGS =
      List.of(
          new Flag("--role", "ROLE", "beds, claims or portal"),
          new Flag("--port", "N", "where to listen; 0 picks a free port (0)"),
          new Flag("--host", "ADDRESS", "the address to listen on (127.0.0.1)"),
          new Flag("--slots", "N", "requests worked on at once (8)"),
          new Flag("--service-time", "TIME", "mean time in a slot (120ms)"),
          new Flag("--cv", "X", "its standard deviation over its mean (0.5)"),
          new Flag("--queue", "N", "how many may wait for a slot (10000, fewer if -Xmx is small)"),
          new Flag("--deadline", "TIME", "how long one may wait for a slot (30s)"),
          new Flag("--upstream", "URL", "portal: where to ask for beds, http://host:port"),
          new Flag("--upstream-timeout", "TIME", "portal: how long to wait for that (400ms)"),
          new Flag("--replica", "ID", "name in metrics and answers (ROLE-PID)"),
          new Flag("--startup", "TIME", "not ready before this has passed (0s)"),
          new Flag("--seed", "N", "makes service times repeatable (1)"),
          new Flag("--help", "", "this list"));

  private static final int MAX_REPLICA_NAME = 64;
  private static final int QUEUE = 10_000;

  /// What a waiting request holds, nearly all of it buffers of the JDK's server: 34 KiB as
  /// measured.
  private static final long QUEUED_BYTES = 34 * 1024;

  static ServeOptions from(Flags flags) {
    String roleName = flags.required("--role");
    Role role =
        Role.parse(roleName)
            .orElseThrow(() -> flags.wrong("--role", "beds, claims or portal", roleName));
    String replica =
        flags.text("--replica").orElseGet(() -> roleName + "-" + ProcessHandle.current().pid());
    if (!isName(replica)) {
      throw flags.wrong("--replica", "1 to 64 letters, digits, dots, dashes, underscores", replica);
    }
    return new ServeOptions(
        role,
        flags.text("--host").orElse("127.0.0.1"),
        flags.whole("--port", 0, 0, 65_535),
        flags.whole("--slots", 8, 1, 10_000),
        flags.duration("--service-time", Duration.ofMillis(120), Duration.ofNanos(1_000)),
        flags.number("--cv", 0.5, 0, 10),
        flags.whole("--queue", queueThatFits(), 0, 1_000_000),
        flags.duration("--deadline", Duration.ofSeconds(30), Duration.ZERO),
        flags.text("--upstream").map(value -> upstream(flags, value)),
        flags.duration("--upstream-timeout", Duration.ofMillis(400), Duration.ofMillis(1)),
        replica,
        flags.duration("--startup", Duration.ZERO, Duration.ZERO),
        flags.whole("--seed", 1, Integer.MIN_VALUE, Integer.MAX_VALUE));
  }

  /// A full queue takes at most three quarters of the heap: a 503 is better than no memory.
  private static int queueThatFits() {
    return (int) Math.min(QUEUE, Runtime.getRuntime().maxMemory() * 3 / 4 / QUEUED_BYTES);
  }

  private static URI upstream(Flags flags, String value) {
    UsageException wrong = flags.wrong("--upstream", "an address such as http://host:port", value);
    try {
      URI uri = new URI(value);
      if ("http".equals(uri.getScheme()) && uri.getHost() != null) {
        return uri;
      }
      throw wrong;
    } catch (URISyntaxException _) {
      throw wrong;
    }
  }

  /// Only characters that need no escaping in labels, headers and JSON.
  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && "._-".indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MAX_REPLICA_NAME;
  }
}
