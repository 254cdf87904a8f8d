package dev.surgeline.gateway;

import dev.surgeline.core.route.HealthRules;
import dev.surgeline.gateway.settings.GatewayOptions;
import dev.surgeline.gateway.settings.HealthCheck;
import dev.surgeline.gateway.settings.Limits;
import dev.surgeline.gateway.settings.Timeouts;
import dev.surgeline.gateway.settings.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The gateway's command line.
@Command(
    name = "surge-gateway",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = "Takes requests and hands them to healthy replicas.")
public final class Main implements Callable<Integer> {
  private static final int WRONG_INPUT = 2;
  private static final int FAULT = 3;
  private static final Duration LIFELINE_DRAIN = Duration.ofMillis(700);

  @Option(
      names = "--listen",
      defaultValue = "127.0.0.1:8080",
      converter = Flags.Address.class,
      description = "Where clients connect; port 0 takes a free one (${DEFAULT-VALUE}).")
  private InetSocketAddress listen;

  @Option(
      names = "--admin",
      defaultValue = "127.0.0.1:8081",
      converter = Flags.Address.class,
      description = "Where the control plane connects (${DEFAULT-VALUE}).")
  private InetSocketAddress admin;

  @Option(
      names = "--admin-token-file",
      required = true,
      description = "File with the token that admin requests must show.")
  private Path tokenFile;

  @Option(
      names = "--state",
      required = true,
      description = "Folder that keeps the last snapshot; made if it is not there.")
  private Path state;

  @Option(
      names = "--upstream-timeout",
      defaultValue = "60s",
      converter = Flags.Wait.class,
      description = "How long an endpoint may take to go on answering (${DEFAULT-VALUE}).")
  private Duration upstreamTimeout;

  @Option(
      names = "--connect-timeout",
      defaultValue = "1s",
      converter = Flags.Wait.class,
      description = "How long an endpoint may take to accept a connection (${DEFAULT-VALUE}).")
  private Duration connectTimeout;

  @Option(
      names = "--head-timeout",
      defaultValue = "10s",
      converter = Flags.Wait.class,
      description = "How long a client may take to send a request's head (${DEFAULT-VALUE}).")
  private Duration headTimeout;

  @Option(
      names = "--drain-timeout",
      defaultValue = "20s",
      converter = Flags.Wait.class,
      description = "How long requests may go on when the gateway stops (${DEFAULT-VALUE}).")
  private Duration drainTimeout;

  @Option(
      names = "--client-connections",
      defaultValue = "10000",
      description = "How many client connections may be open at once (${DEFAULT-VALUE}).")
  private int clientConnections;

  @Option(
      names = "--health-interval",
      defaultValue = "1s",
      converter = Flags.Wait.class,
      description = "How often each endpoint is checked (${DEFAULT-VALUE}).")
  private Duration healthInterval;

  @Option(
      names = "--health-timeout",
      defaultValue = "1s",
      converter = Flags.Wait.class,
      description = "How long a health check may take (${DEFAULT-VALUE}).")
  private Duration healthTimeout;

  @Option(names = "--threads", description = "Event loops (as many as there are processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  /// Runs until it is told to stop: by SIGTERM, SIGINT or the end of its lifeline.
  public static void main(String[] args) {
    int code =
        new CommandLine(new Main())
            .setExitCodeExceptionMapper(
                thrown -> thrown instanceof IllegalArgumentException ? WRONG_INPUT : FAULT)
            .setExecutionExceptionHandler((thrown, command, _) -> {
              command.getErr().println("surge-gateway: " + thrown.getMessage());
              return thrown instanceof IOException || thrown instanceof IllegalArgumentException
                  ? WRONG_INPUT
                  : FAULT;
            })
            .setParameterExceptionHandler((wrong, _) -> {
              wrong.getCommandLine().getErr().println("surge-gateway: " + wrong.getMessage());
              return WRONG_INPUT;
            })
            .execute(args);
    System.exit(code);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<Lifeline> lifeline =
        Optional.ofNullable(System.getenv(Lifeline.VARIABLE)).map(Lifeline::parse);
    Gateway gateway = Gateway.start(options(), Transport.best());
    gateway.complaint().ifPresent(sentence -> System.err.println("surge-gateway: " + sentence));
    // A hook ends by halt, because a JVM that SIGTERM ended would answer 143, and 0 is what it is.
    Thread drain = new Thread(() -> stop(gateway, drainTimeout), "drain");
    Runtime.getRuntime().addShutdownHook(drain);
    lifeline.ifPresent(held -> held.watch(() -> stop(gateway, LIFELINE_DRAIN)));
    System.out.println(
        "listening " + text(gateway.address()) + " admin " + text(gateway.adminAddress()));
    new CountDownLatch(1).await();
    return 0;
  }

  private static void stop(Gateway gateway, Duration most) {
    gateway.drain(most);
    Runtime.getRuntime().halt(0);
  }

  private GatewayOptions options() throws IOException {
    return new GatewayOptions(
        listen,
        admin,
        token(),
        state,
        threads,
        new Timeouts(
            connectTimeout,
            upstreamTimeout,
            headTimeout,
            Timeouts.DEFAULT.body(),
            Timeouts.DEFAULT.idle(),
            Timeouts.DEFAULT.pool(),
            drainTimeout),
        Limits.DEFAULT.withClientConnections(clientConnections),
        new HealthCheck(healthInterval, healthTimeout, HealthRules.DEFAULT));
  }

  private String token() throws IOException {
    try {
      return Files.readString(tokenFile).strip();
    } catch (IOException e) {
      throw new IOException("cannot read " + tokenFile + " (--admin-token-file): " + e, e);
    }
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /// What `--version` says.
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"surge-gateway " + Optional.ofNullable(version).orElse("unpackaged")};
    }
  }
}
