package dev.surgeline.core.decide;

import java.util.Optional;

/// What people have said that concerns a workload now.
///
/// @param emergency break-glass under way for it; of several, the one that asks for most
/// @param approval the latest request for a growth, and what became of it
/// @param specVersion the documents in force, to which an agreement is bound
public record People(
    Optional<Emergency> emergency, Optional<Approval> approval, String specVersion) {
  /// Nobody has said anything.
  public static final People SILENT = new People(Optional.empty(), Optional.empty(), "");

  /// With break-glass under way.
  public People with(Emergency holding) {
    return new People(Optional.of(holding), approval, specVersion);
  }

  /// With the latest request.
  public People with(Approval latest) {
    return new People(emergency, Optional.of(latest), specVersion);
  }
}
