package dev.surgeline.plane.console;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.control.State;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.core.decide.Approval;
import dev.surgeline.core.decide.Command;
import dev.surgeline.core.decide.Emergency;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.text.Texts;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Problem;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Takes people's commands: `POST /api/commands` with a command as JSON; `GET` lists what
/// break-glass and requests there are. Everyone shows their own secret with each, as
/// `Authorization: Bearer`, never as a cookie: a page in a browser can send none.
///
/// 200 done, 409 refused with the rule, 400 no command, 401 nobody known, 403 not their role, 503
/// nobody is there to take it: then it may or may not have been done, and asking again is safe.
public final class CommandDesk {
  static final String PATH = "/api/commands";

  /// Where what came of an experiment goes, to be put on the audit log.
  static final String EXPERIMENTS = "/api/experiments";

  /// Where it goes that somebody looked at a range of the audit log.
  static final String REVIEWS = "/api/audit/reviews";

  static final Duration PATIENCE = Duration.ofSeconds(20);

  /// Who obeys.
  public interface Loop {
    /// Hands a command to the evaluator; answered when it is on the journal.
    CompletableFuture<Answer> submit(Actor actor, Command command);

    /// Puts an entry on the audit log; answered when it is there.
    CompletableFuture<Answer> note(AuditEntry entry);

    /// The time by which it decides.
    Instant now();

    /// What is remembered now.
    State state();
  }

  /// An experiment, as whoever runs it tells of it.
  ///
  /// @param title its own
  /// @param experiment the SHA-256 of its file
  /// @param journal the SHA-256 of its journal, once it is over
  public record Trial(
      String title, String experiment, AuditEntry.Trial status, Optional<String> journal) {
    AuditEntry.Experimented by(Actor actor) {
      return new AuditEntry.Experimented(actor, title, experiment, status, journal);
    }
  }

  /// A range of the audit log that somebody looked at.
  ///
  /// @param from the first entry
  /// @param to the last one
  /// @param note what was found, 1 to 200 characters on one line
  public record Review(long from, long to, String note) {
    public Review {
      boolean plain = note.codePoints().noneMatch(Character::isISOControl);
      if (note.isBlank() || note.length() > NOTE_MAX || !plain) {
        throw new IllegalArgumentException("note has 1 to 200 characters on one line");
      }
      if (from < 0 || to < from) {
        throw new IllegalArgumentException("from is 0 or more, and to not before it");
      }
    }

    private static final int NOTE_MAX = 200;

    AuditEntry.LogReviewed by(Actor actor, Checkpoint at) {
      return new AuditEntry.LogReviewed(actor, from, to, note, at.size(), at.root().toString());
    }
  }

  /// What people began and what is asked of them.
  ///
  /// @param approvals the latest of each workload
  public record Standing(List<Emergency> emergencies, List<Approval> approvals) {
    public Standing {
      emergencies = List.copyOf(emergencies);
      approvals = List.copyOf(approvals);
    }
  }

  private final Staff staff;
  private final Supplier<Optional<Loop>> loop;
  private final Discretion discretion;
  private final LogFolder log;
  private final AccessLog access;

  /// @param loop absent while it comes up
  /// @param log whose ranges are reviewed
  /// @param texts where what people type is kept
  public CommandDesk(
      Staff staff, Supplier<Optional<Loop>> loop, LogFolder log, Texts texts, AccessLog access) {
    this.staff = staff;
    this.loop = loop;
    this.log = log;
    this.access = access;
    this.discretion = new Discretion(texts);
  }

  /// Where the log's entries are handed out as a whole.
  LogExports exports() {
    return new LogExports(this, log);
  }

  void list(Context context) {
    Optional<Loop> present = loop.get();
    if (authenticated(context).isEmpty()) {
      return;
    }
    if (present.isEmpty()) {
      say(context, HttpStatus.SERVICE_UNAVAILABLE, "the control plane is not up yet");
      return;
    }
    State state = present.get().state();
    var standing =
        new Standing(
            state.emergencies().values().stream().map(discretion::spoken).toList(),
            state.workloads().values().stream()
                .flatMap(workload -> workload.approval().stream())
                .toList());
    context.contentType("application/json").result(Json.canonical(standing));
  }

  void obey(Context context) {
    Optional<Staff.Person> person = authenticated(context);
    if (person.isEmpty()) {
      return;
    }
    Command command;
    try {
      command = Json.read(Command.class, context.bodyAsBytes(), "the command");
    } catch (DocumentException wrong) {
      say(context, HttpStatus.BAD_REQUEST, wrongly(wrong));
      return;
    }
    Actor actor = person.get().subject();
    permitted(context, person.get(), Staff.needed(command))
        .ifPresent(present -> answer(context, () -> submit(present, actor, command)));
  }

