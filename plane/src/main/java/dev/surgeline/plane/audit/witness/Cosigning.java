package dev.surgeline.plane.audit.witness;

import dev.surgeline.core.audit.NoteSignature;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.Durable;
import dev.surgeline.plane.audit.Rounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Sends what a log published to the witnesses of a policy, and publishes the cosigned checkpoint
/// beside it, as `checkpoint.cosigned`, once the quorum is met.
///
/// The writer knows nothing of it: it reads the published folder like anybody else, every few
/// seconds, and only what is the latest then; the checkpoints in between are covered by it. So no
/// entry waits for a witness, and one that hangs delays nothing but its own cosignature. When the
/// latest checkpoint has gone without its quorum for a stated time, that is an alarm.
public final class Cosigning implements AutoCloseable {
  /// @param every between two looks at the log
  /// @param answer how long one answer of a witness is waited for
  /// @param alarm after which time without a quorum people are told
  public record Pace(Duration every, Duration answer, Duration alarm) {
    public static final Pace DEFAULT =
        new Pace(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMinutes(5));
  }

  /// That the quorum is not met.
  ///
  /// @param since when
  public record Alarm(Instant since, String sentence) {}

  private final AuditFolder folder;
  private final TrustPolicy policy;
  private final Pace pace;
  private final InstantSource clock;
  private final Consumer<String> said;
  private final SortedMap<String, WitnessClient> clients = new TreeMap<>();
  private final SortedMap<String, NoteSignature> cosigned = new TreeMap<>();
  private final SortedMap<String, String> failures = new TreeMap<>();
  private final HttpClient http;
  private final Rounds rounds;
  private Optional<SignedNote> current = Optional.empty();
  private Optional<Instant> unmetSince = Optional.empty();
  private volatile Optional<Alarm> alarm = Optional.empty();

  private Cosigning(
      AuditFolder folder,
      TrustPolicy policy,
      Pace pace,
      InstantSource clock,
      Consumer<String> said) {
    this.folder = folder;
    this.policy = policy;
    this.pace = pace;
    this.clock = clock;
    this.said = said;
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(pace.answer())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    this.rounds = new Rounds("audit-witnesses", pace.every(), this::watched, () -> {});
  }

  /// Begins, over a log that is open.
  ///
  /// @throws Unverified if the policy is not for this log, or the witnesses that it gives an
  ///   address of could never be its quorum
  /// @throws IOException if the log's key can not be read
  public static Cosigning start(
      AuditFolder folder, TrustPolicy policy, Pace pace, InstantSource clock, Consumer<String> said)
      throws IOException {
    check(policy);
    TrustPolicy own = policy.on(folder.log().key().orElseThrow());
    Cosigning cosigning = new Cosigning(folder, own, pace, clock, said);
    own.witnesses()
        .forEach((name, key) ->
            Optional.ofNullable(own.addresses().get(name))
                .map(URI::create)
                .map(at -> new WitnessClient(key, at, cosigning.http, pace.answer()))
                .ifPresent(client -> cosigning.clients.put(name, client)));
    cosigning.rounds.start();
    return cosigning;
  }

