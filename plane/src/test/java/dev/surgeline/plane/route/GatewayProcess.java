package dev.surgeline.plane.route;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.gateway.Main;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.Until;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The gateway as a process of its own, on ports that it takes itself.
final class GatewayProcess implements AutoCloseable {
  static final String TOKEN = "0123456789abcdef0123456789abcdef";
  private static final Pattern READY = Pattern.compile("listening (\\S+) admin (\\S+)");

  private final Jvm process;
  private final String address;
  private final String admin;

  /// @param folder that keeps its token and its last snapshot
  /// @param admin the address of the admin port, `127.0.0.1:0` for any
  GatewayProcess(Path folder, String admin) throws IOException {
    Path token = folder.resolve("token");
    Files.writeString(token, TOKEN + "\n");
    List<String> options = List.of("-Xshare:auto", "--enable-native-access=ALL-UNNAMED");
    List<String> arguments =
        List.of(
            "--listen=127.0.0.1:0",
            "--admin=" + admin,
            "--admin-token-file=" + token,
            "--state=" + folder.resolve("state"),
            "--health-interval=100ms");
    process = Jvm.start(Main.class, options, arguments);
    Until.holds("the gateway listens", () -> !process.out().isEmpty() || !process.alive());
    assertTrue(process.alive(), process::said);
    Matcher ready = READY.matcher(process.out().getFirst());
    assertTrue(ready.matches(), process::said);
    this.address = ready.group(1);
    this.admin = ready.group(2);
  }

  URI admin() {
    return URI.create("http://" + admin);
  }

  String adminAddress() {
    return admin;
  }

  /// The status of an answer through the gateway.
  int get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
