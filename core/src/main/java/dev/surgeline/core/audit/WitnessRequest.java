package dev.surgeline.core.audit;

import java.util.ArrayList;
import java.util.List;

/// What a witness is asked to cosign (C2SP tlog-witness, the body of `add-checkpoint`): a
/// checkpoint, and the proof that it grew out of the one that the witness cosigned last.
///
///     old 20852014
///     KgKqYr0rwX0ksZbnpgEXr3T5ogR0wNRe1o6dvw0ZSaY=
///     eF3XrtgzMF4iKVbF2ivnaDYjDvZqzGj3EvoX31slFv0=
///
///     example.com/log
///     20852163
///     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
///
///     — example.com/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeO...
///
/// @param old entries of the checkpoint that the witness cosigned last; 0: none
/// @param path of the proof; empty if `old` is 0 or the checkpoint's own size
/// @param note the signed checkpoint
public record WitnessRequest(long old, List<Hash> path, SignedNote note) {
  /// More than any proof and note that a log has use for.
  public static final int BYTES_MAX = 65_536;

  private static final String OLD = "old ";

  public WitnessRequest {
    path = List.copyOf(path);
    if (old < 0) {
      throw new Unverified("a log has 0 entries or more, not " + old);
    }
    if (path.size() > Inclusion.PATH_MAX) {
      throw new Unverified("a proof has at most 63 hashes, not " + path.size());
    }
  }

  /// Reads a body.
  ///
  /// @throws Unverified if it is none
  public static WitnessRequest parse(byte[] body) {
    if (body.length > BYTES_MAX) {
      throw new Unverified("a request has at most 65,536 bytes, not " + body.length);
    }
    String text = Strict.text(body, false, "the request");
    int end = text.indexOf("\n\n");
    if (end < 0 || !text.startsWith(OLD)) {
      throw new Unverified("a request is the line 'old <size>', hashes, an empty line and a note");
    }
    List<String> lines = List.of(text.substring(0, end).split("\n", -1));
    long old = Strict.decimal(lines.getFirst().substring(OLD.length()), "the old size");
    List<Hash> path = new ArrayList<>();
    for (String line : lines.subList(1, Math.min(lines.size(), Inclusion.PATH_MAX + 2))) {
      path.add(Hash.parse(line));
    }
    return new WitnessRequest(old, path, SignedNote.parse(Strict.utf8(text.substring(end + 2))));
  }

  /// The body.
  public byte[] bytes() {
    StringBuilder body = new StringBuilder(OLD).append(old).append('\n');
    path.forEach(hash -> body.append(hash).append('\n'));
    return Strict.utf8(body.append('\n').append(note).toString());
  }
}
