package dev.surgeline.plane.control;

import dev.surgeline.core.decide.Decision;
import dev.surgeline.core.decide.Reason;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.text.TextKind;
import dev.surgeline.plane.audit.text.TextReference;
import dev.surgeline.plane.audit.text.Texts;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A decision that is too long for an entry of the audit log: what counts of it stays in the entry,
/// all of it lies beside the log, and on the journal.
final class LongDecision {
  private static final int REASONS_MAX = 40;
  private static final int SENTENCE_MAX = 200;

  private LongDecision() {}

  /// The intent with what counts of its decision, and the place of all of it.
  ///
  /// @throws IOException if the decision could not be kept
  static AuditEntry.Intent beside(Texts texts, Instant at, AuditEntry.Intent intent)
      throws IOException {
    if (intent.decision().isEmpty()) {
      return intent;
    }
    String whole = new String(Json.canonical(intent.decision().get()), StandardCharsets.UTF_8);
    return shortened(intent, Optional.of(texts.keep(at, TextKind.DECISION, whole)));
  }

  /// The same; without the place where all of it could not be kept, for the journal has it.
  static AuditEntry.Intent besideOrShort(Texts texts, Instant at, AuditEntry.Intent intent) {
    try {
      return beside(texts, at, intent);
    } catch (IOException full) {
      return shortened(intent, Optional.empty());
    }
  }

  private static AuditEntry.Intent shortened(
      AuditEntry.Intent intent, Optional<TextReference> place) {
    return new AuditEntry.Intent(
        intent.action(),
        intent.decision().map(LongDecision::shortened),
        intent.undoes(),
        intent.journal(),
        place);
  }

  /// What counts of a decision: what is done, and the reasons in short.
  static Decision shortened(Decision whole) {
    List<Reason> reasons =
        whole.reasons().stream().limit(REASONS_MAX).map(LongDecision::shortened).toList();
    return new Decision(
        whole.id(),
        whole.at(),
        whole.workload(),
        whole.current(),
        whole.desired(),
        whole.action(),
        List.of(),
        List.of(),
        reasons,
        new TreeMap<>(),
        whole.specVersion(),
        whole.cost());
  }

  private static Reason shortened(Reason whole) {
    String sentence = whole.sentence();
    if (sentence.length() <= SENTENCE_MAX) {
      return whole;
    }
    // Not in the middle of a character.
    int end = SENTENCE_MAX - 3;
    end -= Character.isHighSurrogate(sentence.charAt(end - 1)) ? 1 : 0;
    return new Reason(whole.code(), sentence.substring(0, end) + "...");
  }
}
