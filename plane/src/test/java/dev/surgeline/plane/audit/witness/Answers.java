package dev.surgeline.plane.audit.witness;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.Hash;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.NoteSignature;
import dev.surgeline.core.audit.NoteSigner;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.Tree;
import dev.surgeline.core.audit.WitnessRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/// Histories of a log that a test makes up, and what a witness at an address answers to them.
record Answers(URI witness, HttpClient http, NoteSigner log) {
  private static Hash leaf(String entry) {
    return Merkle.leaf(entry.getBytes(StandardCharsets.UTF_8));
  }

  private static Tree tree(String history, int size) {
    return tree(IntStream.range(0, size).mapToObj(i -> leaf(history + i)).toList());
  }

  private static Tree tree(List<Hash> leaves) {
    return new Tree(
        leaves.size(),
        (height, index) ->
            Merkle.root(leaves.subList((int) (index << height), (int) ((index + 1) << height))));
  }

  static String text(NoteSigner log, String history, int size) {
    return Checkpoint.of(log.key().name(), size, tree(history, size).root()).text();
  }

  /// A body that is right in itself.
  byte[] body(String history, int old, int size) {
    return body(history, old, size, log);
  }

  byte[] body(String history, int old, int size, NoteSigner signer) {
    String text = text(log, history, size);
    List<Hash> path = old > size ? List.of() : tree(history, size).consistency(old).path();
    NoteSignature signature = signer.sign(text);
    return new WitnessRequest(old, path, new SignedNote(text, List.of(signature))).bytes();
  }

  /// A body for a history and one more entry.
  byte[] forked(String history, int old, String entry) {
    List<Hash> leaves =
        IntStream.rangeClosed(0, old).mapToObj(i -> leaf(i < old ? history + i : entry)).toList();
    String text = Checkpoint.of(log.key().name(), leaves.size(), tree(leaves).root()).text();
    return new WitnessRequest(
            old,
            tree(leaves).consistency(old).path(),
            new SignedNote(text, List.of(log.sign(text))))
        .bytes();
  }

  HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(witness.resolve("/add-checkpoint"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> latest() throws IOException, InterruptedException {
    String hex = WitnessStore.hex(log.key().name());
    return http.send(
        HttpRequest.newBuilder(witness.resolve("/" + hex + "/checkpoint")).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
