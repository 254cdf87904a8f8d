package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.TileEdge;
import dev.surgeline.core.audit.TileSubtrees;
import dev.surgeline.core.audit.Tree;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Whether a log is what its key signed, and what it was when somebody last looked.
///
/// It reads the checkpoint, the tiles at the right edge, which lead to the root, and those that a
/// consistency proof needs: some ten files, however large the log is. That every entry is as it was
/// is [Fsck]'s question.
public final class LogCheck {
  /// A checkpoint that somebody kept.
  public record Kept(long size, String root) {}

  /// What was found.
  ///
  /// @param ok whether everything holds
  /// @param origin what the log calls itself, once its signature holds
  /// @param size entries, likewise
  /// @param root base64, likewise
  /// @param since the kept checkpoint that it was compared with
  /// @param rotations of its key, oldest first
  /// @param witnessed who cosigned, when a policy was given and enough did
  /// @param problem the first thing that does not hold
  public record Result(
      boolean ok,
      Optional<String> origin,
      Optional<Long> size,
      Optional<String> root,
      Optional<Kept> since,
      List<KeyRotation.Rotated> rotations,
      Optional<Witnessed> witnessed,
      Optional<String> problem) {
    public Result {
      rotations = List.copyOf(rotations);
    }
  }

  /// That enough witnesses saw the log.
  ///
  /// @param size entries that they saw, perhaps fewer than there are by now
  /// @param cosigned how many did
  /// @param witnesses how many the policy knows
  /// @param names of those who did, as the policy calls them
  /// @param asked whom the policy asks for, in words
  /// @param oldest of the times that their cosignatures say; absent if there is none
  public record Witnessed(
      long size,
      int cosigned,
      int witnesses,
      List<String> names,
      String asked,
      Optional<Instant> oldest) {
    public Witnessed {
      names = List.copyOf(names);
    }
  }

  private LogCheck() {}

  /// @param key one that the log is or was signed with
  /// @param since the note of a checkpoint that somebody kept
  /// @throws IOException if the log can not be read
  public static Result verify(PublishedLog log, VerifierKey key, Optional<byte[]> since)
      throws IOException {
    return verify(log, key, Optional.empty(), since);
  }

  /// The same, and that the witnesses of a policy saw it.
  ///
  /// @param policy whose quorum must have cosigned the log's checkpoint or its last cosigned one
  public static Result verify(
      PublishedLog log, VerifierKey key, Optional<TrustPolicy> policy, Optional<byte[]> since)
      throws IOException {
    Optional<Checkpoint> believed = Optional.empty();
    Optional<Checkpoint> kept = Optional.empty();
    Optional<Witnessed> witnessed = Optional.empty();
    List<KeyRotation.Rotated> rotations = List.of();
    Optional<String> problem = Optional.empty();
    try {
      // Read before the other: it is then never the newer one of a log that is being written.
      Optional<byte[]> cosigned = policy.isPresent() ? log.cosigned() : Optional.empty();
      KeyChain chain = KeyChain.of(log, key);
      SignedNote note = SignedNote.parse(log.checkpoint());
      Checkpoint checkpoint = TrustPolicy.of(chain.current()).check(note);
      believed = Optional.of(checkpoint);
      edge(log, checkpoint);
      chain.rotations().forEach(one -> consistent(log, "rotation's", one.checkpoint(), checkpoint));
      rotations = chain.rotations().stream().map(KeyChain.Rotation::said).toList();
      if (since.isPresent()) {
        kept = Optional.of(kept(since.get(), chain));
        consistent(log, "kept", kept.get(), checkpoint);
      }
      if (policy.isPresent()) {
        witnessed = Optional.of(witnessed(log, policy.get().on(key), chain, note, cosigned));
      }
    } catch (Unverified wrong) {
      problem = Optional.of(String.valueOf(wrong.getMessage()));
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    return new Result(
        problem.isEmpty(),
        believed.map(Checkpoint::origin),
        believed.map(Checkpoint::size),
        believed.map(one -> one.root().toString()),
        kept.map(one -> new Kept(one.size(), one.root().toString())),
        rotations,
        witnessed,
        problem);
  }

  private static Witnessed witnessed(
      PublishedLog log,
      TrustPolicy policy,
      KeyChain chain,
      SignedNote published,
      Optional<byte[]> cosigned) {
    TrustPolicy.Standing standing = policy.signedBy(List.of(chain.current())).standing(published);
    Checkpoint now = standing.checkpoint();
    if (!standing.enough() || standing.cosigned().isEmpty()) {
      if (cosigned.isPresent()) {
        standing = cosigned(policy.signedBy(chain.keys()), cosigned.get());
        consistent(log, "cosigned", standing.checkpoint(), now);
      }
      if (!standing.enough()) {
        throw new Unverified(policy.shortfall(standing));
      }
    }
    return new Witnessed(
        standing.checkpoint().size(),
        standing.cosigned().size(),
        policy.witnesses().size(),
        List.copyOf(standing.cosigned().keySet()),
        policy.asked(),
        standing.cosigned().values().stream().min(Comparator.naturalOrder()));
  }

  private static TrustPolicy.Standing cosigned(TrustPolicy policy, byte[] note) {
    try {
      return policy.standing(SignedNote.parse(note));
    } catch (Unverified wrong) {
      throw new Unverified("checkpoint.cosigned: " + wrong.getMessage(), wrong);
    }
  }

  /// The log's checkpoint, signed by this key or the one that followed it.
  ///
  /// @throws Unverified if it is not
  /// @throws IOException if it can not be read
  public static Checkpoint checkpoint(PublishedLog log, VerifierKey key) throws IOException {
    return TrustPolicy.of(KeyChain.of(log, key).current())
        .check(SignedNote.parse(log.checkpoint()));
  }

  private static Checkpoint kept(byte[] note, KeyChain chain) {
    try {
      return TrustPolicy.of(chain.keys()).check(SignedNote.parse(note));
    } catch (Unverified wrong) {
      throw new Unverified("the kept checkpoint: " + wrong.getMessage(), wrong);
    }
  }

  private static void edge(PublishedLog log, Checkpoint checkpoint) {
    if (!TileEdge.read(checkpoint.size(), log).root().equals(checkpoint.root())) {
      throw new Unverified("the tiles do not lead to the checkpoint's root");
    }
  }

  static void consistent(PublishedLog log, String which, Checkpoint kept, Checkpoint now) {
    if (kept.size() > now.size()) {
      throw new Unverified(
          "the log was set back: the "
              + which
              + " checkpoint covers "
              + kept.size()
              + " entries, and the log says that it has "
              + now.size());
    }
    try {
      new Tree(now.size(), new TileSubtrees(now.size(), log))
          .consistency(kept.size())
          .verify(kept.root(), now.root());
    } catch (Unverified wrong) {
      throw new Unverified(
          "the log is not the one that the "
              + which
              + " checkpoint is of, its history was changed: "
              + wrong.getMessage(),
          wrong);
    }
  }
}
