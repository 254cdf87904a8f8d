package dev.surgeline.plane.audit.witness;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.NoteSignature;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.TileSource;
import dev.surgeline.core.audit.TileSubtrees;
import dev.surgeline.core.audit.Tree;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.audit.WitnessRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// One witness that a log asks (C2SP tlog-witness). What it answers is not trusted: only a
/// signature that its key made over this very checkpoint counts.
///
/// It remembers where the witness stands; a start does not know, and is told by the first answer,
/// 409 with a size.
final class WitnessClient {
  private static final int ANSWER_MAX = 65_536;

  private record Answer(int status, String body) {}

  private final VerifierKey key;
  private final URI address;
  private final HttpClient http;
  private final Duration patience;
  private long stands;

  /// @param prefix below which it takes requests, with or without a slash at its end
  /// @param patience for one answer
  WitnessClient(VerifierKey key, URI prefix, HttpClient http, Duration patience) {
    this.key = key;
    this.address = URI.create(prefix.toString().replaceFirst("/$", "") + "/add-checkpoint");
    this.http = http;
    this.patience = patience;
  }

  /// Asks for a cosignature.
  ///
  /// @param tiles of the log
  /// @throws IOException if there is none; the sentence says why
  NoteSignature cosign(SignedNote note, TileSource tiles) throws IOException {
    try {
      Checkpoint now = Checkpoint.parse(note.text());
      Answer answer = ask(Math.min(stands, now.size()), now, note, tiles);
      if (answer.status() == 409) {
        long theirs = size(answer.body());
        if (theirs > now.size()) {
          throw new IOException(
              "it cosigned "
                  + theirs
                  + " entries of this log, which has "
                  + now.size()
                  + ": either somebody else asks it too, or the log was set back");
        }
        answer = ask(theirs, now, note, tiles);
      }
      if (answer.status() != 200) {
        throw new IOException(refusal(answer));
      }
      NoteSignature signature = signature(note, answer.body());
      stands = now.size();
      return signature;
    } catch (Unverified wrong) {
      throw new IOException(wrong.getMessage(), wrong);
    } catch (UncheckedIOException failed) {
      throw new IOException(failed.getMessage(), failed);
    }
  }

  private static String refusal(Answer answer) {
    String said = answer.body().lines().findFirst().orElse("");
    String shown = said.substring(0, Math.min(said.length(), 200)).replaceAll("\\p{Cntrl}", " ");
    return switch (answer.status()) {
      case 422 -> "it saw another history of this log: " + shown;
      // tidy: a status is any number
      default -> "it answered " + answer.status() + (shown.isBlank() ? "" : ", " + shown);
    };
  }

  private static long size(String body) throws IOException {
    String digits = body.strip();
    if (!digits.matches("\\d{1,18}")) {
      throw new IOException("it answered 409 without the size that it stands at");
    }
    return Long.parseLong(digits);
  }

  private NoteSignature signature(SignedNote note, String lines) throws IOException {
    SignedNote back =
        SignedNote.parse((note.text() + "\n" + lines).getBytes(StandardCharsets.UTF_8));
    back.verify(java.util.List.of(key));
    Optional<NoteSignature> made =
        back.signatures().stream()
            .filter(one -> one.name().equals(key.name()) && one.keyId() == key.id())
            .findFirst();
    return made.orElseThrow(() -> new IOException("it answered without a signature"));
  }

  private Answer ask(long old, Checkpoint now, SignedNote note, TileSource tiles)
      throws IOException {
    var path = new Tree(now.size(), new TileSubtrees(now.size(), tiles)).consistency(old).path();
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(new WitnessRequest(old, path, note).bytes()))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        byte[] bytes = body.readNBytes(ANSWER_MAX);
        return new Answer(answer.statusCode(), new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    } catch (IOException failed) {
      throw new IOException("it does not answer at " + address, failed);
    }
  }
}
