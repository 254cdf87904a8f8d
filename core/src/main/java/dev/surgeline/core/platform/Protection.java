package dev.surgeline.core.platform;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/// Whether a workload's protected data is kept safe, as its documents say on one day.
///
/// This judges what people say, and nothing else. What they do not say, or said too long ago, is
/// unknown.
public final class Protection {
  private Protection() {}

  /// What became of the question on one day.
  public sealed interface Standing {
    /// It is as asked for.
    record Kept() implements Standing {}

    /// It is not.
    ///
    /// @param why a sentence without the workload, without final stop
    record Broken(String why) implements Standing {}

    /// Nothing that counts on that day says so.
    ///
    /// @param why likewise
    record Unknown(String why) implements Standing {}
  }

  /// Whether its data is protected.
  public static boolean concerns(Workload workload) {
    return workload
        .data()
        .filter(data -> data.classification() == DataRules.Classification.PHI)
        .isPresent();
  }

  /// Whether its disks and backups are encrypted.
  public static Standing atRest(LocalDate day, Workload workload) {
    return standing(
        day,
        "safeguards.atRest",
        said(workload).atRest(),
        Safeguards.AtRest::attested,
        one -> one.encrypted() ? "" : "its data is not encrypted at rest");
  }

  /// Whether its connections are encrypted.
  ///
  /// @param least the weakest that will do
  public static Standing inTransit(LocalDate day, Workload workload, Safeguards.Protocol least) {
    return standing(
        day,
        "safeguards.inTransit",
        said(workload).inTransit(),
        Safeguards.InTransit::attested,
        one ->
            one.protocol().compareTo(least) >= 0
                ? ""
                : "its connections are " + words(one.protocol()) + ", below " + words(least));
  }

  /// Whether nothing says that its data is not encrypted, by the least that may be: at rest, and
  /// TLS 1.2.
  public static Standing encryption(LocalDate day, Workload workload) {
    Standing rest = atRest(day, workload);
    return rest instanceof Standing.Broken
        ? rest
        : inTransit(day, workload, Safeguards.Protocol.TLS_1_2);
  }

  /// Whether it has backups as often as its objective asks, and one was restored lately.
  ///
  /// @param days how long ago at most
  public static Standing backup(LocalDate day, Workload workload, int days) {
    Optional<Safeguards.Backup> backup = said(workload).backup();
    Standing stands =
        standing(
            day,
            "safeguards.backup",
            backup,
            Safeguards.Backup::attested,
            one -> backup(day, one, days));
    boolean untested = backup.isPresent() && backup.get().tested().isEmpty();
    return untested && stands instanceof Standing.Kept
        ? new Standing.Unknown("safeguards.backup does not say when one was restored")
        : stands;
  }

  private static String backup(LocalDate day, Safeguards.Backup backup, int days) {
    if (backup.every().compareTo(backup.objective()) > 0) {
      return "its backups are further apart than its objective";
    }
    return backup.tested().filter(on -> on.plusDays(days).isBefore(day)).isPresent()
        ? "a backup was last restored on " + backup.tested().get() + ", over " + days + " days ago"
        : "";
  }

  private static Safeguards said(Workload workload) {
    return workload.data().flatMap(DataRules::safeguards).orElse(Safeguards.NONE);
  }

  /// @param wrong a sentence; empty: nothing is
  private static <T> Standing standing(
      LocalDate day,
      String key,
      Optional<T> said,
      Function<T, Attestation> attested,
      Function<T, String> wrong) {
    if (said.isEmpty()) {
      return new Standing.Unknown(key + " is missing");
    }
    Attestation by = attested.apply(said.get());
    if (!by.counts(day)) {
      return new Standing.Unknown(
          key
              + (day.isBefore(by.on())
                  ? " counts from " + by.on() + " on"
                  : " counted until " + by.until().orElse(by.on())));
    }
    String why = wrong.apply(said.get());
    return why.isEmpty() ? new Standing.Kept() : new Standing.Broken(why);
  }

  private static String words(Safeguards.Protocol protocol) {
    return switch (protocol) {
      case PLAIN -> "plain";
      case TLS_1_0 -> "TLS 1.0";
      case TLS_1_1 -> "TLS 1.1";
      case TLS_1_2 -> "TLS 1.2";
      case TLS_1_3 -> "TLS 1.3";
    };
  }
}
