package dev.surgeline.sample;

import dev.surgeline.sample.launch.UsageException;
import dev.surgeline.sample.load.LoadCommand;
import dev.surgeline.sample.serve.ServeCommand;
import java.util.Arrays;
import java.util.List;

/// The jar's one door: `serve` runs a replica, `load` sends requests.
///
/// Exit codes: 0 done, 2 wrong usage or input (one sentence on stderr), 3 a fault.
public final class Main {
  private static final String USAGE =
      """
      usage: java -jar surge-sample.jar COMMAND [flags]
        serve     run one replica of beds, claims or portal
        load      replay a request trace against a target, open loop
        --version print the version
      COMMAND --help lists the flags of a command.
      """;

  private Main() {}

  public static void main(String[] args) {
    int code = run(Arrays.asList(args));
    if (code != 0) {
      System.exit(code);
    }
  }

  private static int run(List<String> args) {
    String command = args.isEmpty() ? "" : args.get(0);
    try {
      switch (command) {
        case "serve" -> ServeCommand.run(args.subList(1, args.size()));
        case "load" -> LoadCommand.run(args.subList(1, args.size()));
        case "--version" -> System.out.println("surge-sample " + version());
        case "--help", "-h", "help" -> System.out.print(USAGE);
        default -> throw new UsageException(unknown(command));
      }
      return 0;
    } catch (UsageException e) {
      System.err.println("surge-sample: " + e.getMessage());
      return 2;
    } catch (RuntimeException e) {
      System.err.println("surge-sample: fault: " + e);
      return 3;
    }
  }

  private static String unknown(String command) {
    return command.isEmpty()
        ? "a command is missing: serve or load (--help lists them)"
        : "unknown command \"" + command + "\": it must be serve or load";
  }

  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
