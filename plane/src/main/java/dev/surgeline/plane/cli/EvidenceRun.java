package dev.surgeline.plane.cli;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.decide.Answer;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.console.AlertLine;
import dev.surgeline.plane.console.AuditDesk;
import dev.surgeline.plane.console.Picture;
import dev.surgeline.plane.console.ServedText;
import dev.surgeline.plane.console.Staff;
import dev.surgeline.plane.control.ControlPlane;
import dev.surgeline.plane.evidence.Assessment;
import dev.surgeline.plane.evidence.EvidenceMetrics;
import dev.surgeline.plane.evidence.EvidenceWatch;
import dev.surgeline.plane.evidence.Exemptions;
import dev.surgeline.plane.evidence.LoadedPack;
import dev.surgeline.wire.DurationText;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What `surge run` is told of rules that are to be checked while it runs.
final class EvidenceRun implements AutoCloseable {
  private static final String RULES = "rules";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Option(
      names = "--evidence-every",
      paramLabel = "TIME",
      description =
          "checks packs of rules at the start and so often from then on, such as 1h; results go on"
              + " the audit log when they change, and daily. Not checked when not given")
  Optional<String> every = Optional.empty();

  @Mixin RulesOption rules = new RulesOption();

  private List<LoadedPack> packs = List.of();
  private Exemptions exemptions = Exemptions.NONE;
  private volatile Optional<EvidenceWatch> watch = Optional.empty();

  /// Reads what it names, before anything is started.
  void prepare() throws IOException {
    if (every.isEmpty() && rules.given()) {
      throw new WrongInput("--pack, --pack-key and --exceptions need --evidence-every");
    }
    if (every.isPresent()) {
      var _ = pace();
      packs = rules.packs();
      exemptions = rules.exemptions(packs);
    }
  }

  private Duration pace() {
    try {
      Duration pace = DurationText.parse(every.orElseThrow());
      if (pace.compareTo(Duration.ofSeconds(1)) < 0 || pace.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("it is 1s to 1d");
      }
      return pace;
    } catch (IllegalArgumentException wrong) {
      throw new WrongInput("--evidence-every: " + wrong.getMessage());
    }
  }

  /// Begins over a control plane that is up.
  void start(
      PlatformSpec spec,
      Path state,
      Optional<Path> people,
      ControlPlane plane,
      InstantSource wall,
      Consumer<String> said)
      throws IOException {
    if (every.isEmpty()) {
      return;
    }
    var asked =
        new EvidenceWatch.Asked(
            spec,
            new AuditFolder(state).log(),
            people.isPresent() ? Optional.of(Staff.roles(people.get())) : Optional.empty(),
            packs,
            exemptions,
            pace());
    watch =
        Optional.of(
            EvidenceWatch.start(
                asked,
                entry -> {
                  try {
                    return plane.note(entry).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        instanceof Answer.Accepted;
                  } catch (ExecutionException | TimeoutException late) {
                    return false;
                  }
                },
                wall,
                said));
  }

  /// What the dashboard serves of it.
  ///
  /// @param more other metrics, as they are now
  List<ServedText> texts(Supplier<Optional<String>> more) {
    return List.of(
        new ServedText(
            AuditDesk.EVIDENCE,
            "application/json",
            ServedText.Readers.AUDITORS,
            () -> latest().map(found -> new String(Json.canonical(found), StandardCharsets.UTF_8))),
        new ServedText(
            "/metrics",
            "text/plain; version=0.0.4",
            ServedText.Readers.VIEWERS,
            () -> more.get().map(all -> all + latest().map(EvidenceMetrics::text).orElse(""))));
  }

  private Optional<Assessment> latest() {
    return watch.flatMap(EvidenceWatch::latest);
  }

  /// With what people should know of it.
  Picture on(Picture picture) {
    return watch
        .flatMap(EvidenceWatch::alarm)
        .map(alarm -> picture.with(new AlertLine(alarm.since(), RULES, alarm.sentence())))
        .orElse(picture);
  }

  @Override
  public void close() {
    watch.ifPresent(EvidenceWatch::close);
  }
}
