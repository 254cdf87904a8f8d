package dev.surgeline.core.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text and who signed it: C2SP signed-note.
///
///     example.com/log
///     15
///     rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=
///
///     — example.com/log M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilB...
///
/// The text may hold empty lines itself: the last one parts it from the signatures. Signed is the
/// text with its last line end, without the empty line.
///
/// @param text lines, the last with its end
/// @param signatures one to a hundred
public record SignedNote(String text, List<NoteSignature> signatures) {
  static final String DASH = "\u2014 ";
  private static final int BYTES_MAX = 1_000_000;
  private static final int SIGNATURES_MAX = 100;

  /// A signature that holds.
  ///
  /// @param at when it was made, as a cosignature says; a log's own says nothing
  public record Verified(VerifierKey key, Optional<Instant> at) {}

  public SignedNote {
    signatures = List.copyOf(signatures);
    Strict.controlFree(text, false, "the text of a note");
    if (!text.endsWith("\n")) {
      throw new Unverified("the text of a note ends with the end of a line");
    }
    if (signatures.isEmpty() || signatures.size() > SIGNATURES_MAX) {
      throw new Unverified("a note has 1 to 100 signatures, not " + signatures.size());
    }
  }

  /// Reads a note, without a look at whether its signatures hold.
  ///
  /// @throws Unverified if it is not written as a note is, or is larger than a million bytes
  public static SignedNote parse(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw new Unverified("a note has at most a million bytes, not " + bytes.length);
    }
    String note = Strict.text(bytes, false, "the note");
    int end = note.lastIndexOf("\n\n");
    if (end < 0 || !note.endsWith("\n") || end + 2 == note.length()) {
      throw new Unverified("a note is a text, an empty line and the lines of its signatures");
    }
    List<NoteSignature> signatures = new ArrayList<>();
    for (String line : note.substring(end + 2, note.length() - 1).split("\n", -1)) {
      int space = line.lastIndexOf(' ');
      if (!line.startsWith(DASH) || space < DASH.length()) {
        throw new Unverified(
            "a signature is a dash, a name and base64, not '" + Strict.shown(line) + "'");
      }
      signatures.add(
          new NoteSignature(line.substring(DASH.length(), space), line.substring(space + 1)));
      if (signatures.size() > SIGNATURES_MAX) {
        break; // the record says what is wrong
      }
    }
    return new SignedNote(note.substring(0, end + 1), signatures);
  }

  /// Finds the signatures of known keys. Signatures of others say nothing either way.
  ///
  /// @return each known key that signed, once, in the order of the lines; at least one
  /// @throws Unverified if a signature says that it is a known key's and does not hold, or there is
  ///   none of a known key
  public List<Verified> verify(List<VerifierKey> known) {
    List<Verified> verified = new ArrayList<>();
    for (NoteSignature signature : signatures) {
      List<VerifierKey> makers = known.stream().filter(key -> key.made(signature)).toList();
      if (makers.size() > 1) {
        throw new Unverified("two known keys are called " + signature.name() + " with one id");
      }
      for (VerifierKey maker : makers) {
        byte[] value = signature.value();
        if (!maker.verifies(text, value)) {
          throw new Unverified(
              "the signature of " + maker.name() + " does not fit: text or signature was changed");
        }
        if (verified.stream().noneMatch(one -> one.key().equals(maker))) {
          verified.add(new Verified(maker, at(maker, value)));
        }
      }
    }
    if (verified.isEmpty()) {
      throw new Unverified(
          "there is no signature of a key that is trusted; signed it was by "
              + Strict.shown(
                  String.join(", ", signatures.stream().map(NoteSignature::name).toList())));
    }
    return List.copyOf(verified);
  }

  private static Optional<Instant> at(VerifierKey maker, byte[] value) {
    return switch (maker.type()) {
      case LOG -> Optional.empty();
      case COSIGNATURE -> Optional.of(VerifierKey.time(value));
    };
  }

  public byte[] bytes() {
    return Strict.utf8(toString());
  }

  /// The note as it is written.
  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(note::append);
    return note.toString();
  }
}
