package dev.surgeline.plane.console;

import dev.surgeline.core.decide.Command;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import dev.surgeline.wire.Node;
import dev.surgeline.wire.Yaml;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/// Who may command the control plane: pseudonyms, their roles and their secrets.
public final class Staff {
  private static final int TOKEN_LENGTH_MIN = 24;
  private static final int TOKEN_LENGTH_MAX = 4096;

  /// What someone may ask for.
  public enum Role {
    /// Start, extend and stop break-glass.
    EMERGENCY,
    /// Review break-glass of others.
    REVIEWER,
    /// Agree to a growth, or reject it.
    APPROVER,
    /// Put experiments on the audit log.
    EXPERIMENTER,
    /// Ask the audit log, have it exported, and mark ranges of it as reviewed.
    AUDITOR
  }

  /// The file that names them.
  ///
  /// @param people each once
  record Listed(List<Person> people) {
    Listed {
      people = List.copyOf(people);
      if (people.isEmpty() || people.size() > 1000) {
        throw new IllegalArgumentException("people are 1 to 1000");
      }
      if (people.stream().map(Person::subject).distinct().count() < people.size()) {
        throw new IllegalArgumentException("each subject is listed once");
      }
    }
  }

  /// @param subject a pseudonym
  /// @param tokenFile the file that holds their secret, beside this one when it is no whole path
  record Person(Actor subject, SortedSet<Role> roles, String tokenFile) {
    Person {
      if (subject.equals(Actor.SURGELINE)) {
        throw new IllegalArgumentException("surgeline is no person");
      }
    }
  }

  private record Known(Person person, String token) {}

  private final List<Known> known;

  private Staff(List<Known> known) {
    this.known = List.copyOf(known);
  }

  /// Reads the file, and the secrets that it refers to.
  ///
  /// @throws DocumentException if it is wrong, with its place
  /// @throws IOException if it or a secret can not be read or is none; the message is one sentence
  public static Staff read(Path file) throws IOException {
    List<Known> known = new ArrayList<>();
    for (Person person : listed(file)) {
      String token = token(file.resolveSibling(person.tokenFile()));
      if (known.stream().anyMatch(other -> other.token().equals(token))) {
        throw new IOException(file + ": " + person.subject() + " has the token of someone else");
      }
      known.add(new Known(person, token));
    }
    return new Staff(known);
  }

  /// Who may ask for what, as the file says; the secrets are not looked at.
  ///
  /// @throws DocumentException if it is wrong, with its place
  /// @throws IOException if it can not be read
  public static SortedMap<Actor, SortedSet<Role>> roles(Path file) throws IOException {
    SortedMap<Actor, SortedSet<Role>> roles = new TreeMap<>();
    for (Person person : listed(file)) {
      roles.put(person.subject(), person.roles());
    }
    return roles;
  }

  private static List<Person> listed(Path file) throws IOException {
    List<Node> documents = Yaml.read(Files.readAllBytes(file), file.toString());
    if (documents.size() != 1) {
      throw new IOException(file + ": it is one document with the key people");
    }
    return Json.read(Listed.class, documents.getFirst()).people();
  }

  /// The secret in a file: one word of visible ASCII characters.
  ///
  /// @throws IOException if there is none; the message is one sentence
  public static String token(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IOException(file + ": it is no file that this user can read");
    }
    if (Files.size(file) > TOKEN_LENGTH_MAX) {
      throw new IOException(file + ": a token has at most " + TOKEN_LENGTH_MAX + " characters");
    }
    String token = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
    boolean visible = token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    if (token.length() < TOKEN_LENGTH_MIN || !visible) {
      throw new IOException(
          file + ": a token is one word of at least " + TOKEN_LENGTH_MIN + " ASCII characters");
    }
    return token;
  }

  /// Whose secret a request brings along, as `Authorization: Bearer ...`.
  Optional<Person> asking(Context context) {
    String prefix = "Bearer ";
    return Optional.ofNullable(context.header("Authorization"))
        .filter(header -> header.startsWith(prefix))
        .flatMap(header -> of(header.substring(prefix.length())));
  }

  /// Whose secret it is; every one is compared, so that time tells nothing.
  Optional<Person> of(String token) {
    Optional<Person> found = Optional.empty();
    for (Known one : known) {
      found =
          MessageDigest.isEqual(bytes(one.token()), bytes(token))
              ? Optional.of(one.person())
              : found;
    }
    return found;
  }

  private static byte[] bytes(String token) {
    return token.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// The role that a command asks for.
  static Role needed(Command command) {
    return switch (command) {
      case Command.StartEmergency _, Command.ExtendEmergency _, Command.StopEmergency _ ->
          Role.EMERGENCY;
      case Command.ReviewEmergency _ -> Role.REVIEWER;
      case Command.Approve _, Command.Reject _ -> Role.APPROVER;
    };
  }
}
