package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Criticality;
import dev.surgeline.core.platform.Milli;
import dev.surgeline.core.platform.ResourceName;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;

/// Who asks for how much of the platform's quota, as arrays by who asks and by resource.
final class Claims {
  final List<Deliberation> open;
  final List<Unseen> unseen;
  final List<ResourceName> resources;
  final long[] limits;
  final long[][] needs;

  /// The sizes they are on their way to, and what counts as held.
  final int[] from;

  final int[] held;
  final int[] asked;
  final int[] mins;
  final int[] weights;

  /// What all together ask for, by resource, with those that are not seen.
  private final long[] totals;

  private final long[] totalHeld;

  /// All, in order of name.
  private final int[] byName;

  Claims(List<Deliberation> open, List<Unseen> unseen, SortedMap<ResourceName, Double> quota) {
    this.open = open;
    this.unseen = unseen;
    resources = List.copyOf(quota.keySet());
    limits = quota.values().stream().mapToLong(Milli::of).toArray();
    int count = open.size();
    needs = new long[resources.size()][count];
    from = new int[count];
    held = new int[count];
    asked = new int[count];
    mins = new int[count];
    weights = new int[count];
    for (int i = 0; i < count; i++) {
      Deliberation one = open.get(i);
      Situation situation = one.situation();
      for (int resource = 0; resource < resources.size(); resource++) {
        needs[resource][i] = need(situation.workload(), resources.get(resource));
      }
      from[i] = situation.current().value();
      held[i] = Holding.size(one);
      asked[i] = one.desired().value();
      mins[i] = Math.min(asked[i], situation.bounds().min().value());
      boolean missed = Situation.objectiveMissed(situation.workload(), situation.observation());
      weights[i] = missed ? 2 : 1;
    }
    byName =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparing(this::name))
            .mapToInt(Integer::intValue)
            .toArray();
    totalHeld = IntStream.range(0, limits.length).mapToLong(i -> total(i, held)).toArray();
    totals = IntStream.range(0, limits.length).mapToLong(i -> total(i, asked)).toArray();
  }

  /// Whether all can have what they ask for, and keep what they have until then. A glance, for it
  /// is taken at every tick.
  static boolean fit(
      List<Deliberation> open, List<Unseen> unseen, SortedMap<ResourceName, Double> quota) {
    for (var limit : quota.entrySet()) {
      long left = Milli.of(limit.getValue());
      for (Deliberation one : open) {
        int most = Math.max(Holding.size(one), one.desired().value());
        left -= Milli.times(need(one.situation().workload(), limit.getKey()), most);
      }
      for (Unseen one : unseen) {
        left -= Milli.times(need(one.workload(), limit.getKey()), one.size().value());
      }
      if (left < 0) {
        return false;
      }
    }
    return true;
  }

  private static long need(Workload workload, ResourceName resource) {
    Double own = workload.needs().isEmpty() ? null : workload.needs().get(resource);
    if (own != null) {
      return Milli.of(own);
    }
    return resource.equals(ResourceName.REPLICAS) ? 1000 : 0;
  }

  WorkloadName name(int one) {
    return open.get(one).situation().workload().name();
  }

  Criticality criticality(int one) {
    return open.get(one).situation().workload().criticality();
  }

  boolean acts(int one) {
    return Holding.acts(open.get(one));
  }

  /// Those of each class whose decisions are carried out, or else those whose are not; the more
  /// critical first, each in order of name.
  List<int[]> classes(boolean acting) {
    List<int[]> classes = new ArrayList<>();
    for (Criticality criticality : Criticality.values()) {
      int[] members = new int[byName.length];
      int count = 0;
      for (int one : byName) {
        if (criticality(one) == criticality && acts(one) == acting) {
          members[count++] = one;
        }
      }
      classes.add(Arrays.copyOf(members, count));
    }
    return classes;
  }

  /// All, in order of name.
  int[] byName() {
    return byName.clone();
  }

  /// What is left of the quota when those who are not seen keep what they had, and of those who are
  /// each that is chosen what it holds.
  ///
  /// @param all whether everyone keeps it, or only those whose decisions are not carried out
  long[] room(boolean all) {
    long[] room = limits.clone();
    for (int resource = 0; resource < room.length; resource++) {
      for (Unseen one : unseen) {
        room[resource] -= unseenHolds(resource, one);
      }
      for (int i = 0; i < held.length; i++) {
        if (all || !acts(i)) {
          room[resource] -= Milli.times(needs[resource][i], held[i]);
        }
      }
      room[resource] = Math.max(0, room[resource]);
    }
    return room;
  }

  long unseenHolds(int resource, Unseen one) {
    return Milli.times(need(one.workload(), resources.get(resource)), one.size().value());
  }

  /// Whether all hold more than there is of something that this one needs.
  boolean exceeded(int one) {
    for (int resource = 0; resource < limits.length; resource++) {
      if (needs[resource][one] > 0 && totalHeld[resource] > limits[resource]) {
        return true;
      }
    }
    return false;
  }

  /// The first resource that one needs and that there is not enough of; the first that it needs
  /// when there is enough of all, but not yet.
  int shortOf(int one) {
    int first = -1;
    for (int resource = 0; resource < limits.length; resource++) {
      if (needs[resource][one] == 0) {
        continue;
      }
      first = first < 0 ? resource : first;
      if (totals[resource] > limits[resource]) {
        return resource;
      }
    }
    return Math.max(0, first);
  }

  /// What all together take at these sizes.
  long total(int resource, int[] sizes) {
    long total = 0;
    for (Unseen one : unseen) {
      total += unseenHolds(resource, one);
    }
    for (int i = 0; i < sizes.length; i++) {
      total += Milli.times(needs[resource][i], sizes[i]);
    }
    return total;
  }
}
