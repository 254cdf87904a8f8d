package dev.surgeline.core.audit;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// A signature line of a note: `— <name> <base64 of key id and signature>`.
///
/// @param name of the key that made it, or so it says
/// @param blob base64 of four bytes of key id and the signature's value
public record NoteSignature(String name, String blob) {
  private static final int ID_BYTES = 4;

  public NoteSignature {
    KeyName.checked(name);
    if (Strict.base64(blob, "the signature of " + name).length <= ID_BYTES) {
      throw new Unverified("the signature of " + name + " is empty");
    }
  }

  static NoteSignature of(VerifierKey key, byte[] value) {
    byte[] blob = ByteBuffer.allocate(ID_BYTES + value.length).putInt(key.id()).put(value).array();
    return new NoteSignature(key.name(), Strict.base64(blob));
  }

  public int keyId() {
    return ByteBuffer.wrap(bytes()).getInt();
  }

  /// The signature without the key's id.
  public byte[] value() {
    byte[] bytes = bytes();
    return Arrays.copyOfRange(bytes, ID_BYTES, bytes.length);
  }

  private byte[] bytes() {
    return Strict.base64(blob, "the signature of " + name);
  }

  @Override
  public String toString() {
    return SignedNote.DASH + name + " " + blob + "\n";
  }
}
