package dev.surgeline.plane.control;

import dev.surgeline.core.control.Effect;
import dev.surgeline.core.control.Evaluation;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.decide.Decision;
import dev.surgeline.wire.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 over canonical bytes: the same content has the same digest on every machine.
public final class Digests {
  private Digests() {}

  /// Over all decisions and effects of a step, each followed by a line end.
  static String of(Evaluation evaluation) {
    MessageDigest digest = sha256();
    for (Decision decision : evaluation.decisions()) {
      digest.update(Json.canonical(decision));
      digest.update((byte) '\n');
    }
    for (Effect effect : evaluation.effects()) {
      digest.update(Json.canonical(Effect.class, effect));
      digest.update((byte) '\n');
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  public static String of(PlatformSpec spec) {
    return HexFormat.of().formatHex(sha256().digest(Json.canonical(spec)));
  }

  /// The name under which decisions cite these documents: the first 12 hex digits of their digest.
  public static String version(PlatformSpec spec) {
    return of(spec).substring(0, 12);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
