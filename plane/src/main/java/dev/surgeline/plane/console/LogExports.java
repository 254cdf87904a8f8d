package dev.surgeline.plane.console;

import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.TimeRange;
import dev.surgeline.plane.audit.fhir.AuditExport;
import dev.surgeline.plane.audit.fhir.AuditExport.Form;
import dev.surgeline.wire.DocumentException;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Hands out the audit log's entries in a form for other systems, to auditors: `GET
/// /api/audit/export` with `format=csv`, `fhir-r4`, `fhir-r5` or `jsonl`, and `from` and `to`.
///
/// That it does is an entry, which is on the log before the first byte goes out. The whole log is
/// checked before, so that nobody is given a beginning of one that does not hold; memory does not
/// grow with it. One at a time: it reads all that there is.
final class LogExports {
  static final String PATH = "/api/audit/export";

  /// What is asked for.
  private record Wish(Form form, AuditQuery query) {}

  private final CommandDesk desk;
  private final LogFolder log;
  private final Semaphore turn = new Semaphore(1);

  LogExports(CommandDesk desk, LogFolder log) {
    this.desk = desk;
    this.log = log;
  }

  void serve(Context context) throws IOException {
    Optional<Staff.Person> person = desk.authenticated(context);
    if (person.isEmpty()) {
      return;
    }
    Optional<CommandDesk.Loop> loop = desk.permitted(context, person.get(), Staff.Role.AUDITOR);
    if (loop.isEmpty()) {
      return;
    }
    Wish wish;
    try {
      wish = wish(context);
    } catch (IllegalArgumentException | DateTimeParseException _) {
      CommandDesk.say(
          context,
          HttpStatus.BAD_REQUEST,
          "it takes format, one of "
              + Arrays.toString(Form.values())
              + ", and from and to, times such as 2026-11-21T08:00:00Z, to after from");
      return;
    }
    if (!turn.tryAcquire()) {
      CommandDesk.say(context, HttpStatus.TOO_MANY_REQUESTS, "another export is under way");
      return;
    }
    try {
      serve(context, wish, loop.get(), person.get().subject());
    } finally {
      turn.release();
    }
  }

  private static Wish wish(Context context) {
    if (!List.of("format", "from", "to").containsAll(context.queryParamMap().keySet())) {
      throw new IllegalArgumentException("unknown");
    }
    String format = Optional.ofNullable(context.queryParam("format")).orElse("");
    Form form =
        Arrays.stream(Form.values())
            .filter(one -> one.toString().equals(format))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no format"));
    TimeRange range =
        TimeRange.asked(
            Optional.ofNullable(context.queryParam("from")).map(Instant::parse),
            Optional.ofNullable(context.queryParam("to")).map(Instant::parse));
    return new Wish(
        form,
        new AuditQuery(
            Optional.empty(),
            range.from(),
            range.to(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty()));
  }

  private void serve(Context context, Wish wish, CommandDesk.Loop loop, Actor actor)
      throws IOException {
    VerifierKey key;
    try {
      key = log.key().orElseThrow(() -> new IOException("there is no key beside the log"));
      AuditExport.write(log, key, wish.form(), wish.query(), OutputStream.nullOutputStream());
    } catch (IOException | Unverified | DocumentException _) {
      CommandDesk.say(
          context,
          HttpStatus.INTERNAL_SERVER_ERROR,
          "the log can not be read or does not hold: surge audit fsck says where");
      return;
    }
    var entry =
        new AuditEntry.Accessed(
            Optional.of(actor),
            AuditEntry.Access.LOG_EXPORTED,
            PATH,
            loop.now(),
            1,
            Optional.of(AuditEntry.Export.of(wish.form().toString(), wish.query())));
    if (!noted(loop, entry)) {
      CommandDesk.say(
          context,
          HttpStatus.SERVICE_UNAVAILABLE,
          "that it is exported can not be put on the log now, so it is not");
      return;
    }
    context.contentType(type(wish.form()));
    try (OutputStream out = new BufferedOutputStream(context.outputStream(), 1 << 16)) {
      AuditExport.write(log, key, wish.form(), wish.query(), out);
    }
  }

  private static boolean noted(CommandDesk.Loop loop, AuditEntry entry) {
    try {
      Answer answer = loop.note(entry).get(CommandDesk.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return answer instanceof Answer.Accepted;
    } catch (TimeoutException | ExecutionException late) {
      return false;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String type(Form form) {
    return switch (form) {
      case FHIR_R4, FHIR_R5 -> "application/fhir+ndjson";
      case CSV -> "text/csv; charset=utf-8";
      case JSONL -> "application/x-ndjson";
    };
  }
}
