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
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Who asks for how much of the platform's quota, as arrays by who asks and by resource: first
/// those that are observed, as in `open`, then those that are not.
///
/// What can not be told to change now, because it is not seen or not acted on, asks for what it
/// holds.
final class Claims {
  final List<Deliberation> open;
  final List<Unseen> unseen;
  final List<ResourceName> resources;
  final long[] limits;
  final long[][] needs;

  /// The sizes they are on their way to, and what counts as held. Of what is not acted on `from`
  /// and `asked` are sizes that there only would be.
  final int[] from;

  final int[] held;
  final int[] asked;

  /// What each keeps by its own wish, and with its growth; of what can not change now what it
  /// holds.
  final int[] runs;

  final int[] wants;
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
    int count = open.size() + unseen.size();
    needs = new long[resources.size()][count];
    from = new int[count];
    held = new int[count];
    asked = new int[count];
    runs = new int[count];
    wants = new int[count];
    mins = new int[count];
    weights = new int[count];
    for (int i = 0; i < count; i++) {
      for (int resource = 0; resource < resources.size(); resource++) {
        needs[resource][i] = need(workload(i), resources.get(resource));
      }
      if (i < open.size()) {
        claim(i, open.get(i));
      } else {
        claim(i, unseen.get(i - open.size()));
      }
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

  private void claim(int i, Deliberation one) {
    Situation situation = one.situation();
    from[i] = situation.current().value();
    held[i] = Holding.size(one);
    asked[i] = Lookahead.beforeApproval(one).value();
    boolean acts = Holding.acts(one);
    runs[i] = acts ? Math.min(from[i], asked[i]) : held[i];
    wants[i] = acts ? asked[i] : held[i];
    mins[i] = Math.min(wants[i], situation.bounds().min().value());
    boolean missed = Situation.objectiveMissed(situation.workload(), situation.observation());
    weights[i] = missed ? 2 : 1;
  }

  private void claim(int i, Unseen one) {
    int size = one.size().value();
    from[i] = size;
    held[i] = size;
    asked[i] = size;
    runs[i] = size;
    wants[i] = size;
    mins[i] = Math.min(size, one.workload().replicas().min().value());
    weights[i] = 1;
  }

  /// Whether all can have what they ask for, and keep what they have until then. A glance, for it
  /// is taken at every tick.
  static boolean fit(
      List<Deliberation> open, List<Unseen> unseen, SortedMap<ResourceName, Double> quota) {
    for (var limit : quota.entrySet()) {
      long left = Milli.of(limit.getValue());
      for (Deliberation one : open) {
        int most = Math.max(Holding.size(one), Lookahead.beforeApproval(one).value());
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

  private Workload workload(int one) {
    return one < open.size()
        ? open.get(one).situation().workload()
        : unseen.get(one - open.size()).workload();
  }

  WorkloadName name(int one) {
    return workload(one).name();
  }

  Criticality criticality(int one) {
    return workload(one).criticality();
  }

  /// Whether it is observed, so that something is decided for it.
  boolean seen(int one) {
    return one < open.size();
  }

  /// Whether what is decided for it is carried out.
  boolean acts(int one) {
    return seen(one) && Holding.acts(open.get(one));
  }

  /// Those of each class of whom something holds; the more critical first, each in order of name.
  List<int[]> classes(IntPredicate which) {
    List<int[]> classes = new ArrayList<>();
    for (Criticality criticality : Criticality.values()) {
      int[] members = new int[byName.length];
      int count = 0;
      for (int one : byName) {
        if (criticality(one) == criticality && which.test(one)) {
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

  /// What these sizes leave of the quota, by resource; less than nothing where they exceed it.
  long[] left(int[] sizes) {
    long[] left = limits.clone();
    for (int resource = 0; resource < left.length; resource++) {
      left[resource] -= total(resource, sizes);
    }
    return left;
  }

  /// What one holds of a resource.
  long holds(int resource, int one) {
    return Milli.times(needs[resource][one], held[one]);
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
    for (int i = 0; i < sizes.length; i++) {
      total += Milli.times(needs[resource][i], sizes[i]);
    }
    return total;
  }
}
