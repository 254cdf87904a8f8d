package dev.surgeline.plane.evidence;

import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.decide.ApprovalRule;
import dev.surgeline.plane.audit.FileStamp;
import dev.surgeline.plane.console.Staff;
import dev.surgeline.plane.console.Staff.Role;
import dev.surgeline.wire.DocumentException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Supplier;

/// Why the rules of who may do what do not hold, by the file of people as it is now: break-glass
/// that nobody apart could review, or agreement that too few could give. Absent: they hold, or
/// nobody may command.
///
/// One thread asks it, before each tick: the file is read when it is not the one that was read.
public final class AccessRules implements Supplier<Optional<String>> {
  private final PlatformSpec spec;
  private final Optional<Path> people;
  private Optional<FileStamp> stamp = Optional.empty();
  private Optional<String> found = Optional.empty();

  /// @param people absent: nobody may command
  public AccessRules(PlatformSpec spec, Optional<Path> people) {
    this.spec = spec;
    this.people = people;
  }

  @Override
  public Optional<String> get() {
    if (people.isEmpty()) {
      return Optional.empty();
    }
    try {
      Optional<FileStamp> now = FileStamp.of(people.get());
      if (stamp.isEmpty() || !stamp.equals(now)) {
        stamp = Optional.empty();
        found = broken(Staff.roles(people.get()).values());
        stamp = now.filter(one -> one.settled(Instant.now()));
      }
      return found;
    } catch (IOException | DocumentException failed) {
      return Optional.of("who may command can not be read: " + failed.getMessage());
    }
  }

  private Optional<String> broken(Collection<SortedSet<Role>> people) {
    boolean started = people.stream().anyMatch(roles -> roles.contains(Role.EMERGENCY));
    boolean apart =
        people.stream()
            .anyMatch(roles -> roles.contains(Role.REVIEWER) && !roles.contains(Role.EMERGENCY));
    if (started && !apart) {
      return Optional.of("nobody reviews break-glass who may not start it");
    }
    int asked =
        spec.workloads().values().stream()
            .flatMap(one -> one.scaling().approval().stream())
            .mapToInt(ApprovalRule::approvers)
            .max()
            .orElse(0);
    long there = people.stream().filter(roles -> roles.contains(Role.APPROVER)).count();
    return there < asked
        ? Optional.of(there + " people may approve, and the documents ask for " + asked)
        : Optional.empty();
  }
}
