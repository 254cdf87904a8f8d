package dev.surgeline.sample.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.sample.Eventually;
import dev.surgeline.sample.json.Json;
import dev.surgeline.sample.launch.Flags;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicaTest {
  private static final String CLAIM = "{\"lines\":[{\"code\":50000,\"units\":2,\"cents\":12000}]}";

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Replica> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Replica::close);
    client.close();
  }

  @Test
  void bedsAreFoundAssignedAndReleased() throws Exception {
    String beds = open("--role=beds", "--service-time=1ms");
    Json.Obj found = json(get(beds + "/beds/search?ward=W03&acuity=2&near=W05"));
    assertTrue(found.whole("free").getAsLong() > 0);
    Json.Obj bed = json(post(beds + "/beds/assign", "{\"ward\":\"W03\",\"acuity\":5}"));
    String name = bed.text("bed").orElseThrow();
    assertEquals(
        "{\"bed\":\"" + name + "\",\"released\":true}",
        post(beds + "/beds/release", "{\"bed\":\"" + name + "\"}").body());
  }

  @Test
  void wrongRequestsGetOneSentence() throws Exception {
    String beds = open("--role=beds", "--service-time=1ms");
    assertError(400, "a ward is one of W01 to W40", get(beds + "/beds/search?ward=W41"));
    assertError(400, "acuity must be from 1 to 5", get(beds + "/beds/search?acuity=9"));
    assertError(
        400,
        "the body needs the key \"acuity\"",
        post(beds + "/beds/assign", "{\"ward\":\"W01\"}"));
    assertError(400, "not JSON at character 1: a value is due", post(beds + "/beds/assign", "x"));
    assertError(
        413, "a body has at most 65536 bytes", post(beds + "/beds/assign", " ".repeat(70_000)));
    assertEquals(404, get(beds + "/claims").statusCode());
    String claims = open("--role=claims", "--service-time=1ms");
    assertError(400, "a claim has 1 to 50 lines", post(claims + "/claims", "{\"lines\":[]}"));
    assertError(404, "this replica knows no such claim", get(claims + "/claims/x"));
  }

  @Test
  void claimsAreJudgedAtOnceOrLater() throws Exception {
    String claims = open("--role=claims", "--service-time=20ms", "--replica=c1");
    Json.Obj now = json(post(claims + "/claims/adjudicate", CLAIM));
    assertEquals(12_000, now.whole("askedCents").getAsLong());
    HttpResponse<String> accepted = post(claims + "/claims", CLAIM);
    assertEquals(202, accepted.statusCode());
    assertEquals("{\"id\":\"c1-1\",\"status\":\"queued\"}", accepted.body());
    Eventually.holds(
        "it is judged", () -> get(claims + "/claims/c1-1").body().contains("\"judged\""));
    assertTrue(get(claims + "/claims/c1-1").body().contains(now.toString()));
  }

  @Test
  void theQueueLimitAnswers503AndWhenToComeBack() throws Exception {
    String claims = open("--role=claims", "--slots=1", "--queue=2", "--service-time=2s", "--cv=0");
    for (int i = 0; i < 3; i++) {
      assertEquals(202, post(claims + "/claims", CLAIM).statusCode());
    }
    for (String path : List.of("/claims", "/claims/adjudicate")) {
      HttpResponse<String> refused = post(claims + path, CLAIM);
      assertEquals(503, refused.statusCode());
      assertEquals("6", refused.headers().firstValue("Retry-After").orElseThrow());
    }
    String metrics = get(claims + "/metrics").body();
    assertMetric("surge_sample_slots 1", metrics);
    assertMetric("surge_sample_slots_busy 1", metrics);
    assertMetric("surge_sample_queued 2", metrics);
    assertMetric("surge_sample_claims_backlog 3", metrics);
    assertMetric("surge_sample_requests_total{code=\"202\"} 3", metrics);
    assertMetric("surge_sample_requests_total{code=\"503\"} 2", metrics);
  }

  @Test
  void whoWaitsTooLongGets503() throws Exception {
    String beds =
        open("--role=beds", "--slots=1", "--service-time=600ms", "--cv=0", "--deadline=50ms");
    CompletableFuture<HttpResponse<String>> first =
        client.sendAsync(request(beds + "/beds/search").build(), body());
    Eventually.holds(
        "the slot is taken",
        () -> get(beds + "/metrics").body().contains("surge_sample_slots_busy 1\n"));
    assertError(503, "no slot came free in time", get(beds + "/beds/search"));
    assertEquals(200, first.get().statusCode());
  }

  @Test
  void metricsTellWhatWasServed() throws Exception {
    String beds = open("--role=beds", "--service-time=30ms", "--cv=0", "--replica=b1");
    for (int i = 0; i < 5; i++) {
      assertEquals(
          "b1", get(beds + "/beds/search").headers().firstValue("X-Replica").orElseThrow());
    }
    HttpResponse<String> response = get(beds + "/metrics");
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        response.headers().firstValue("Content-Type").orElseThrow());
    assertMetric("surge_sample_info{role=\"beds\",replica=\"b1\"} 1", response.body());
    assertMetric("surge_sample_service_seconds_bucket{le=\"0.025\"} 0", response.body());
    assertMetric("surge_sample_service_seconds_bucket{le=\"+Inf\"} 5", response.body());
    assertMetric("surge_sample_service_seconds_count 5", response.body());
    assertTrue(
        response
            .body()
            .lines()
            .anyMatch(line -> line.matches("process_cpu_seconds_total [0-9.]+")));
  }

  @Test
  void thePortalShowsBedsAndDoesWithoutThem() throws Exception {
    String beds = open("--role=beds", "--service-time=1ms");
    String with = open("--role=portal", "--service-time=1ms", "--upstream=" + beds);
    assertTrue(get(with + "/portal/home").body().contains("beds free for admission now"));
    String slow = open("--role=beds", "--service-time=5s", "--cv=0");
    String late =
        open(
            "--role=portal", "--service-time=1ms", "--upstream=" + slow, "--upstream-timeout=50ms");
    for (String portal : List.of(late, open("--role=portal", "--service-time=1ms"))) {
      HttpResponse<String> page = get(portal + "/portal/home");
      assertEquals(200, page.statusCode());
      assertTrue(page.body().contains("Bed availability: not available."));
    }
  }

  @Test
  void isNotReadyBeforeItsStartupTime() throws Exception {
    String beds = open("--role=beds", "--service-time=1ms", "--startup=300ms");
    assertEquals("starting", get(beds + "/health").body());
    assertEquals(503, get(beds + "/beds/search").statusCode());
    Eventually.holds("it is ready", () -> get(beds + "/health").body().equals("ready"));
    assertEquals(200, get(beds + "/beds/search").statusCode());
  }

  private String open(String... args) throws IOException {
    Flags flags = Flags.parse("serve", ServeOptions.FLAGS, List.of(args));
    Replica replica = Replica.open(ServeOptions.from(flags));
    open.add(replica);
    return "http://" + replica.address();
  }

  private HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return client.send(request(url).build(), body());
  }

  private HttpResponse<String> post(String url, String body)
      throws IOException, InterruptedException {
    return client.send(
        request(url).POST(HttpRequest.BodyPublishers.ofString(body)).build(), body());
  }

  private static HttpResponse.BodyHandler<String> body() {
    return HttpResponse.BodyHandlers.ofString();
  }

  private static HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).version(HttpClient.Version.HTTP_1_1);
  }

  private static Json.Obj json(HttpResponse<String> response) {
    assertEquals(200, response.statusCode(), response.body());
    return (Json.Obj) Json.read(response.body());
  }

  private static void assertError(int code, String sentence, HttpResponse<String> response) {
    assertEquals(code, response.statusCode());
    assertEquals(Json.obj("error", sentence).toString(), response.body());
  }

  private static void assertMetric(String line, String metrics) {
    assertTrue(metrics.lines().anyMatch(line::equals), line + " is not in\n" + metrics);
  }
}
