package dev.surgeline.plane.audit.witness;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.NoteSignature;
import dev.surgeline.core.audit.NoteSigner;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.audit.WitnessRequest;
import dev.surgeline.core.audit.WitnessVerdict;
import dev.surgeline.plane.audit.Durable;
import dev.surgeline.plane.audit.WriterLock;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a witness cosigned last of each log it knows, in a folder that one process holds.
///
/// A cosignature leaves only after the checkpoint that it is for is on the disk, and one request is
/// dealt with after the other: of two that would fork a log at most one is answered with a
/// signature, whatever crashes when. If the disk can not say what it holds, nothing is cosigned any
/// more until a new process has read it again.
public final class WitnessStore implements Closeable {
  private static final String REFUSED =
      "another witness runs on %s; two on one state could cosign two histories";

  /// What a request is answered.
  ///
  /// @param status 200, 400, 403, 404, 409, 422 as C2SP tlog-witness says, or 500
  /// @param body signature lines for 200, the size cosigned last for 409, else a sentence
  public record Answer(int status, String body) {}

  private final Path folder;
  private final NoteSigner signer;
  private final List<VerifierKey> logs;
  private final WriterLock lock;
  private final SortedMap<String, Checkpoint> latest = new TreeMap<>();
  private boolean dead;

  private WitnessStore(Path folder, NoteSigner signer, List<VerifierKey> logs, WriterLock lock) {
    this.folder = folder;
    this.signer = signer;
    this.logs = List.copyOf(logs);
    this.lock = lock;
  }

  /// Opens a witness's folder, or starts it.
  ///
  /// @param logs whose checkpoints it may cosign
  /// @throws IOException if another process has it, or what it holds is not what a log signed
  public static WitnessStore open(Path folder, NoteSigner signer, List<VerifierKey> logs)
      throws IOException {
    Durable.makeFolder(folder);
    WriterLock lock = WriterLock.take(folder.resolve("lock"), REFUSED);
    try {
      WitnessStore store = new WitnessStore(folder, signer, logs, lock);
      for (VerifierKey log : logs) {
        store.load(log.name());
      }
      return store;
    } catch (IOException | RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  private void load(String origin) throws IOException {
    Path file = file(origin);
    Durable.makeFolder(file.resolveSibling(""));
    Files.deleteIfExists(staged(file));
    if (!Files.exists(file)) {
      return;
    }
    try {
      List<VerifierKey> keys = logs.stream().filter(key -> key.name().equals(origin)).toList();
      SignedNote note = SignedNote.parse(Files.readAllBytes(file));
      latest.put(origin, TrustPolicy.of(keys).check(note));
    } catch (Unverified wrong) {
      throw new IOException(
          file
              + ": "
              + wrong.getMessage()
              + "; without what it cosigned last a witness can not go on: restore the file",
          wrong);
    }
  }

  private Path file(String origin) {
    return folder.resolve(hex(origin)).resolve("checkpoint");
  }

  private static Path staged(Path file) {
    return file.resolveSibling("checkpoint.new");
  }

  /// What a log's folder and its monitoring address are called: SHA-256 of its name.
  public static String hex(String origin) {
    try {
      byte[] name = origin.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(name));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  /// Answers a request to cosign.
  ///
  /// @param at the time that the cosignature says
  public synchronized Answer add(byte[] body, Instant at) {
    WitnessRequest request;
    try {
      request = WitnessRequest.parse(body);
    } catch (Unverified wrong) {
      return new Answer(400, wrong.getMessage() + ".\n");
    }
    var before = Optional.ofNullable(latest.get(WitnessVerdict.origin(request.note())));
    return switch (WitnessVerdict.of(logs, before, request)) {
      case WitnessVerdict.Refuse refuse -> refused(refuse);
      case WitnessVerdict.Cosign cosign -> cosigned(cosign, before, at);
    };
  }

  private static Answer refused(WitnessVerdict.Refuse refuse) {
    String sentence = refuse.sentence() + ".\n";
    return switch (refuse.reason()) {
      case MALFORMED -> new Answer(400, sentence);
      case UNSIGNED -> new Answer(403, sentence);
      case UNKNOWN_LOG -> new Answer(404, sentence);
      case STALE -> new Answer(409, refuse.latest() + "\n");
      case FORKED -> new Answer(422, sentence);
    };
  }

  private Answer cosigned(WitnessVerdict.Cosign cosign, Optional<Checkpoint> before, Instant at) {
    if (dead) {
      return new Answer(500, "The witness's disk failed; it must be started again.\n");
    }
    NoteSignature line = signer.cosign(cosign.note().text(), at);
    Checkpoint checkpoint = cosign.checkpoint();
    try {
      if (before.filter(checkpoint::equals).isEmpty()) {
        keep(cosign, line);
        latest.put(checkpoint.origin(), checkpoint);
      }
      return new Answer(200, line.toString());
    } catch (Durable.Lost lost) {
      dead = true;
      return new Answer(500, lost.getMessage() + ".\n");
    } catch (IOException noRoom) {
      return new Answer(500, "The checkpoint could not be kept: " + noRoom.getMessage() + ".\n");
    }
  }

  private void keep(WitnessVerdict.Cosign cosign, NoteSignature line) throws IOException {
    List<NoteSignature> lines = new ArrayList<>(cosign.note().signatures());
    lines.add(line);
    Path file = file(cosign.checkpoint().origin());
    Path staged = staged(file);
    Files.deleteIfExists(staged);
    Durable.create(staged, new SignedNote(cosign.note().text(), lines).bytes());
    Durable.move(staged, file);
    Durable.forceFolder(file.resolveSibling(""));
  }

  /// The latest cosigned checkpoint of a log, for its monitors.
  ///
  /// @param hex [#hex(String)] of its name
  public Optional<byte[]> latest(String hex) throws IOException {
    Optional<String> origin =
        logs.stream().map(VerifierKey::name).filter(name -> hex(name).equals(hex)).findFirst();
    if (origin.isEmpty() || !Files.exists(file(origin.get()))) {
      return Optional.empty();
    }
    return Optional.of(Files.readAllBytes(file(origin.get())));
  }

  @Override
  public synchronized void close() throws IOException {
    dead = true;
    lock.close();
  }
}
