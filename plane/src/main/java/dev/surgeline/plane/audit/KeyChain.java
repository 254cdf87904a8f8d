package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.LogProof;
import dev.surgeline.core.audit.Merkle;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The keys of a log one after another, each made known by an entry that the one before it signed
/// ([KeyRotation]). Whoever trusts one of them can follow it to the key in force, with what the log
/// itself serves.
///
/// Example: an auditor kept the key A of two years ago. The log's `rotation/1` is a proof, under a
/// checkpoint signed by A, of the entry that says "from A to B"; so B is the log's key, and what
/// only A signed since then is not believed.
///
/// @param keys oldest first; the last is in force
/// @param rotations from each to the next
public record KeyChain(List<VerifierKey> keys, List<Rotation> rotations) {
  /// More are refused: a server could send them without end.
  private static final int ROTATIONS_MAX = 1000;

  /// That a key followed another.
  ///
  /// @param index of the entry that says so
  /// @param checkpoint that the older key signed, and that covers the entry
  public record Rotation(long index, VerifierKey from, VerifierKey to, Checkpoint checkpoint) {
    /// What its entry says.
    KeyRotation.Rotated said() {
      return new KeyRotation.Rotated(index, from.toString(), to.toString());
    }
  }

  public KeyChain {
    keys = List.copyOf(keys);
    rotations = List.copyOf(rotations);
  }

  /// The key that the log is signed with now.
  public VerifierKey current() {
    return keys.getLast();
  }

  /// Follows a key.
  ///
  /// @param trusted one of the log's keys; a key that it never had is the whole chain, and nothing
  ///   that the log signed will hold
  /// @throws Unverified if a rotation is not what the older key signed
  /// @throws IOException if the log can not be read
  public static KeyChain of(PublishedLog log, VerifierKey trusted) throws IOException {
    List<Rotation> rotations = new ArrayList<>();
    Optional<byte[]> proof = log.rotation(1);
    while (proof.isPresent()) {
      int number = rotations.size() + 1;
      try {
        rotations.add(rotation(proof.get()));
      } catch (Unverified | DocumentException wrong) {
        throw new Unverified("rotation/" + number + ": " + wrong.getMessage(), wrong);
      }
      if (number > 1 && !rotations.get(number - 2).to().equals(rotations.getLast().from())) {
        throw new Unverified("rotation/" + number + " does not begin with the key of the last one");
      }
      if (number == ROTATIONS_MAX) {
        throw new Unverified("a log's key is changed " + ROTATIONS_MAX + " times at most");
      }
      proof = log.rotation(number + 1);
    }
    List<VerifierKey> keys = new ArrayList<>();
    rotations.forEach(one -> keys.add(one.from()));
    rotations.stream().reduce((_, last) -> last).ifPresent(last -> keys.add(last.to()));
    return keys.contains(trusted)
        ? new KeyChain(keys, rotations)
        : new KeyChain(List.of(trusted), List.of());
  }

  private static Rotation rotation(byte[] bytes) {
    LogProof proof = LogProof.parse(bytes);
    byte[] entry =
        Base64.getDecoder()
            .decode(proof.extra().orElseThrow(() -> new Unverified("it holds no entry")));
    AuditLine line = Json.read(AuditLine.class, entry, "its entry");
    if (!(line.entry() instanceof AuditEntry.KeyRotated(var from, var to))) {
      throw new Unverified("its entry is not of a key's rotation");
    }
    VerifierKey older = VerifierKey.parse(from);
    VerifierKey newer = VerifierKey.parse(to);
    if (line.index() != proof.index() || !older.name().equals(newer.name())) {
      throw new Unverified("its entry is of another place, or of another log's key");
    }
    Checkpoint signed = proof.verify(Merkle.leaf(entry), TrustPolicy.of(older));
    return new Rotation(line.index(), older, newer, signed);
  }
}
