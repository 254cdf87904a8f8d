package dev.surgeline.core.platform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What each replica of a workload takes of something that workloads share and that ends: the
/// connections of a dependency, or what a [Ceiling] counts.
///
/// @param of what is shared
/// @param each how much of it a replica takes, in thousandths
/// @param limit how much of it there is, in thousandths
public record Share(Of of, long each, long limit) {
  /// Something that is shared.
  ///
  /// @param connections whether it is the connections of a dependency
  /// @param name the dependency's, or the ceiling's
  public record Of(boolean connections, String name) implements Comparable<Of> {
    private static final Comparator<Of> ORDER =
        Comparator.comparing(Of::connections).thenComparing(Of::name);

    @Override
    public int compareTo(Of other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /// What a workload shares with others.
  public static List<Share> of(Workload workload) {
    if (workload.dependsOn().isEmpty() && workload.ceilings().isEmpty()) {
      return List.of();
    }
    List<Share> shares = new ArrayList<>();
    for (Dependency one : workload.dependsOn()) {
      if (one.limit().isPresent()) {
        long each = Milli.of(one.connectionsPerReplica().getAsDouble());
        long limit = Milli.of(one.limit().getAsDouble());
        shares.add(new Share(new Of(true, one.workload().value()), each, limit));
      }
    }
    for (Ceiling one : workload.ceilings()) {
      long each = Milli.of(one.perReplica().orElse(1));
      shares.add(new Share(new Of(false, one.name()), each, Milli.of(one.limit())));
    }
    return shares;
  }

  /// What so many replicas take of it, in thousandths.
  public long takes(int replicas) {
    return Milli.times(each, replicas);
  }

  /// What there is of it and what a replica takes, for a reason's sentence.
  public String words() {
    return of.connections()
        ? of
            + " takes "
            + Milli.words(limit)
            + " connections, "
            + Milli.words(each)
            + " from each replica"
        : "there are " + Milli.words(limit) + " " + of + ", " + Milli.words(each) + " a replica";
  }
}
