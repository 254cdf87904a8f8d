package dev.surgeline.plane.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.surgeline.plane.audit.AuditEntry;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Stands before every request: who may ask, and what the browser may do with the answer.
///
/// A web page from elsewhere that is open in the same browser must learn nothing. It can not read
/// answers, because there is no CORS. It can not point its own name at this address (DNS
/// rebinding), because only the names under which the dashboard is served are answered.
final class Gate {
  private static final Map<String, String> HEADERS =
      Map.ofEntries(
          Map.entry(
              "Content-Security-Policy",
              "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
                  + " frame-ancestors 'none'; require-trusted-types-for 'script'"),
          Map.entry("X-Content-Type-Options", "nosniff"),
          Map.entry("X-Frame-Options", "DENY"),
          Map.entry("Referrer-Policy", "no-referrer"),
          Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
          Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
          Map.entry("Cache-Control", "no-store"));

  private static final Set<HandlerType> METHODS = Set.of(HandlerType.GET, HandlerType.HEAD);

  private final String host;
  private final Optional<String> token;
  private final boolean commands;
  private final Optional<AccessLog> access;

  /// @param host under which the dashboard listens
  /// @param token to be shown with every request; absent: none is asked for
  /// @param commands whether there is a desk that takes them
  Gate(String host, Optional<String> token, boolean commands, Optional<AccessLog> access) {
    this.access = access;
    this.commands = commands;
    this.host = host;
    this.token = token;
  }

  void pass(Context context) {
    HEADERS.forEach(context::header);
    boolean command =
        commands
            && List.of(
                    CommandDesk.PATH, CommandDesk.EXPERIMENTS, CommandDesk.REVIEWS, LogExports.PATH)
                .contains(context.path());
    if (!METHODS.contains(context.method())
        && !(HandlerType.POST.equals(context.method())
            && (command || AuditDesk.takes(context.path())))) {
      context.header("Allow", "GET, HEAD");
      refuse(
          context, HttpStatus.METHOD_NOT_ALLOWED, "The dashboard only shows; it takes no orders.");
    } else if (!isOurName(context)) {
      refuse(context, HttpStatus.FORBIDDEN, "This address is not the dashboard's.");
    } else if (isForeign(context)) {
      refuse(context, HttpStatus.FORBIDDEN, "Another site may not read the dashboard.");
    } else if (!command && !AuditDesk.serves(context.path())) {
      // The desks ask everyone for a secret of their own.
      token.ifPresent(secret -> authenticate(context, secret));
    }
  }

  private boolean isOurName(Context context) {
    int port = context.req().getLocalPort();
    String asked = Optional.ofNullable(context.header("Host")).orElse("").toLowerCase(Locale.ROOT);
    boolean ours =
        List.of("127.0.0.1", "localhost", "[::1]", bracketed(host.toLowerCase(Locale.ROOT)))
            .contains(asked.replaceFirst(":" + port + "$", ""));
    // Under every address there is no list of names; then a token is asked for, and no other name
    // than the one it was given under brings it along.
    return (ours && (asked.endsWith(":" + port) || port == 80))
        || (token.isPresent() && isWildcard(host));
  }

  static boolean isWildcard(String host) {
    return host.equals("0.0.0.0") || host.equals("::");
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /// A link from elsewhere may open the page; nothing else from elsewhere may ask for anything.
  private static boolean isForeign(Context context) {
    String site = Optional.ofNullable(context.header("Sec-Fetch-Site")).orElse("none");
    String mode = Optional.ofNullable(context.header("Sec-Fetch-Mode")).orElse("");
    return !List.of("none", "same-origin").contains(site) && !mode.equals("navigate");
  }

  /// The token comes once in the address, `/?token=...`, and from then on as a cookie that scripts
  /// can not read; programs send it as `Authorization: Bearer ...`.
  private void authenticate(Context context, String secret) {
    String cookie = "surgeline-" + context.req().getLocalPort();
    if (context.path().equals("/")
        && isSecret(Optional.ofNullable(context.queryParam("token")), secret)) {
      context.header("Set-Cookie", cookie + "=" + secret + "; Path=/; HttpOnly; SameSite=Strict");
      context.redirect("/", HttpStatus.SEE_OTHER);
      context.skipRemainingHandlers();
      return;
    }
    var bearer =
        Optional.ofNullable(context.header("Authorization"))
            .filter(header -> header.startsWith("Bearer "))
            .map(header -> header.substring("Bearer ".length()));
    var kept = Optional.ofNullable(context.cookie(cookie));
    if (!isSecret(kept, secret) && !isSecret(bearer, secret)) {
      refuse(
          context,
          HttpStatus.UNAUTHORIZED,
          "Open the dashboard with the address that the control plane printed: it ends in ?token=");
    }
  }

  private static boolean isSecret(Optional<String> shown, String secret) {
    return MessageDigest.isEqual(shown.orElse("").getBytes(UTF_8), secret.getBytes(UTF_8));
  }

  private void refuse(Context context, HttpStatus status, String sentence) {
    if (status == HttpStatus.UNAUTHORIZED || status == HttpStatus.FORBIDDEN) {
      boolean nobody = status == HttpStatus.UNAUTHORIZED;
      access.ifPresent(log ->
          log.note(
              Optional.empty(),
              nobody ? AuditEntry.Access.UNKNOWN : AuditEntry.Access.FORBIDDEN,
              "dashboard"));
    }
    context.status(status).contentType("text/plain; charset=utf-8").result(sentence + "\n");
    context.skipRemainingHandlers();
  }
}