  /// Whether a log can follow a policy, whatever its key.
  ///
  /// @throws Unverified if an address is none, or those with one could never be the quorum
  public static void check(TrustPolicy policy) {
    policy
        .addresses()
        .forEach((name, address) -> {
          if (!address.matches("https?://[^\\s/?#]+[^\\s?#]*") || uri(address).isEmpty()) {
            throw new Unverified(
                "the address of " + name + " is a URL such as http://w.example:7180, not that");
          }
        });
    if (!policy.enough(policy.addresses().keySet())) {
      throw new Unverified(
          "the policy asks for "
              + policy.asked()
              + ", and the witnesses that it gives the address of are not enough for that");
    }
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /// What people should know now.
  public Optional<Alarm> alarm() {
    return alarm;
  }

  private void watched() {
    Instant began = clock.instant();
    try {
      round();
      recovered("the log");
    } catch (IOException | Unverified | UncheckedIOException failed) {
      failed("the log", String.valueOf(failed.getMessage()));
    }
    watch(began);
  }

  /// Asks all that did not cosign what is published now, side by side.
  private void round() throws IOException {
    SignedNote published = SignedNote.parse(folder.log().checkpoint());
    List<Thread> asked = new ArrayList<>();
    for (var client : missing(published).entrySet()) {
      asked.add(Thread.ofVirtual().start(() -> ask(client.getKey(), client.getValue(), published)));
    }
    for (Thread one : asked) {
      try {
        one.join();
      } catch (InterruptedException stopped) {
        rounds.end();
      }
    }
  }

  private synchronized SortedMap<String, WitnessClient> missing(SignedNote published) {
    if (current.filter(published::equals).isEmpty()) {
      current = Optional.of(published);
      cosigned.clear();
    }
    SortedMap<String, WitnessClient> missing = new TreeMap<>(clients);
    missing.keySet().removeAll(cosigned.keySet());
    return missing;
  }

  private void ask(String name, WitnessClient client, SignedNote published) {
    try {
      NoteSignature signature = client.cosign(published, folder.log());
      took(name, signature, published);
      recovered("witness " + name);
    } catch (IOException | RuntimeException failed) {
      failed("witness " + name, String.valueOf(failed.getMessage()));
    }
  }

  /// Published at once when it is enough: who is slow adds to it later.
  private synchronized void took(String name, NoteSignature signature, SignedNote published)
      throws IOException {
    cosigned.put(name, signature);
    if (!policy.enough(cosigned.keySet()) || rounds.ended()) {
      return;
    }
    List<NoteSignature> lines = new ArrayList<>(published.signatures());
    lines.addAll(cosigned.values());
    try {
      Path staged = folder.staging().resolve("cosigned");
      Files.deleteIfExists(staged);
      Durable.create(staged, new SignedNote(published.text(), lines).bytes());
      Durable.move(staged, folder.log().cosignedFile());
      Durable.forceFolder(folder.log().folder());
    } catch (IOException failed) {
      // Asked for again in the next round.
      cosigned.remove(name);
      throw failed;
    }
  }

  /// Each trouble is told once, and its end.
  private synchronized void failed(String who, String sentence) {
    boolean told = sentence.equals(failures.put(who, sentence));
    if (!told && !rounds.ended()) {
      said.accept("audit " + who + ": " + sentence);
    }
  }

  private synchronized void recovered(String who) {
    if (failures.remove(who) != null) {
      said.accept("audit " + who + ": works again");
    }
  }

  private synchronized void watch(Instant began) {
    if (policy.enough(cosigned.keySet()) && !failures.containsKey("the log")) {
      if (alarm.isPresent()) {
        said.accept("the audit log's witnesses are enough again");
      }
      unmetSince = Optional.empty();
      alarm = Optional.empty();
      return;
    }
    Instant since = unmetSince.orElse(began);
    unmetSince = Optional.of(since);
    if (since.plus(pace.alarm()).isAfter(clock.instant())) {
      return;
    }
    String sentence =
        "since "
            + since.truncatedTo(ChronoUnit.SECONDS)
            + " what the audit log publishes is not cosigned by enough witnesses: "
            + (cosigned.isEmpty() ? "nobody" : String.join(", ", cosigned.keySet()))
            + ", "
            + cosigned.size()
            + " of "
            + policy.witnesses().size()
            + ", and the policy asks for "
            + policy.asked();
    if (alarm.isEmpty()) {
      said.accept("ALERT " + sentence);
    }
    alarm = Optional.of(new Alarm(since, sentence));
  }

  /// Ends, without waiting for a witness.
  @Override
  public void close() {
    rounds.end();
    http.shutdownNow();
    rounds.join();
  }
}
