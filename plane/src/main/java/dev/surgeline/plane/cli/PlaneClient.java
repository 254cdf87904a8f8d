package dev.surgeline.plane.cli;

import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Command;
import dev.surgeline.plane.console.CommandDesk;
import dev.surgeline.plane.console.Staff;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/// Talks to a running control plane for one person: the options that every such command has, and
/// what is done with the answer.
final class PlaneClient {
  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);

  @Option(
      names = "--plane",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:7170",
      description = "the control plane's dashboard (default: ${DEFAULT-VALUE})")
  String plane;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      required = true,
      description = "the file that holds your own token")
  Path tokenFile;

  @Option(names = "--json", description = "one JSON document on stdout")
  boolean json;

  /// Filled in by the command line.
  PlaneClient() {
    this("http://127.0.0.1:7170", Path.of(""));
  }

  PlaneClient(String plane, Path tokenFile) {
    this.plane = plane;
    this.tokenFile = tokenFile;
  }

  /// Puts an experiment on the audit log.
  Answer tell(CommandDesk.Trial trial) throws IOException {
    byte[] body = Json.canonical(trial);
    HttpRequest request =
        request("/api/experiments").POST(BodyPublishers.ofByteArray(body)).build();
    return Json.read(Answer.class, send(request, 409).body(), plane);
  }

  /// Gives a command, and says what became of it.
  ///
  /// @return the exit code: done, or no when a rule is against it
  int give(Command command) throws IOException {
    byte[] body = Json.canonical(Command.class, command);
    HttpResponse<byte[]> response =
        send(request("/api/commands").POST(BodyPublishers.ofByteArray(body)).build(), 409);
    return said(response);
  }

  /// Marks a range of the audit log as reviewed.
  ///
  /// @return the exit code
  int review(CommandDesk.Review review) throws IOException {
    byte[] body = Json.canonical(review);
    return said(
        send(request("/api/audit/reviews").POST(BodyPublishers.ofByteArray(body)).build(), 409));
  }

  private int said(HttpResponse<byte[]> response) throws IOException {
    Answer answer = Json.read(Answer.class, response.body(), plane);
    System.out.println(json ? Json.pretty(Answer.class, answer) : answer.sentence());
    return switch (answer) {
      case Answer.Accepted _ -> Exit.DONE;
      case Answer.Refused _ -> Exit.NO;
    };
  }

  /// What break-glass and requests there are.
  CommandDesk.Standing standing() throws IOException {
    HttpResponse<byte[]> response = send(request("/api/commands").GET().build(), 200);
    return Json.read(CommandDesk.Standing.class, response.body(), plane);
  }

  private HttpRequest.Builder request(String path) throws IOException {
    String token;
    try {
      token = Staff.token(tokenFile);
    } catch (IOException none) {
      throw new WrongInput(String.valueOf(none.getMessage()));
    }
    try {
      return HttpRequest.newBuilder(URI.create(plane).resolve(path))
          .timeout(ANSWERS_WITHIN)
          .header("Authorization", "Bearer " + token);
    } catch (IllegalArgumentException _) {
      throw new WrongInput("--plane is a URL such as http://127.0.0.1:7170, not " + plane);
    }
  }

  /// @param refused the status that is an answer, too
  private HttpResponse<byte[]> send(HttpRequest request, int refused) throws IOException {
    HttpResponse<byte[]> response;
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTS_WITHIN)
            .build()) {
      response = client.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before " + plane + " answered", ended);
    } catch (IOException silent) {
      throw new IOException("no control plane answers at " + plane + ": asking again is safe");
    }
    int status = response.statusCode();
    if (status == 200 || status == refused) {
      return response;
    }
    String said = new String(response.body(), StandardCharsets.UTF_8).strip();
    String sentence = plane + " answered " + status + ": " + said;
    if (status >= 400 && status < 500) {
      throw new WrongInput(sentence);
    }
    throw new IOException(sentence);
  }
}
