package dev.surgeline.plane.console;

import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.index.LogIndex;
import dev.surgeline.plane.audit.index.Wanted;
import dev.surgeline.plane.audit.search.FhirApi;
import dev.surgeline.plane.audit.search.FhirProblem;
import dev.surgeline.wire.Json;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Answers those who have the role auditor: `GET /api/audit` with the words of `surge audit query`
/// as parameters, and `after` and `limit` for one page after the other; and, below `/fhir`, FHIR's
/// questions ([FhirApi]).
///
/// What is answered was looked up in an index and read from the log, proved to be under the root
/// that the answer names.
public final class AuditDesk {
  static final String PATH = "/api/audit";
  static final String FHIR = "/fhir";

  /// What came of rules, for auditors: it names workloads and subjects.
  public static final String EVIDENCE = "/api/evidence";

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int LIMIT = 100;
  private static final int LIMIT_MAX = 1000;

  /// Where the index comes from.
  @FunctionalInterface
  public interface Source {
    /// @return absent while the log's writer comes up
    /// @throws IOException if it can not be had
    Optional<LogIndex> index() throws IOException;
  }

  /// An answer.
  ///
  /// @param size entries of the log that was asked
  /// @param root of its tree, base64
  /// @param next what to give as `after` for the next page; absent: there is none
  public record Page(long size, String root, List<AuditLine> entries, Optional<Long> next) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  private final Staff staff;
  private final Source source;
  private final AccessLog access;
  private final FhirApi fhir;

  /// @param access is told who asked
  /// @param software the version that FHIR clients are told
  public AuditDesk(Staff staff, Source source, AccessLog access, String software) {
    this.staff = staff;
    this.source = source;
    this.access = access;
    this.fhir = new FhirApi(software, source::index, InstantSource.system());
  }

  /// Whether a path is one of its, which ask everybody for a secret of their own.
  static boolean serves(String path) {
    return List.of(PATH, EVIDENCE, FHIR).contains(path) || path.startsWith(FHIR + "/");
  }

  /// Whether a path is one of its that something is sent to, which is a question all the same.
  static boolean takes(String path) {
    return FhirApi.search(path);
  }

  /// Whether somebody may read what is for auditors; says so, where not.
  ///
  /// @param desk that knows them; absent: nobody is one
  static boolean admits(Optional<AuditDesk> desk, Context context) {
    try {
      if (desk.isEmpty()) {
        throw new FhirProblem(
            FhirProblem.Cause.FORBIDDEN,
            "this is for people with the role auditor, and nobody has one: run has no --people");
      }
      desk.get().admit(context, context.path(), AuditEntry.Access.LOGGED_IN);
      return true;
    } catch (FhirProblem refused) {
      refuse(context, refused);
      return false;
    }
  }

  void route(JavalinConfig config) {
    config.routes.get(PATH, this::answer);
    config.routes.get(FHIR, this::resource);
    config.routes.get(FHIR + "/<what>", this::resource);
    config.routes.post(FHIR + "/<what>", this::resource);
  }

  private void resource(Context context) {
    FhirApi.Answer answer;
    try {
      if (!FhirApi.open(context.path())) {
        admit(context, FHIR, AuditEntry.Access.LOG_READ);
      }
      answer =
          fhir.answer(
              new FhirApi.Request(
                  context.path(),
                  parameters(context),
                  Optional.ofNullable(context.header("Accept")),
                  context.scheme() + "://" + context.host()));
    } catch (FhirProblem refused) {
      answer = FhirApi.refused(refused);
    }
    context.status(answer.status()).contentType(answer.contentType()).result(answer.body());
  }

  private void answer(Context context) {
    try {
      admit(context, PATH, AuditEntry.Access.LOG_READ);
      AuditQuestion asked = AuditQuestion.parse(context.queryParamMap(), LIMIT, LIMIT_MAX);
      Optional<LogIndex> index = source.index();
      if (index.isEmpty()) {
        say(context, HttpStatus.SERVICE_UNAVAILABLE, "the audit log is not up yet");
        return;
      }
      // One more than asked for tells whether there is a next page.
      LogIndex.Found found =
          index.get().find(Wanted.of(asked.query()), asked.after(), asked.limit() + 1);
      boolean more = found.lines().size() > asked.limit();
      List<AuditLine> lines = more ? found.lines().subList(0, asked.limit()) : found.lines();
      Page page =
          new Page(
              found.checkpoint().size(),
              found.checkpoint().root().toString(),
              lines,
              more ? Optional.of(lines.getLast().index()) : Optional.empty());
      context.contentType("application/json").result(Json.canonical(page));
    } catch (FhirProblem refused) {
      refuse(context, refused);
    } catch (IllegalArgumentException wrong) {
      say(context, HttpStatus.BAD_REQUEST, String.valueOf(wrong.getMessage()));
    } catch (Unverified wrong) {
      say(
          context,
          HttpStatus.INTERNAL_SERVER_ERROR,
          "the audit log does not hold: " + wrong.getMessage());
    } catch (IOException failed) {
      say(
          context,
          HttpStatus.SERVICE_UNAVAILABLE,
          "the audit log can not be asked: " + failed.getMessage());
    }
  }

  private static void refuse(Context context, FhirProblem refused) {
    HttpStatus status = HttpStatus.forStatus(FhirApi.refused(refused).status());
    say(context, status, String.valueOf(refused.getMessage()));
  }

  /// Those of the address, and of a form that was sent.
  private static Map<String, List<String>> parameters(Context context) {
    Map<String, List<String>> all = new LinkedHashMap<>(context.queryParamMap());
    if (HandlerType.POST.equals(context.method())) {
      String type = Optional.ofNullable(context.contentType()).orElse("");
      if (!type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
        throw new FhirProblem(FhirProblem.Cause.MEDIA, "what is sent to _search is " + FORM);
      }
      context
          .formParamMap()
          .forEach((name, values) ->
              all.merge(
                  name, values, (one, two) -> Stream.concat(one.stream(), two.stream()).toList()));
    }
    return all;
  }

  /// @param reading what it is, if they may
  /// @throws FhirProblem if this is nobody who may ask
  private void admit(Context context, String endpoint, AuditEntry.Access reading) {
    Optional<Actor> asking = staff.asking(context).map(Staff.Person::subject);
    if (asking.isEmpty()) {
      access.note(asking, AuditEntry.Access.UNKNOWN, endpoint);
      throw new FhirProblem(FhirProblem.Cause.LOGIN, "this token is nobody's");
    }
    boolean may =
        staff.asking(context).filter(it -> it.roles().contains(Staff.Role.AUDITOR)).isPresent();
    access.note(asking, may ? reading : AuditEntry.Access.FORBIDDEN, endpoint);
    if (!may) {
      throw new FhirProblem(
          FhirProblem.Cause.FORBIDDEN,
          asking.get() + " has not the role auditor, which this asks for");
    }
  }

  private static void say(Context context, HttpStatus status, String sentence) {
    context.status(status).contentType("text/plain; charset=utf-8").result(sentence + "\n");
  }
}
