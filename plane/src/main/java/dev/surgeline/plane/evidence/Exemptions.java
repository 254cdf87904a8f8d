package dev.surgeline.plane.evidence;

import dev.surgeline.core.platform.Actor;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The file of exceptions: rules that people let fail for a time, and who answers for it.
///
/// @param exceptions at most 500
public record Exemptions(List<Exemption> exceptions) {
  /// Nothing is excepted.
  public static final Exemptions NONE = new Exemptions(List.of());

  private static final int BYTES_MAX = 256 * 1024;

  /// @param pack the pack's id
  /// @param rule the rule's id
  /// @param owner who asked for it, a pseudonym
  /// @param approver who agreed, someone else
  /// @param granted the first day on which it counts
  /// @param expires the last; within a year
  /// @param reason 1 to 200 characters; no person and no patient in it
  public record Exemption(
      String pack,
      String rule,
      Actor owner,
      Actor approver,
      LocalDate granted,
      LocalDate expires,
      String reason) {
    public Exemption {
      if (owner.equals(approver)) {
        throw new IllegalArgumentException("the approver is someone else than the owner");
      }
      if (expires.isBefore(granted) || expires.isAfter(granted.plusYears(1))) {
        throw new IllegalArgumentException("expires is granted or later, within a year");
      }
      RulePack.text("reason", reason, 200);
    }

    boolean counts(LocalDate day) {
      return !day.isBefore(granted) && !day.isAfter(expires);
    }
  }

  public Exemptions {
    exceptions = List.copyOf(exceptions);
    if (exceptions.size() > 500) {
      throw new IllegalArgumentException("there are at most 500 exceptions");
    }
  }

  /// @throws dev.surgeline.wire.DocumentException if it is no such file, with its place
  public static Exemptions read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      return Json.read(Exemptions.class, LoadedPack.one(bytes, file.toString()));
    }
  }

  /// The one that counts for a rule on a day.
  Optional<Exemption> find(RulePack pack, RulePack.Rule rule, LocalDate day) {
    return exceptions.stream()
        .filter(one -> one.pack().equals(pack.id()) && one.rule().equals(rule.id()))
        .filter(one -> one.counts(day))
        .findFirst();
  }

  /// Those that are for none of a pack's rules, though they name the pack.
  public List<Exemption> strangers(RulePack pack) {
    return exceptions.stream()
        .filter(one -> one.pack().equals(pack.id()))
        .filter(one -> pack.rules().stream().noneMatch(rule -> rule.id().equals(one.rule())))
        .toList();
  }
}
