package dev.surgeline.sample.serve;

import dev.surgeline.sample.launch.Flags;
import dev.surgeline.sample.launch.Lifeline;
import dev.surgeline.sample.launch.UsageException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `serve`: one replica, from its first line on stdout to its last answer.
public final class ServeCommand {
  private ServeCommand() {}

  /// Starts the replica and returns; its threads keep the process up until a signal or a lost
  /// lifeline ends it.
  ///
  /// @throws UsageException for wrong flags, or a port that cannot be had
  public static void run(List<String> args) {
    Flags flags = Flags.parse("serve", ServeOptions.FLAGS, args);
    if (flags.has("--help")) {
      System.out.print(Flags.usage("serve", ServeOptions.FLAGS));
      return;
    }
    ServeOptions options = ServeOptions.from(flags);
    Optional<Lifeline> lifeline =
        Lifeline.parse(Optional.ofNullable(System.getenv(Lifeline.VARIABLE)));
    Replica replica = open(options);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(replica), "drain"));
    lifeline.ifPresent(owner -> owner.watch(() -> System.exit(0)));
    System.out.println("listening " + replica.address());
    System.out.flush();
  }

  private static Replica open(ServeOptions options) {
    try {
      return Replica.open(options);
    } catch (IOException e) {
      throw new UsageException(
          "serve: --port "
              + options.port()
              + " cannot be had on --host "
              + options.host()
              + ": "
              + e.getMessage());
    }
  }

  /// Runs as the shutdown hook, for SIGTERM, SIGINT and a lost lifeline alike. A JVM that ends by a
  /// signal would exit with 143; a drained stop is an orderly one, so it halts with 0 itself.
  private static void end(Replica replica) {
    int lost = replica.drain();
    if (lost > 0) {
      System.err.println("surge-sample: stopped with " + lost + " requests or claims unfinished");
    }
    System.out.flush();
    // Before the halt, which takes 300 ms in which the kernel would go on accepting connections.
    replica.close();
    Runtime.getRuntime().halt(0);
  }
}
