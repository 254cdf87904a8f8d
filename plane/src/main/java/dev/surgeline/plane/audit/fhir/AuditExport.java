package dev.surgeline.plane.audit.fhir;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditCsv;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.LogCheck;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.RawEntries;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Writes a log's entries for others to read, one line each, as they are read: memory does not grow
/// with the log.
public final class AuditExport {
  /// How the entries are written.
  public enum Form {
    /// FHIR R4 AuditEvents, one a line, as FHIR's bulk data has them.
    FHIR_R4,
    /// The same of FHIR R5.
    FHIR_R5,
    /// A table.
    CSV,
    /// The entries' own bytes.
    JSONL;

    /// As it is called outside: `fhir-r4`.
    @Override
    public String toString() {
      return Event.word(this);
    }
  }

  /// What was exported.
  ///
  /// @param written entries that were asked for
  /// @param log its origin
  /// @param size entries of the log that was read
  /// @param root of its tree, base64
  public record Summary(Form format, long written, String log, long size, String root) {}

  private final Form form;
  private final AuditQuery asked;
  private final OutputStream out;
  private final String origin;
  private long written;
  private Optional<IOException> failed = Optional.empty();

  private AuditExport(Form form, AuditQuery asked, OutputStream out, String origin) {
    this.form = form;
    this.asked = asked;
    this.out = out;
    this.origin = origin;
  }

  /// Writes the entries of a log that are asked for.
  ///
  /// @param key one that the log is or was signed with
  /// @throws dev.surgeline.core.audit.Unverified if it is not
  /// @throws IOException if the log can not be read, does not hold, which may only be known when
  ///   all was written, or `out` can not be written
  public static Summary write(
      PublishedLog log, VerifierKey key, Form form, AuditQuery asked, OutputStream out)
      throws IOException {
    Checkpoint checkpoint = LogCheck.checkpoint(log, key);
    AuditExport export = new AuditExport(form, asked, out, checkpoint.origin());
    if (form == Form.CSV) {
      out.write(bytes(AuditCsv.header()));
    }
    export.scan(log, checkpoint);
    out.flush();
    return new Summary(
        form, export.written, export.origin, checkpoint.size(), checkpoint.root().toString());
  }

  private void scan(PublishedLog log, Checkpoint verified) throws IOException {
    try {
      RawEntries.scan(log, verified, this::accept);
    } catch (IOException | UncheckedIOException wrong) {
      // Not the log was at fault, but what is written to.
      if (failed.isPresent()) {
        throw failed.get();
      }
      throw wrong;
    }
  }

  private void accept(AuditLine line, byte[] entry) {
    if (!asked.matches(line)) {
      return;
    }
    try {
      switch (form) {
        case FHIR_R4 -> line(Json.canonical(R4.of(EventMapping.event(line, origin))));
        case FHIR_R5 -> line(Json.canonical(R5.of(EventMapping.event(line, origin))));
        case CSV -> out.write(bytes(AuditCsv.row(line)));
        case JSONL -> line(entry);
      }
      written++;
    } catch (IOException full) {
      failed = Optional.of(full);
      throw new UncheckedIOException(full);
    }
  }

  private void line(byte[] text) throws IOException {
    out.write(text);
    out.write('\n');
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
