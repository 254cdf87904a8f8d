package dev.surgeline.plane.chaos;

import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Nodes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// One request, its answer whole. Redirects are not followed: an experiment says where it goes.
final class HttpCall {
  private static final int BODY_BYTES_MAX = 1 << 20;

  private HttpCall() {}

  /// What came: `status`, `headers`, and `body` as text, or as JSON when it is said to be.
  static Node send(Provider.Http http) throws InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(http.connect())
            .build();
    ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    try {
      HttpRequest request = request(http);
      Future<Node> answer = thread.submit(() -> answer(client, request));
      return answer.get(http.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new CallFailed(
          http.url() + " did not answer within " + http.timeout().toMillis() + " ms");
    } catch (ExecutionException failed) {
      String why =
          Optional.ofNullable(failed.getCause())
              .flatMap(cause -> Optional.ofNullable(cause.getMessage()))
              .orElse("the connection failed");
      throw new CallFailed(http.url() + " could not be asked: " + why);
    } finally {
      thread.shutdownNow();
      client.shutdownNow();
    }
  }

  private static HttpRequest request(Provider.Http http) {
    String form =
        http.arguments().entrySet().stream()
            .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
            .collect(Collectors.joining("&"));
    boolean get = http.method().equals("GET");
    boolean json =
        http.headers().entrySet().stream()
            .anyMatch(it ->
                it.getKey().equalsIgnoreCase("content-type") && it.getValue().contains("json"));
    URI url = get && !form.isEmpty() ? withQuery(http.url(), form) : http.url();
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    http.headers().forEach(request::header);
    if (get || http.arguments().isEmpty()) {
      return request.method(http.method(), BodyPublishers.noBody()).build();
    }
    if (!json) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
    }
    String body = json ? object(http.arguments()) : form;
    return request.method(http.method(), BodyPublishers.ofString(body)).build();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static URI withQuery(URI url, String query) {
    String text = url.toString();
    return URI.create(text + (url.getRawQuery() == null ? "?" : "&") + query);
  }

  private static String object(Map<String, String> arguments) {
    List<Node.Entry> entries = new ArrayList<>();
    arguments.forEach((key, value) -> entries.add(Nodes.entry(key, Nodes.text(value))));
    return new String(Json.canonical(Nodes.mapping(entries)), StandardCharsets.UTF_8);
  }

  private static Node answer(HttpClient client, HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    byte[] bytes;
    try (InputStream in = response.body()) {
      bytes = in.readNBytes(BODY_BYTES_MAX + 1);
    }
    if (bytes.length > BODY_BYTES_MAX) {
      throw new IOException("its answer has more than " + BODY_BYTES_MAX + " bytes");
    }
    List<Node.Entry> headers = new ArrayList<>();
    response
        .headers()
        .map()
        .forEach((name, values) ->
            headers.add(Nodes.entry(name, Nodes.text(String.join(", ", values)))));
    boolean json =
        response.headers().firstValue("content-type").orElse("").startsWith("application/json");
    return Nodes.mapping(
        Nodes.entry("status", Nodes.number(response.statusCode())),
        Nodes.entry("headers", Nodes.mapping(headers)),
        Nodes.entry("body", json ? parsed(bytes) : text(bytes)));
  }

  private static Node text(byte[] bytes) {
    return Nodes.text(new String(bytes, StandardCharsets.UTF_8));
  }

  private static Node parsed(byte[] bytes) {
    try {
      Node node = Json.readNode(bytes, "the answer");
      // What could not be written into the journal stays text.
      return Tree.depth(node) <= Tree.DEPTH_MAX && Json.canonical(node).length > 0
          ? node
          : text(bytes);
    } catch (DocumentException | IllegalArgumentException none) {
      return text(bytes);
    }
  }
}
