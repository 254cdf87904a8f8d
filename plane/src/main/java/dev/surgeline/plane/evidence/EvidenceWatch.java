package dev.surgeline.plane.evidence;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.CheckResult;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.PackSummary;
import dev.surgeline.plane.console.Staff;
import dev.surgeline.wire.DocumentException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Checks the rules of packs again and again while the control plane runs: at its start, which is
/// when documents change, and then as often as asked.
///
/// A pack has one entry on the audit log when something is not as it was the last time, and one a
/// day in any case. What came of each rule before is put together from the log itself, so a restart
/// is no change. It reads the published log like anybody else and holds up no decision.
public final class EvidenceWatch implements AutoCloseable {
  private static final Duration SUMMARY = Duration.ofDays(1);
  private static final long PATIENCE_SECONDS = 5;

  /// @param log of the control plane
  /// @param people who may command; absent: nobody may
  /// @param every from one look to the next, 1 s to a day
  public record Asked(
      PlatformSpec spec,
      LogFolder log,
      Optional<SortedMap<Actor, SortedSet<Staff.Role>>> people,
      List<LoadedPack> packs,
      Exemptions exemptions,
      Duration every) {
    public Asked {
      packs = List.copyOf(packs);
      if (every.compareTo(Duration.ofSeconds(1)) < 0 || every.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("checks are made every 1s to 1d");
      }
    }
  }

  /// Puts an entry on the audit log.
  public interface Recorder {
    /// @return whether it is there
    boolean record(AuditEntry.Assessed entry) throws InterruptedException;
  }

  /// That rules fail which did not before.
  ///
  /// @param since when
  public record Alarm(Instant since, String sentence) {}

  private final Asked asked;
  private final Recorder recorder;
  private final InstantSource clock;
  private final Consumer<String> said;
  private final Thread thread;
  private final SortedMap<String, Alarm> alarms = new TreeMap<>();
  private SortedMap<String, PackStanding> known = new TreeMap<>();
  private boolean begun;
  private volatile Optional<Assessment> latest = Optional.empty();
  private volatile Optional<Alarm> alarm = Optional.empty();
  private volatile boolean closing;

  /// One that looks when it is told to, until it is started.
  EvidenceWatch(Asked asked, Recorder recorder, InstantSource clock, Consumer<String> said) {
    this.asked = asked;
    this.recorder = recorder;
    this.clock = clock;
    this.said = said;
    this.thread = Thread.ofPlatform().daemon().name("evidence").unstarted(this::run);
  }

  /// Begins, over a log that is open.
  public static EvidenceWatch start(
      Asked asked, Recorder recorder, InstantSource clock, Consumer<String> said) {
    EvidenceWatch watch = new EvidenceWatch(asked, recorder, clock, said);
    watch.thread.start();
    return watch;
  }

  /// What was found last; absent: nothing yet.
  public Optional<Assessment> latest() {
    return latest;
  }

  /// What people should know now: rules that newly fail, for a day or until they do not.
  public Optional<Alarm> alarm() {
    return alarm;
  }

  private void run() {
    while (!closing) {
      try {
        look(clock.instant());
        pause();
      } catch (IOException | DocumentException failed) {
        said.accept("the rules could not be checked: " + failed.getMessage());
        pause();
      } catch (InterruptedException stopped) {
        closing = true;
      }
    }
  }

  private synchronized void pause() {
    try {
      if (!closing) {
        TimeUnit.NANOSECONDS.timedWait(this, asked.every().toNanos());
      }
    } catch (InterruptedException stopped) {
      closing = true;
    }
  }

  /// One look.
  void look(Instant now) throws IOException, InterruptedException {
    Subject subject = subject(now);
    if (!begun) {
      // A log that does not hold is not believed; then all that fails is new.
      known = new TreeMap<>(subject.log().map(AuditedLog::standing).orElseGet(TreeMap::new));
      begun = true;
    }
    Assessment found = Assessment.of(subject, asked.packs(), asked.exemptions());
    for (Assessment.PackResult pack : found.packs()) {
      PackStanding before = known.getOrDefault(pack.id(), PackStanding.NONE);
      PackSummary summary = before.summary(found.documents().orElse(""), pack);
      boolean other = !before.sha256().equals(pack.sha256());
      boolean due = !now.isBefore(before.at().plus(SUMMARY));
      if (summary.news() || other || due) {
        tell(now, summary);
        if (recorder.record(new AuditEntry.Assessed(summary))) {
          known.put(pack.id(), before.after(now, summary));
        }
      }
      settle(now, pack);
    }
    alarm = alarms.values().stream().findFirst();
    latest = Optional.of(found);
  }

  private Subject subject(Instant now) throws IOException {
    Subject subject = Subject.of(now, asked.spec());
    if (asked.people().isPresent()) {
      subject = subject.with(asked.people().get());
    }
    var key = asked.log().key();
    return key.isPresent() ? subject.with(asked.log(), key.get(), false) : subject;
  }

  /// Of what fails now and did not, or is under no exception any more.
  private void tell(Instant now, PackSummary summary) {
    SortedSet<String> failing = new TreeSet<>();
    for (PackSummary.Change change : summary.changed()) {
      if (change.now().filter(EvidenceWatch::wrong).isPresent()) {
        failing.add(change.rule());
      }
    }
    for (PackSummary.Turn turn : summary.exceptions()) {
      if (turn.counts()) {
        failing.remove(turn.rule());
      }
    }
    PackStanding after = known.getOrDefault(summary.pack(), PackStanding.NONE).after(now, summary);
    for (PackSummary.Turn turn : summary.exceptions()) {
      Optional<CheckResult> is = Optional.ofNullable(after.rules().get(turn.rule()));
      if (!after.exceptions().containsKey(turn.rule())
          && is.filter(EvidenceWatch::wrong).isPresent()) {
        failing.add(turn.rule());
      }
    }
    if (failing.isEmpty()) {
      return;
    }
    String sentence =
        "%d checks of pack %s v%s newly fail: %s"
            .formatted(
                failing.size(), summary.pack(), summary.version(), String.join(", ", failing));
    if (Optional.ofNullable(alarms.put(summary.pack(), new Alarm(now, sentence)))
        .filter(before -> before.sentence().equals(sentence))
        .isEmpty()) {
      said.accept("ALERT " + sentence);
    }
  }

  private void settle(Instant now, Assessment.PackResult pack) {
    List<String> failing = new ArrayList<>();
    for (Assessment.RuleResult one : pack.rules()) {
      if (wrong(one.result()) && one.exception().isEmpty()) {
        failing.add(one.rule().id());
      }
    }
    Optional<Alarm> told = Optional.ofNullable(alarms.get(pack.id()));
    boolean over = told.filter(one -> !now.isBefore(one.since().plus(SUMMARY))).isPresent();
    if (failing.isEmpty() || over) {
      alarms.remove(pack.id());
    }
  }

  private static boolean wrong(CheckResult result) {
    return switch (result) {
      case FAIL, ERROR -> true;
      case PASS, NOT_APPLICABLE, NOT_EVALUATED -> false;
    };
  }

  /// Ends it; a look that is under way is waited for, for some seconds.
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      notifyAll();
    }
    try {
      var _ = thread.join(Duration.ofSeconds(PATIENCE_SECONDS));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
