package dev.surgeline.plane.cli;

import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.RemoteLog;
import dev.surgeline.plane.audit.text.Texts;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Of commands that read an audit log, in a folder or on a server.
final class LogOption {
  private static final int KEY_BYTES_MAX = 4096;

  @Option(
      names = "--log",
      paramLabel = "DIR|URL",
      description =
          "the log: its folder, the state folder that holds it, or its address, such as "
              + "http://127.0.0.1:7170/audit (default: the latest demo's, else "
              + "run/state/audit)")
  Optional<String> log = Optional.empty();

  @Option(
      names = "--key",
      paramLabel = "VKEY",
      description =
          "the verifier key that the log must be signed with, or a file that holds it; "
              + "for a folder the key that lies beside the log when not given, which proves "
              + "only that the log agrees with itself: keep a copy of your own")
  Optional<String> key = Optional.empty();

  @Option(names = "--json", description = "one JSON document on stdout")
  boolean json;

  PublishedLog open() {
    if (log.filter(LogOption::remote).isPresent()) {
      try {
        return new RemoteLog(URI.create(log.get()));
      } catch (IllegalArgumentException wrong) {
        throw new WrongInput("--log is a folder or an address, not " + log.get());
      }
    }
    AuditFolder state =
        new AuditFolder(log.map(LogOption::folder).orElse(new StateOption().folder()));
    if (Files.exists(state.plainFile()) && !Files.exists(state.log().checkpointFile())) {
      throw new WrongInput(
          state.plainFile()
              + " is the plain audit file of an earlier version, which nobody signed: run this"
              + " version on it once, and its entries are carried over into a log");
    }
    LogFolder given = new LogFolder(state.state());
    return log.isPresent() && Files.exists(given.checkpointFile()) ? given : within(state, given);
  }

  /// The state folder's log; what was named itself, where there is none, so that messages name
  /// that.
  private LogFolder within(AuditFolder state, LogFolder given) {
    return log.isEmpty() || Files.exists(state.log().checkpointFile()) ? state.log() : given;
  }

  private static boolean remote(String text) {
    return text.startsWith("http://") || text.startsWith("https://");
  }

  private static Path path(String rule, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException wrong) {
      throw new WrongInput(rule + ", not " + text);
    }
  }

  private static Path folder(String text) {
    Path folder = path("--log is a folder or an address", text);
    if (Files.notExists(folder)) {
      throw new WrongInput("--log: there is no folder " + folder);
    }
    return folder;
  }

  /// What people typed, where this log's texts can be here: not on another machine.
  Optional<Texts> texts(PublishedLog opened) {
    return opened instanceof LogFolder folder
        ? Optional.of(Texts.beside(folder))
        : Optional.empty();
  }

  /// The texts that are kept beside a log; absent where they can not be here, or are not to be
  /// read.
  Optional<Texts.Census> census(PublishedLog opened) throws IOException {
    Optional<Texts> texts = texts(opened).filter(one -> Files.isReadable(one.folder()));
    return texts.isPresent() ? Optional.of(texts.get().census()) : Optional.empty();
  }

  /// The key to believe: what was given, else a policy's own, else the one beside the log.
  ///
  /// @throws WrongInput if there is none, or it is none of the policy's
  VerifierKey key(PublishedLog opened, Optional<TrustPolicy> policy) throws IOException {
    List<VerifierKey> named = policy.map(TrustPolicy::logs).orElse(List.of());
    VerifierKey chosen = key.isEmpty() && named.size() == 1 ? named.getFirst() : key(opened);
    if (!named.isEmpty() && !named.contains(chosen)) {
      throw new WrongInput("--policy names no log with the key " + chosen);
    }
    return chosen;
  }

  /// The key to believe.
  ///
  /// @throws WrongInput if there is none
  VerifierKey key(PublishedLog opened) throws IOException {
    if (key.isPresent()) {
      return parse("--key", key.get());
    }
    if (opened instanceof LogFolder folder) {
      try {
        Optional<VerifierKey> beside = folder.key();
        if (beside.isPresent()) {
          return beside.get();
        }
      } catch (Unverified wrong) {
        throw new WrongInput(folder.keyFile() + ": " + wrong.getMessage());
      }
      // Rather that there is no log than that it has no key.
      folder.checkpoint();
      throw new WrongInput(folder.keyFile() + " is missing: give the log's key with --key");
    }
    throw new WrongInput(
        "give the key of "
            + opened.where()
            + " with --key: a key from the same server would prove nothing");
  }

  /// What a command does with a log.
  @FunctionalInterface
  interface Asked {
    int answer() throws IOException;
  }

  /// What it comes to: no, with one sentence and, where it was asked for, one JSON document, of a
  /// log that does not hold.
  int holding(PublishedLog opened, Asked asked) throws IOException {
    try {
      return asked.answer();
    } catch (Unverified wrong) {
      return refused(opened.where() + ": " + wrong.getMessage());
    } catch (IOException wrong) {
      if (wrong.getCause() instanceof Unverified) {
        return refused(Surge.sentence(wrong));
      }
      throw wrong;
    }
  }

  private int refused(String problem) {
    System.err.println("surge: " + problem);
    if (json) {
      System.out.println(Json.pretty(new Refused(false, problem)));
    }
    return Exit.NO;
  }

  /// What `--json` prints in place of an answer.
  record Refused(boolean ok, String problem) {}

  static VerifierKey parse(String option, String text) throws IOException {
    if (text.contains("+")) {
      try {
        return VerifierKey.parse(text);
      } catch (Unverified wrong) {
        throw new WrongInput(option + ": " + wrong.getMessage());
      }
    }
    Path file = path(option + " is a verifier key or a file that holds one", text);
    if (Files.notExists(file)) {
      throw new WrongInput(
          option + ": a verifier key is name+id+key, and there is no file " + file);
    }
    byte[] content = GivenFile.read(option, file, KEY_BYTES_MAX);
    try {
      return VerifierKey.parse(new String(content, StandardCharsets.UTF_8).strip());
    } catch (Unverified wrong) {
      // What it holds may be a secret, and is not shown.
      throw new WrongInput(
          option + ": " + file + " holds no verifier key, which is one line name+id+key");
    }
  }
}
