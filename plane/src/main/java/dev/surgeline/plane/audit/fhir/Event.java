package dev.surgeline.plane.audit.fhir;

import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.audit.EntryTexts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An entry of the audit log as healthcare's audit formats see it, before the form of a release.
///
/// @param place where it is kept
/// @param kind what happened
/// @param agents who had to do with it, just one of them asked for it
/// @param subjects what it is about; the details are of the first
/// @param details names and values; nothing that a person typed
record Event(
    Place place, Kind kind, List<Agent> agents, List<Subject> subjects, List<Detail> details) {
  private static final int ID_DIGITS = 16;

  /// @param log the log's origin
  /// @param index of the entry
  /// @param at its time
  record Place(String log, long index, Instant at) {
    /// Of this entry in this log, and of no other.
    String id() {
      return sha256(log).substring(0, ID_DIGITS) + "-" + index;
    }
  }

  /// @param act as FHIR has it
  /// @param result absent: it is not known, or not yet
  /// @param cause a word for what went wrong
  /// @param breakGlass whether it was done under break-glass, or turned it
  record Kind(
      Dicom type,
      Term subtype,
      Act act,
      Optional<Term.Result> result,
      Optional<String> cause,
      boolean breakGlass) {

    static Kind of(Dicom type, Term subtype, Act act) {
      return new Kind(type, subtype, act, Optional.empty(), Optional.empty(), false);
    }

    Kind with(Term.Result now) {
      return new Kind(type, subtype, act, Optional.of(now), cause, breakGlass);
    }

    Kind because(Enum<?> now) {
      return new Kind(type, subtype, act, result, Optional.of(word(now)), breakGlass);
    }

    Kind underBreakGlass(boolean now) {
      return new Kind(type, subtype, act, result, cause, now);
    }
  }

  /// What was done, by FHIR's letters.
  enum Act {
    DELETE("D"),
    READ("R"),
    EXECUTE("E"),
    UPDATE("U");

    private final String letter;

    Act(String letter) {
      this.letter = letter;
    }

    String letter() {
      return letter;
    }
  }

  /// Somebody, or the control plane itself.
  ///
  /// @param person absent: the control plane
  record Agent(Optional<Actor> person, Term role, boolean requestor) {
    static Agent controller(boolean requestor) {
      return new Agent(Optional.empty(), Dicom.APPLICATION, requestor);
    }

    static Agent author(Actor who) {
      return who.equals(Actor.SURGELINE)
          ? controller(true)
          : new Agent(Optional.of(who), Term.Participation.AUTHOR, true);
    }

    /// Somebody else who has a part in it.
    static Agent beside(Actor who, Term.Participation part) {
      return new Agent(Optional.of(who), part, false);
    }
  }

  /// What an event is about.
  record Subject(Kind kind, String name) {
    /// Names of a kind are unique among themselves.
    enum Kind {
      LOG,
      WORKLOAD,
      EMERGENCY,
      APPROVAL,
      EXPERIMENT;

      String word() {
        return Event.word(this);
      }
    }
  }

  /// A name and a value, which is not empty.
  record Detail(String name, Value value) {
    static Detail of(String name, Object text) {
      return new Detail(name, new Value.Text(text.toString()));
    }

    static Detail of(String name, Instant moment) {
      return new Detail(name, new Value.Moment(moment));
    }

    static Detail of(String name, int number) {
      return new Detail(name, new Value.Number(number));
    }
  }

  sealed interface Value {
    record Text(String text) implements Value {
      public Text {
        if (text.isBlank()) {
          throw new IllegalArgumentException("FHIR has no empty text");
        }
      }
    }

    record Number(int number) implements Value {}

    record Moment(Instant moment) implements Value {}

    /// As text, where a form has nothing else.
    default String said() {
      return switch (this) {
        case Text(var text) -> text;
        case Number(var number) -> Integer.toString(number);
        case Moment(var moment) -> moment.toString();
      };
    }
  }

  Event {
    agents = List.copyOf(agents);
    subjects = List.copyOf(subjects);
    details = List.copyOf(details);
    if (agents.stream().filter(Agent::requestor).count() != 1) {
      throw new IllegalArgumentException("one agent asked for an event");
    }
    if (subjects.isEmpty()) {
      throw new IllegalArgumentException("an event is about something");
    }
  }

  /// The details, for the subject that they are of.
  Optional<List<Detail>> detailsOf(Subject subject) {
    return subject.equals(subjects.getFirst()) && !details.isEmpty()
        ? Optional.of(details)
        : Optional.empty();
  }

  /// A constant as a word: `rolled-back`.
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What stands for a text that may not go out: what the entry has in its place, or, of an entry
  /// of an earlier version, the hash of the text.
  static String typed(String text) {
    return EntryTexts.sha256(text).orElseGet(() -> sha256(text));
  }

  static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
