package dev.surgeline.plane.evidence;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Rules of one source, as a document. Once published, a version is never changed.
///
/// @param apiVersion [#API]
/// @param kind [#KIND]
/// @param id lower-case words, such as `hipaa-security`
/// @param version three numbers
/// @param title 1 to 200 characters
/// @param jurisdiction whose rules they are
/// @param status whether they hold, and who says so
/// @param rules 1 to 200, each id once
public record RulePack(
    String apiVersion,
    String kind,
    String id,
    String version,
    String title,
    String jurisdiction,
    Status status,
    List<Rule> rules) {
  static final String API = "surgeline.dev/v1alpha1";
  static final String KIND = "RulePack";
  private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9-]{1,63}");
  private static final Pattern RULE = Pattern.compile("[a-z][a-z0-9.-]{1,63}");
  private static final Pattern SEMVER =
      Pattern.compile("(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})");

  /// Whether rules hold.
  public enum State {
    IN_FORCE,
    /// Not yet, and they may never: such a pack is looked at only when it is named.
    PROPOSED
  }

  /// What a rule asks of whom it binds.
  public enum Need {
    REQUIRED,
    /// To be assessed, and done or documented why not, with an alternative: not optional.
    ADDRESSABLE
  }

  /// How much hangs on it, for the order of work.
  public enum Severity {
    HIGH,
    MEDIUM,
    LOW
  }

  /// @param since when it came to hold, or was proposed; absent: not stated here
  /// @param source where the words are from, 1 to 500 characters
  /// @param reviewedOn when they were last compared
  public record Status(
      State state, Optional<LocalDate> since, String source, LocalDate reviewedOn) {
    public Status {
      text("source", source, 500);
      if (since.isPresent() && since.get().isAfter(reviewedOn) && state == State.PROPOSED) {
        throw new IllegalArgumentException("reviewedOn is not before since");
      }
    }
  }

  /// @param id letters, digits, `.` and `-`, such as `hipaa-164.312-b`
  /// @param citation where it stands
  /// @param appliesFrom the day from which it binds; absent: it does
  /// @param checked what is looked at, in words
  /// @param check what is looked at, for the machine
  /// @param evidence what the result rests on
  /// @param remediation what to do when it fails
  /// @param doesNotShow what a pass leaves open
  public record Rule(
      String id,
      String citation,
      Need need,
      Severity severity,
      Optional<LocalDate> appliesFrom,
      String checked,
      Check check,
      String evidence,
      String remediation,
      String doesNotShow) {
    public Rule {
      matches("id", id, RULE, "2 to 64 of a-z, 0-9, . and -, a letter first");
      text("citation", citation, 200);
      text("checked", checked, 1000);
      text("evidence", evidence, 1000);
      text("remediation", remediation, 1000);
      text("doesNotShow", doesNotShow, 1000);
    }

    /// Whether a machine looks at it.
    public boolean automated() {
      return !(check instanceof Check.Manual);
    }
  }

  public RulePack {
    if (!apiVersion.equals(API)) {
      throw new IllegalArgumentException("apiVersion is " + API);
    }
    if (!kind.equals(KIND)) {
      throw new IllegalArgumentException("kind is " + KIND);
    }
    matches("id", id, WORDS, "2 to 64 of a-z, 0-9 and -, a letter first");
    matches("version", version, SEMVER, "three numbers, such as 1.0.0");
    text("title", title, 200);
    text("jurisdiction", jurisdiction, 100);
    rules = List.copyOf(rules);
    if (rules.isEmpty() || rules.size() > 200) {
      throw new IllegalArgumentException("a pack has 1 to 200 rules, not " + rules.size());
    }
    if (rules.stream().map(Rule::id).distinct().count() < rules.size()) {
      throw new IllegalArgumentException("each rule has an id of its own");
    }
  }

  private static void matches(String key, String text, Pattern pattern, String rule) {
    if (!pattern.matcher(text).matches()) {
      throw new IllegalArgumentException(key + " is " + rule);
    }
  }

  static void text(String key, String text, int most) {
    if (text.isBlank()
        || text.length() > most
        || text.codePoints().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(key + " has 1 to " + most + " characters on one line");
    }
  }
}
