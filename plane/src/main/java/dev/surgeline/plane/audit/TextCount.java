package dev.surgeline.plane.audit;

import dev.surgeline.plane.audit.text.FoundText;
import dev.surgeline.plane.audit.text.TextKind;
import dev.surgeline.plane.audit.text.TextReference;
import dev.surgeline.plane.audit.text.Texts;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What became of the texts that a log's entries refer to. A text that was removed is no fault of
/// the log: that is what they are beside it for.
///
/// @param there kept, and as the entries have the hash of
/// @param removed not there any more
/// @param unaccounted of those, how many more than the log says were removed: somebody else did
/// @param altered files that are not what the log has the hash of
/// @param hidden not here, or not for this user to read
public record TextCount(
    long there, long removed, long unaccounted, List<String> altered, long hidden) {
  /// What is in every entry that refers to a text, as a text of its own or within one.
  private static final String HASH = "sha256";

  /// The kind of entries that say how many were removed.
  private static final String REMOVED = "textsRemoved";

  public TextCount {
    altered = List.copyOf(altered);
  }

  /// Of one's own log.
  ///
  /// @throws IOException if the log can not be read, or does not hold
  public static TextCount of(LogFolder own, Texts texts) throws IOException {
    Reading reading = new Reading();
    AuditReader.bytes(own, (_, entry) -> reading.take(entry));
    return reading.in(texts);
  }

  /// What entries refer to, as they are read one after the other.
  public static final class Reading {
    private final SortedMap<String, TextKind> referred = new TreeMap<>();
    private final SortedMap<TextKind, Integer> told = new TreeMap<>();

    /// @param entry its bytes
    public void take(byte[] entry) {
      // Most refer to no text and removed none, and need not be understood.
      String text = new String(entry, StandardCharsets.ISO_8859_1);
      if (!text.contains(HASH) && !text.contains(REMOVED)) {
        return;
      }
      AuditEntry said;
      try {
        said = Json.read(AuditLine.class, entry, "an entry").entry();
      } catch (DocumentException none) {
        // Whether it was changed is for others to say; it refers to nothing.
        return;
      }
      EntryTexts.of(said).forEach(one -> referred.put(one.reference().sha256(), one.kind()));
      if (said instanceof AuditEntry.TextsRemoved(var removed)) {
        removed.forEach((kind, count) -> told.merge(kind, count, Integer::sum));
      }
    }

    /// What became of them.
    public TextCount in(Texts texts) {
      return count(referred, told, texts);
    }
  }

  private static TextCount count(
      SortedMap<String, TextKind> referred, SortedMap<TextKind, Integer> told, Texts texts) {
    long there = 0;
    long hidden = 0;
    List<String> altered = new ArrayList<>();
    SortedMap<TextKind, Integer> gone = new TreeMap<>();
    for (var one : referred.entrySet()) {
      switch (texts.find(new TextReference(one.getKey()))) {
        case FoundText.There _ -> there++;
        case FoundText.Removed _ -> gone.merge(one.getValue(), 1, Integer::sum);
        case FoundText.Altered(var file) -> altered.add(file);
        case FoundText.Hidden _ -> hidden++;
      }
    }
    long removed = 0;
    long unaccounted = 0;
    for (var one : gone.entrySet()) {
      removed += one.getValue();
      unaccounted += Math.max(0, one.getValue() - told.getOrDefault(one.getKey(), 0));
    }
    return new TextCount(there, removed, unaccounted, altered, hidden);
  }
}
