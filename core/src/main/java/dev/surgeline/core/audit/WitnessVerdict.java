package dev.surgeline.core.audit;

import java.util.List;
import java.util.Optional;

/// What a witness makes of a request: it never cosigns two histories of one log, nor an older
/// checkpoint after a newer one.
public sealed interface WitnessVerdict {
  /// It may be cosigned, once it is kept as the latest.
  ///
  /// @param note with the log's own signatures alone
  record Cosign(Checkpoint checkpoint, SignedNote note) implements WitnessVerdict {}

  /// It is not cosigned.
  ///
  /// @param latest entries of the checkpoint that was cosigned last
  record Refuse(Reason reason, String sentence, long latest) implements WitnessVerdict {}

  /// Why not.
  enum Reason {
    /// The checkpoint is none, or is said to be smaller than the one before.
    MALFORMED,
    /// The witness does not know the log.
    UNKNOWN_LOG,
    /// The log's key did not sign.
    UNSIGNED,
    /// The proof does not begin where this witness stands; whoever asks may try again from there.
    STALE,
    /// It did not grow out of what was cosigned last: the log was forked, or the proof is wrong.
    FORKED
  }

  /// Judges a request.
  ///
  /// @param logs that the witness knows
  /// @param latest what it cosigned last of that log; absent: nothing yet
  static WitnessVerdict of(
      List<VerifierKey> logs, Optional<Checkpoint> latest, WitnessRequest request) {
    long stands = latest.map(Checkpoint::size).orElse(0L);
    String origin = origin(request.note());
    List<VerifierKey> keys = logs.stream().filter(key -> key.name().equals(origin)).toList();
    if (keys.isEmpty()) {
      return new Refuse(
          Reason.UNKNOWN_LOG, "the log " + Strict.shown(origin) + " is not known here", stands);
    }
    try {
      request.note().verify(keys);
    } catch (Unverified unsigned) {
      return refuse(Reason.UNSIGNED, unsigned, stands);
    }
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(request.note().text());
    } catch (Unverified wrong) {
      boolean empty = request.note().text().startsWith(origin + "\n0\n");
      return refuse(empty ? Reason.FORKED : Reason.MALFORMED, wrong, stands);
    }
    if (request.old() > checkpoint.size()) {
      return new Refuse(
          Reason.MALFORMED,
          "a log of " + checkpoint.size() + " entries did not grow out of one of " + request.old(),
          stands);
    }
    if (request.old() != stands) {
      return new Refuse(Reason.STALE, "cosigned were " + stands + " entries", stands);
    }
    try {
      new Consistency(stands, checkpoint.size(), request.path())
          .verify(latest.map(Checkpoint::root).orElse(Merkle.EMPTY), checkpoint.root());
    } catch (Unverified forked) {
      return refuse(Reason.FORKED, forked, stands);
    }
    return new Cosign(checkpoint, own(request.note(), keys));
  }

  /// What a note's text begins with: the name of its log, if it is a checkpoint.
  static String origin(SignedNote note) {
    return note.text().substring(0, note.text().indexOf('\n'));
  }

  private static Refuse refuse(Reason reason, Unverified wrong, long latest) {
    return new Refuse(reason, String.valueOf(wrong.getMessage()), latest);
  }

  /// What others signed may be long, and says nothing here.
  private static SignedNote own(SignedNote note, List<VerifierKey> keys) {
    return new SignedNote(
        note.text(),
        note.signatures().stream()
            .filter(signature -> keys.stream().anyMatch(key -> key.made(signature)))
            .toList());
  }
}
