package dev.surgeline.core.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

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
/// @param addresses where witnesses are asked, by the name that they have in the policy; only of
///   those that have one
/// @param groups by name; members are witnesses or groups
/// @param quorum the witness or group that must have cosigned; absent: nobody need
public record TrustPolicy(
    List<VerifierKey> logs,
    SortedMap<String, VerifierKey> witnesses,
    SortedMap<String, String> addresses,
    SortedMap<String, Group> groups,
    Optional<String> quorum) {

  /// A checkpoint that its log signed, and who cosigned it.
  ///
  /// @param cosigned names in the policy, each with the time that its cosignature says
  /// @param enough whether those are the quorum
  public record Standing(
      Checkpoint checkpoint, SortedMap<String, Instant> cosigned, boolean enough) {
    public Standing {
      cosigned = Collections.unmodifiableSortedMap(new TreeMap<>(cosigned));
    }
  }

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
    witnesses = Collections.unmodifiableSortedMap(new TreeMap<>(witnesses));
    addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
  }

  /// Believes whatever this log signed.
  public static TrustPolicy of(VerifierKey log) {
    return of(List.of(log));
  }

  /// Believes whatever one of these signed, such as the keys that one log had.
  public static TrustPolicy of(List<VerifierKey> logs) {
    SortedMap<String, String> none = Collections.emptySortedMap();
    return new TrustPolicy(
        logs, Collections.emptySortedMap(), none, new TreeMap<>(), Optional.empty());
  }

  /// The same witnesses, for a log that is signed with one of these keys.
  public TrustPolicy signedBy(List<VerifierKey> keys) {
    return new TrustPolicy(keys, witnesses, addresses, groups, quorum);
  }

  /// The same for this log alone.
  ///
  /// @throws Unverified if the policy names logs, and this is none of them
  public TrustPolicy on(VerifierKey log) {
    if (!logs.isEmpty() && !logs.contains(log)) {
      String others = String.join(", ", logs.stream().map(VerifierKey::toString).toList());
      throw new Unverified("the policy is for " + others + ", and the log's key is " + log);
    }
    return signedBy(List.of(log));
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
    Standing standing = standing(note);
    if (!standing.enough()) {
      throw new Unverified(shortfall(standing));
    }
    return standing.checkpoint();
  }

  /// What holds of a checkpoint, whether or not enough witnesses cosigned it.
  ///
  /// @throws Unverified if none of the logs signed it, or a signature of a known key does not hold
  public Standing standing(SignedNote note) {
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    List<VerifierKey> signers =
        logs.stream().filter(log -> log.name().equals(checkpoint.origin())).toList();
    if (signers.isEmpty()) {
      throw new Unverified(
          "the checkpoint is of the log "
              + Strict.shown(checkpoint.origin())
              + ", and trusted is "
              + names(logs));
    }
    // The log's own first: what it did not sign, no witness makes good.
    note.verify(signers);
    SortedMap<String, Instant> cosigned = new TreeMap<>();
    witnesses.forEach((name, key) -> {
      if (note.signatures().stream().anyMatch(key::made)) {
        note.verify(List.of(key)).getFirst().at().ifPresent(at -> cosigned.put(name, at));
      }
    });
    return new Standing(checkpoint, cosigned, enough(cosigned.keySet()));
  }

  /// Whether these witnesses are the quorum.
  ///
  /// @param names that they have in the policy
  public boolean enough(Set<String> names) {
    return quorum.map(name -> holds(name, names)).orElse(true);
  }

  /// Who cosigned and who should have, in words.
  public String shortfall(Standing standing) {
    SortedMap<String, Instant> cosigned = standing.cosigned();
    return "cosigned by "
        + (cosigned.isEmpty() ? "no known witness" : String.join(", ", cosigned.keySet()))
        + ", "
        + cosigned.size()
        + " of "
        + witnesses.size()
        + " witnesses, and the policy asks for "
        + asked();
  }

  /// Whom the policy asks for, such as `X, 2 of X1, X2, X3`.
  public String asked() {
    String name = quorum.orElse("nobody");
    return Optional.ofNullable(groups.get(name))
        .map(group -> name + ", " + group.least() + " of " + String.join(", ", group.members()))
        .orElse(name);
  }

  private static String names(List<VerifierKey> keys) {
    return keys.isEmpty()
        ? "none"
        : String.join(", ", keys.stream().map(VerifierKey::name).toList());
  }

  private boolean holds(String name, Set<String> cosigned) {
    return Optional.ofNullable(groups.get(name))
        .map(group ->
            group.members().stream().filter(member -> holds(member, cosigned)).count()
                >= group.least())
        .orElseGet(() -> cosigned.contains(name));
  }
}
