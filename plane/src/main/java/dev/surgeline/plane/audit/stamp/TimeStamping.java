package dev.surgeline.plane.audit.stamp;

import dev.surgeline.core.audit.Checkpoint;
import dev.surgeline.core.audit.SignedNote;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.Durable;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.Rounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;

/// Has what a log published time-stamped now and then, and once more at the end, and publishes the
/// stamp: `timestamps/<size>` is the checkpoint's bytes, `timestamps/<size>.tsr` the authority's
/// answer, and `checkpoint.stamped` the last checkpoint that has one.
///
/// The writer knows nothing of it, like of witnesses: no entry waits for an authority.
public final class TimeStamping implements AutoCloseable {
  private static final int NONCE_BITS = 128;

  /// @param every how long after a stamp the next is asked for, if the log grew
  /// @param again after a failure, and how often the log is looked at
  /// @param answer how long one answer is waited for, at the end too
  /// @param alarm how long the log may have grown without a stamp until people are told
  public record Pace(Duration every, Duration again, Duration answer, Duration alarm) {
    public static final Pace DEFAULT =
        new Pace(
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofSeconds(5),
            Duration.ofHours(1));
  }

  /// That stamps fail.
  ///
  /// @param since when the log has grown without one
  public record Alarm(Instant since, String sentence) {}

  private final AuditFolder folder;
  private final Optional<StampTrust> trust;
  private final Pace pace;
  private final InstantSource clock;
  private final Consumer<String> said;
  private final StampClient client;
  private final SecureRandom chance = new SecureRandom();
  private final Rounds rounds;
  private Optional<Long> stampedNanos = Optional.empty();
  private Optional<Instant> without = Optional.empty();
  private String failure = "";
  private volatile Optional<Alarm> alarm = Optional.empty();

  private TimeStamping(
      AuditFolder folder,
      URI authority,
      Optional<StampTrust> trust,
      Pace pace,
      InstantSource clock,
      Consumer<String> said) {
    this.folder = folder;
    this.trust = trust;
    this.pace = pace;
    this.clock = clock;
    this.said = said;
    this.client = new StampClient(authority, pace.answer());
    this.rounds =
        new Rounds("audit-timestamps", pace.again(), () -> round(false), () -> round(true));
  }

  /// Begins, over a log that is open.
  ///
  /// @param authority an address that [#check] takes
  /// @param trust where its certificate must lead
  public static TimeStamping start(
      AuditFolder folder,
      URI authority,
      Optional<StampTrust> trust,
      Pace pace,
      InstantSource clock,
      Consumer<String> said) {
    TimeStamping made = new TimeStamping(folder, authority, trust, pace, clock, said);
    made.rounds.start();
    return made;
  }

  /// The address that a text is.
  ///
  /// @throws Unverified if it is none of HTTP, or holds a password
  public static URI check(String address) {
    try {
      if (address.matches("https?://[^\\s/?#@]+(/[^\\s#]*)?")) {
        return URI.create(address);
      }
    } catch (IllegalArgumentException none) {
      throw new Unverified("it is a URL such as http://tsa.example/tsr, not that", none);
    }
    throw new Unverified("it is a URL such as http://tsa.example/tsr, without a name or password");
  }

  /// What people should know now.
  public Optional<Alarm> alarm() {
    return alarm;
  }

  private void round(boolean last) {
    Instant began = clock.instant();
    try {
      byte[] published = folder.log().checkpoint();
      long size = size(published);
      if (size <= stamped(size)) {
        works();
      } else if (last || due()) {
        stamp(size, published);
        stampedNanos = Optional.of(System.nanoTime());
        works();
      }
    } catch (IOException | Unverified | UncheckedIOException failed) {
      failed(began, String.valueOf(failed.getMessage()));
    }
  }

  private boolean due() {
    return stampedNanos.filter(at -> System.nanoTime() - at < pace.every().toNanos()).isEmpty();
  }

  private static long size(byte[] note) {
    return Checkpoint.parse(SignedNote.parse(note).text()).size();
  }

  /// How far the stamps go that are there; one that makes no sense is made anew.
  private long stamped(long now) throws IOException {
    try {
      long size = folder.log().stamped().map(TimeStamping::size).orElse(0L);
      return size <= now ? size : 0;
    } catch (Unverified wrong) {
      return 0;
    }
  }

  private void stamp(long size, byte[] published) throws IOException {
    BigInteger nonce = new BigInteger(NONCE_BITS, chance);
    byte[] answer = client.ask(Stamp.request(published, nonce));
    Stamp.check(answer, published, Optional.of(nonce), trust);
    LogFolder log = folder.log();
    Durable.makeFolder(folder.staging());
    Path stamps = log.stampedFile(size).resolveSibling("").toAbsolutePath();
    Durable.makeFolder(stamps);
    put(answer, log.timestampFile(size));
    put(published, log.stampedFile(size));
    Durable.forceFolder(stamps);
    // After what it leads to.
    put(published, log.stampedFile());
    Durable.forceFolder(log.folder());
  }

  private void put(byte[] content, Path file) throws IOException {
    Path staged = folder.staging().resolve("timestamp");
    Files.deleteIfExists(staged);
    Durable.create(staged, content);
    Durable.move(staged, file);
  }

  private void works() {
    if (!failure.isEmpty()) {
      said.accept("audit time-stamps: work again");
    }
    failure = "";
    without = Optional.empty();
    alarm = Optional.empty();
  }

  /// Each trouble is told once, and once more when it lasts.
  private void failed(Instant began, String sentence) {
    if (!sentence.equals(failure)) {
      said.accept("audit time-stamps: " + sentence);
    }
    failure = sentence;
    Instant since = without.orElse(began);
    without = Optional.of(since);
    if (since.plus(pace.alarm()).isAfter(clock.instant())) {
      return;
    }
    String lasting =
        "since "
            + since.truncatedTo(ChronoUnit.SECONDS)
            + " what the audit log publishes has not been time-stamped: "
            + sentence;
    if (alarm.isEmpty()) {
      said.accept("ALERT " + lasting);
    }
    alarm = Optional.of(new Alarm(since, lasting));
  }

  /// Ends, after one more stamp if the log has grown since the last, or the wait for it.
  @Override
  public void close() {
    rounds.end();
    rounds.join();
    client.close();
  }
}
