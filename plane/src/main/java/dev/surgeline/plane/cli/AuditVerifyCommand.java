package dev.surgeline.plane.cli;

import dev.surgeline.core.audit.TrustPolicy;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.KeyRotation;
import dev.surgeline.plane.audit.LogCheck;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.StampCheck;
import dev.surgeline.plane.audit.stamp.StampTrust;
import dev.surgeline.plane.audit.text.Texts;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `surge audit verify`.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    header = "Checks the log's signature, its tree, and that it only grew since you last looked.",
    description = {
      "",
      "It reads some ten files, however large the log is. Keep the log's file "
          + "checkpoint after each look, and give it with --since at the next: then "
          + "nothing that you have seen can be changed, removed or added to unnoticed. "
          + "fsck reads every entry."
    })
final class AuditVerifyCommand implements Callable<Integer> {
  private static final int CHECKPOINT_MAX = 1_000_000;

  @Mixin LogOption option;

  @Option(
      names = "--since",
      paramLabel = "CHECKPOINT",
      description = "a file with a checkpoint of this log that you kept")
  Optional<Path> since = Optional.empty();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "a trust policy (C2SP tlog-policy): the witnesses, and how many of them must "
              + "have cosigned; its log line stands for --key")
  Optional<Path> policy = Optional.empty();

  @Option(
      names = CertificateFile.OPTION,
      paramLabel = "FILE",
      description =
          "certificates of a time-stamp authority, or that its own leads to: it must have "
              + "stamped the log")
  Optional<Path> tsaCertificate = Optional.empty();

  @Override
  public Integer call() throws IOException {
    PublishedLog log = option.open();
    Optional<StampTrust> authority = CertificateFile.read(tsaCertificate);
    Optional<TrustPolicy> trust = PolicyFile.read("--policy", policy);
    VerifierKey key = option.key(log, trust);
    Optional<byte[]> kept = Optional.empty();
    if (since.isPresent()) {
      kept = Optional.of(GivenFile.read("--since", since.get(), CHECKPOINT_MAX));
    }
    LogCheck.Result result = LogCheck.verify(log, key, trust, kept);
    Optional<StampCheck.Result> stamps = Optional.empty();
    if (authority.isPresent() && result.ok()) {
      stamps = Optional.of(StampCheck.verify(log, key, authority.get()));
    }
    Verified verified = Verified.of(result, stamps, option.census(log));
    if (option.json) {
      System.out.println(Json.pretty(verified));
    } else if (verified.problem().isPresent()) {
      System.out.println(log.where() + ": " + verified.problem().get());
    } else {
      System.out.println(
          AuditText.verified(result)
              + verified.stamped().map(AuditText::stamped).orElse("")
              + verified.texts().map(AuditText::texts).orElse(""));
    }
    return verified.ok() ? Exit.DONE : Exit.NO;
  }

  /// What `verify --json` prints.
  ///
  /// @param rotations of the log's key, oldest first
  /// @param texts of people that are kept; absent when they can not be here
  record Verified(
      boolean ok,
      Optional<String> origin,
      Optional<Long> size,
      Optional<String> root,
      Optional<LogCheck.Kept> since,
      List<KeyRotation.Rotated> rotations,
      Optional<LogCheck.Witnessed> witnessed,
      Optional<StampCheck.Stamped> stamped,
      Optional<String> problem,
      Optional<Texts.Census> texts) {
    Verified {
      rotations = List.copyOf(rotations);
    }

    static Verified of(
        LogCheck.Result log, Optional<StampCheck.Result> stamps, Optional<Texts.Census> texts) {
      Optional<String> problem = log.problem().or(() -> stamps.flatMap(StampCheck.Result::problem));
      return new Verified(
          problem.isEmpty() && texts.filter(one -> !one.altered().isEmpty()).isEmpty(),
          log.origin(),
          log.size(),
          log.root(),
          log.since(),
          log.rotations(),
          log.witnessed(),
          stamps.flatMap(StampCheck.Result::stamped),
          problem,
          texts);
    }
  }
}
