package dev.surgeline.core.audit;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which checkpoints a reader believes (C2SP tlog-policy): signed by one of some logs, and cosigned
/// by enough witnesses.
///
///     log example.com/log+33d7b496+AeHT...
///     witness X1 w1.example+1c25f8a4+BJ3r...
///     witness X2 w2.example+8a00b0c1+BPz0...
///     group X any X1 X2
///     quorum X
///
/// Example: a checkpoint of that log with a cosignature of X2 alone is believed; with `all` in
/// place of `any` it would not be.
///
/// @param logs any of which may have signed
/// @param witnesses by the name that they have in the policy
/// @param groups by name; members are witnesses or groups
/// @param quorum the witness or group that must have cosigned; absent: nobody need
public record TrustPolicy(
    List<VerifierKey> logs,
    SortedMap<String, VerifierKey> witnesses,
    SortedMap<String, Group> groups,
    Optional<String> quorum) {

  /// Several of whom a number must have cosigned.
  public record Group(int least, List<String> members) {
    public Group {
      members = List.copyOf(members);
      if (least < 1 || least > members.size()) {
        throw new Unverified(
            "of " + members.size() + " members 1 to all can be asked for, not " + least);
      }
    }
  }

  public TrustPolicy {
    logs = List.copyOf(logs);
    witnesses = new TreeMap<>(witnesses);
    groups = new TreeMap<>(groups);
  }

  /// Believes whatever this log signed.
  public static TrustPolicy of(VerifierKey log) {
    return new TrustPolicy(List.of(log), new TreeMap<>(), new TreeMap<>(), Optional.empty());
  }

  /// Reads a policy file.
  ///
  /// @throws Unverified if it is none; the sentence names the line
  public static TrustPolicy parse(byte[] bytes) {
    return TrustPolicyText.parse(bytes);
  }

  /// Checks a signed checkpoint.
  ///
  /// @return what it says
  /// @throws Unverified if it is not to be believed
  public Checkpoint check(SignedNote note) {
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    List<VerifierKey> signers =
        logs.stream().filter(log -> log.name().equals(checkpoint.origin())).toList();
    if (signers.isEmpty()) {
      throw new Unverified(
          "the checkpoint is of the log "
              + Strict.shown(checkpoint.origin())
              + ", and trusted is "
              + String.join(", ", logs.stream().map(VerifierKey::name).toList()));
    }
    // The log's own first: what it did not sign, no witness makes good.
    note.verify(signers);
    SortedSet<String> cosigned = new TreeSet<>();
    witnesses.forEach((name, key) -> {
      boolean named = note.signatures().stream().anyMatch(key::made);
      if (named && !note.verify(List.of(key)).isEmpty()) {
        cosigned.add(name);
      }
    });
    if (quorum.isPresent() && !holds(quorum.get(), cosigned)) {
      throw new Unverified(
          "cosigned by "
              + (cosigned.isEmpty() ? "no known witness" : String.join(", ", cosigned))
              + ", and the policy asks for "
              + quorum.get());
    }
    return checkpoint;
  }

  private boolean holds(String name, SortedSet<String> cosigned) {
    return Optional.ofNullable(groups.get(name))
        .map(group ->
            group.members().stream().filter(member -> holds(member, cosigned)).count()
                >= group.least())
        .orElseGet(() -> cosigned.contains(name));
  }
}
