package dev.surgeline.plane.evidence;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.control.PlatformSpec;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.TimeRange;
import dev.surgeline.plane.console.Staff;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/// What is looked at, and when.
public final class Subject {
  private final Instant at;
  private final PlatformSpec spec;
  private final Optional<AuditedLog> log;
  private final Optional<SortedMap<Actor, SortedSet<Staff.Role>>> people;

  private Subject(
      Instant at,
      PlatformSpec spec,
      Optional<AuditedLog> log,
      Optional<SortedMap<Actor, SortedSet<Staff.Role>>> people) {
    this.at = at;
    this.spec = spec;
    this.log = log;
    this.people = people;
  }

  /// The documents alone.
  public static Subject of(Instant at, PlatformSpec spec) {
    return new Subject(at, spec, Optional.empty(), Optional.empty());
  }

  /// With an audit log, which is read now.
  ///
  /// @param own whether the key is one that the asker kept, and not the one beside the log
  /// @throws IOException if it can not be read
  public Subject with(PublishedLog published, VerifierKey key, boolean own) throws IOException {
    return new Subject(
        at, spec, Optional.of(AuditedLog.read(published, key, own, TimeRange.ALL)), people);
  }

  /// With the people who may command.
  public Subject with(SortedMap<Actor, SortedSet<Staff.Role>> roles) {
    return new Subject(at, spec, log, Optional.of(roles));
  }

  Instant at() {
    return at;
  }

  /// The day in the platform's time zone.
  LocalDate day() {
    return spec.platform().calendar().local(at).toLocalDate();
  }

  PlatformSpec spec() {
    return spec;
  }

  Optional<AuditedLog> log() {
    return log;
  }

  Optional<SortedMap<Actor, SortedSet<Staff.Role>>> people() {
    return people;
  }
}