  /// What names nothing that is there may be anything, and goes no further; that it was asked for
  /// does.
  private CompletableFuture<Answer> submit(Loop present, Actor actor, Command command)
      throws IOException {
    Optional<String> nothing = Discretion.namesNothing(command, present.state());
    if (nothing.isEmpty()) {
      return present.submit(actor, discretion.hidden(command, actor, present));
    }
    String what = PATH + "#" + command.getClass().getSimpleName();
    access.note(Optional.of(actor), AuditEntry.Access.NOTHING_NAMED, what);
    return CompletableFuture.completedFuture(new Answer.Refused(nothing.get()));
  }

  void record(Context context) {
    Optional<Staff.Person> person = authenticated(context);
    if (person.isEmpty()) {
      return;
    }
    AuditEntry.Experimented entry;
    try {
      Trial trial = Json.read(Trial.class, context.bodyAsBytes(), "the experiment");
      entry = trial.by(person.get().subject());
    } catch (DocumentException | IllegalArgumentException wrong) {
      say(context, HttpStatus.BAD_REQUEST, wrongly(wrong));
      return;
    }
    permitted(context, person.get(), Staff.Role.EXPERIMENTER)
        .ifPresent(present ->
            answer(context, () -> present.note(discretion.hidden(entry, present.now()))));
  }

  void review(Context context) throws IOException {
    Optional<Staff.Person> person = authenticated(context);
    if (person.isEmpty()) {
      return;
    }
    AuditEntry entry;
    try {
      Review review = Json.read(Review.class, context.bodyAsBytes(), "the review");
      Checkpoint now = Checkpoint.parse(SignedNote.parse(log.checkpoint()).text());
      entry = review.by(person.get().subject(), now);
    } catch (DocumentException | IllegalArgumentException wrong) {
      say(context, HttpStatus.BAD_REQUEST, wrongly(wrong));
      return;
    }
    permitted(context, person.get(), Staff.Role.AUDITOR)
        .ifPresent(present ->
            answer(context, () -> present.note(discretion.hidden(entry, present.now()))));
  }

  /// Whoever obeys, when this person may ask for it.
  Optional<Loop> permitted(Context context, Staff.Person person, Staff.Role needed) {
    if (!person.roles().contains(needed)) {
      access.note(Optional.of(person.subject()), AuditEntry.Access.FORBIDDEN, context.path());
      String role = needed.name().toLowerCase(Locale.ROOT);
      say(
          context,
          HttpStatus.FORBIDDEN,
          person.subject() + " has not the role " + role + ", which this asks for");
      return Optional.empty();
    }
    Optional<Loop> present = loop.get();
    if (present.isEmpty()) {
      say(context, HttpStatus.SERVICE_UNAVAILABLE, "the control plane is not up yet");
    }
    return present;
  }

  @FunctionalInterface
  private interface Asked {
    CompletableFuture<Answer> ask() throws IOException;
  }

  private static void answer(Context context, Asked asked) {
    try {
      Answer answer = asked.ask().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      HttpStatus status =
          switch (answer) {
            case Answer.Accepted _ -> HttpStatus.OK;
            case Answer.Refused _ -> HttpStatus.CONFLICT;
          };
      byte[] body = Json.canonical(Answer.class, answer);
      context.status(status).contentType("application/json").result(body);
    } catch (TimeoutException | ExecutionException late) {
      say(
          context,
          HttpStatus.SERVICE_UNAVAILABLE,
          "the control plane has not answered; asking again is safe");
    } catch (IOException full) {
      say(
          context,
          HttpStatus.SERVICE_UNAVAILABLE,
          "what you typed can not be kept, so nothing is done");
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  Optional<Staff.Person> authenticated(Context context) {
    Optional<Staff.Person> person = staff.asking(context);
    access.note(
        person.map(Staff.Person::subject),
        person.isPresent() ? AuditEntry.Access.LOGGED_IN : AuditEntry.Access.UNKNOWN,
        context.path());
    if (person.isEmpty()) {
      say(context, HttpStatus.UNAUTHORIZED, "this token is nobody's");
    }
    return person;
  }

  /// What is wrong, and where, without what it is: that may be anything.
  private static String wrongly(RuntimeException wrong) {
    return wrong instanceof DocumentException document
        ? document.problems().stream().map(Problem::withoutText).collect(Collectors.joining("\n"))
        : String.valueOf(wrong.getMessage());
  }

  static void say(Context context, HttpStatus status, String sentence) {
    context.status(status).contentType("text/plain; charset=utf-8").result(sentence + "\n");
  }
}
