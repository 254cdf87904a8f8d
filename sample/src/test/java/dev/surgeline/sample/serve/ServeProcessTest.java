package dev.surgeline.sample.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.sample.Eventually;
import dev.surgeline.sample.JavaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ServeProcessTest {
  private static final int IN_FLIGHT = 12;
  private static final int WHILE_DRAINING = 5;

  /// Twelve requests on four slots when the signal comes, and more while it drains: all are
  /// answered.
  @Test
  void aTerminatedReplicaFailsNobody() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient();
        JavaProcess replica =
            serve("--role=beds", "--port=0", "--slots=4", "--service-time=600ms", "--cv=0")) {
      String url = "http://127.0.0.1:" + replica.port();
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < IN_FLIGHT; i++) {
        answers.add(send(client, url + "/beds/search"));
      }
      Eventually.holds(
          "four are worked on and others wait",
          () -> {
            String metrics = send(client, url + "/metrics").get().body();
            return metrics.contains("slots_busy 4\n") && !metrics.contains("queued 0\n");
          });
      replica.terminate();
      Eventually.holds(
          "health says so",
          () -> {
            HttpResponse<String> health = send(client, url + "/health").get();
            return health.statusCode() == 503 && health.body().equals("draining");
          });
      for (int i = 0; i < WHILE_DRAINING; i++) {
        answers.add(send(client, url + "/beds/search"));
      }
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertEquals(200, answer.get().statusCode());
      }
      HttpResponse<String> last = answers.get(answers.size() - 1).get();
      assertEquals("close", last.headers().firstValue("Connection").orElse(""));
      assertEquals(0, replica.exitCode());
    }
  }

  @Test
  void acceptedClaimsAreJudgedBeforeTheEnd() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient();
        JavaProcess replica =
            serve("--role=claims", "--port=0", "--slots=1", "--service-time=300ms", "--cv=0")) {
      String url = "http://127.0.0.1:" + replica.port() + "/claims";
      HttpRequest claim =
          HttpRequest.newBuilder(URI.create(url))
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"lines\":[{\"code\":50000,\"units\":2,\"cents\":12000}]}"))
              .build();
      for (int i = 0; i < 3; i++) {
        HttpResponse<String> answer = client.send(claim, HttpResponse.BodyHandlers.ofString());
        assertEquals(202, answer.statusCode());
      }
      replica.terminate();
      assertEquals(0, replica.exitCode());
      assertEquals("", replica.nextLine(), "nothing was left unfinished");
    }
  }

  @Test
  void aPortInUseIsOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        JavaProcess replica = serve("--role=beds", "--port=" + taken.getLocalPort())) {
      String line = replica.nextLine();
      assertTrue(
          line.startsWith("surge-sample: serve: --port " + taken.getLocalPort() + " cannot be had"),
          line);
      assertEquals("", replica.nextLine());
      assertEquals(2, replica.exitCode());
    }
  }

  private static JavaProcess serve(String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of("serve"));
    command.addAll(List.of(args));
    return JavaProcess.start(Map.of(), command);
  }

  private static CompletableFuture<HttpResponse<String>> send(HttpClient client, String url) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).version(HttpClient.Version.HTTP_1_1).build();
    return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }
}
