package dev.surgeline.core.platform;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/// How a workload's data is kept safe, as far as people say so.
///
/// @param atRest absent: not known
/// @param inTransit absent: not known
/// @param backup absent: not known
public record Safeguards(
    Optional<AtRest> atRest, Optional<InTransit> inTransit, Optional<Backup> backup) {
  /// Nothing is known.
  public static final Safeguards NONE =
      new Safeguards(Optional.empty(), Optional.empty(), Optional.empty());

  private static final Duration LONGEST = Duration.ofDays(366);

  /// Its disks and backups.
  ///
  /// @param encrypted whether they are
  public record AtRest(boolean encrypted, Attestation attested) {}

  /// Its connections.
  ///
  /// @param protocol the least that any of them takes
  public record InTransit(Protocol protocol, Attestation attested) {}

  /// What a connection is encrypted by, from the weakest on.
  public enum Protocol {
    PLAIN,
    TLS_1_0,
    TLS_1_1,
    TLS_1_2,
    TLS_1_3
  }

  /// Its backups.
  ///
  /// @param every the longest time from one to the next, above zero, 366 days at most
  /// @param objective how much may be lost, likewise
  /// @param tested when one was last restored; absent: not known
  public record Backup(
      Duration every, Duration objective, Optional<LocalDate> tested, Attestation attested) {
    public Backup {
      require("every", every);
      require("objective", objective);
    }

    private static void require(String key, Duration given) {
      if (!given.isPositive() || given.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(key + " is above 0s and at most 366d");
      }
    }
  }
}
