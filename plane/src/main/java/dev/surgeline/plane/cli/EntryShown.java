package dev.surgeline.plane.cli;

import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.EntryTexts;
import dev.surgeline.plane.audit.text.FoundText;
import dev.surgeline.plane.audit.text.TextKind;
import dev.surgeline.plane.audit.text.TextReference;
import dev.surgeline.plane.audit.text.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An entry as people see it: as it stands, and beside it the texts that it refers to, as far as
/// they are kept and may be seen.
///
/// @param texts absent where it refers to none
record EntryShown(long index, Instant at, AuditEntry entry, Optional<List<Text>> texts) {
  /// A text that the entry refers to.
  ///
  /// @param status there, removed, altered or hidden
  record Text(TextKind kind, String sha256, String status, Optional<String> text) {}

  EntryShown {
    texts = texts.map(List::copyOf);
  }

  static EntryShown of(AuditLine line, Optional<Texts> beside) {
    List<Text> texts =
        EntryTexts.of(line.entry()).stream()
            .map(one -> text(one, find(one.reference(), beside)))
            .toList();
    return new EntryShown(
        line.index(), line.at(), line.entry(), Optional.of(texts).filter(all -> !all.isEmpty()));
  }

  private static Text text(EntryTexts.Referred one, FoundText found) {
    return new Text(
        one.kind(),
        one.reference().sha256(),
        found.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        found instanceof FoundText.There(var kept) ? Optional.of(kept.text()) : Optional.empty());
  }

  /// The same line with words in place of references.
  static AuditLine spoken(AuditLine line, Optional<Texts> beside) {
    AuditEntry spoken =
        EntryTexts.changed(
            line.entry(),
            (_, text) -> TextReference.in(text).map(one -> find(one, beside).words()).orElse(text));
    return new AuditLine(line.index(), line.at(), spoken);
  }

  private static FoundText find(TextReference reference, Optional<Texts> beside) {
    return beside
        .map(texts -> texts.find(reference))
        .orElse(new FoundText.Hidden("its text is not here"));
  }

  /// Says loudly, on stderr, what is not what the log has the hash of.
  ///
  /// @return whether there was none
  boolean sound() {
    List<Text> wrong =
        texts.orElse(List.of()).stream().filter(one -> one.status().equals("altered")).toList();
    wrong.forEach(one ->
        System.err.println(
            "surge: ALTERED: entry %d has the SHA-256 of its %s, and the text there is another: %s"
                .formatted(index, one.kind(), one.sha256())));
    return wrong.isEmpty();
  }
}
