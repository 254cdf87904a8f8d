package dev.surgeline.core.control;

import dev.surgeline.core.decide.Follow;
import dev.surgeline.core.platform.Dependency;
import dev.surgeline.core.platform.Workload;
import dev.surgeline.core.platform.WorkloadName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which workloads follow which, in the order in which they must be thought about: whoever is
/// followed first.
///
/// Example: records follows api, and api follows portal. The portal's size at this tick is the
/// api's answer at this tick, which is that of records: a surge reaches all three at once.
///
/// @param order all that follow others, each after those that it follows
public record Cascade(List<Follower> order) {
  /// A workload that follows others.
  ///
  /// @param place in the order of name of all workloads, from 0
  /// @param leads whom, in order of name
  public record Follower(int place, List<Led> leads) {
    public Follower {
      leads = List.copyOf(leads);
    }
  }

  /// A workload that is followed.
  ///
  /// @param place in the order of name of all workloads, from 0
  /// @param each how many replicas of the follower one of its replicas keeps busy
  public record Led(int place, WorkloadName workload, double each) {}

  /// Why workloads can not follow each other as they are declared to.
  ///
  /// @param workload in whose document the mistake is
  /// @param rule one sentence for its author
  /// @param unknown the name that no workload has, if that is the mistake
  public record Refusal(WorkloadName workload, String rule, Optional<WorkloadName> unknown) {}

  public Cascade {
    order = List.copyOf(order);
  }

  /// The order of these workloads.
  ///
  /// @throws IllegalArgumentException where there is a [Refusal]
  public static Cascade of(SortedMap<WorkloadName, WorkloadSpec> workloads) {
    SortedMap<WorkloadName, SortedMap<WorkloadName, Double>> edges = edges(workloads);
    if (edges.isEmpty()) {
      return new Cascade(List.of());
    }
    refusal(workloads, edges)
        .ifPresent(refusal -> {
          throw new IllegalArgumentException(refusal.rule());
        });
    SortedMap<WorkloadName, Integer> places = new TreeMap<>();
    workloads.keySet().forEach(name -> places.put(name, places.size()));
    List<Follower> order = new ArrayList<>(edges.size());
    for (WorkloadName name : new Walk(edges).order()) {
      List<Led> leads = new ArrayList<>();
      edges
          .getOrDefault(name, new TreeMap<>())
          .forEach((lead, each) -> leads.add(new Led(place(places, lead), lead, each)));
      order.add(new Follower(place(places, name), leads));
    }
    return new Cascade(order);
  }

  /// What is wrong with the way in which these workloads follow or depend on each other, the first
  /// by name; of a cycle all its workloads are named.
  public static Optional<Refusal> refusal(SortedMap<WorkloadName, WorkloadSpec> workloads) {
    return refusal(workloads, edges(workloads))
        .or(() -> new Walk(dependencies(workloads)).cycle("depend on"));
  }

  /// Of each workload that depends on others, on whom. No growth that only moves the bottleneck
  /// could be told from one that helps, were a workload its own dependency's dependency.
  private static SortedMap<WorkloadName, SortedMap<WorkloadName, Double>> dependencies(
      SortedMap<WorkloadName, WorkloadSpec> workloads) {
    SortedMap<WorkloadName, SortedMap<WorkloadName, Double>> edges = new TreeMap<>();
    for (WorkloadSpec spec : workloads.values()) {
      SortedMap<WorkloadName, Double> needed = new TreeMap<>();
      spec.workload().dependsOn().forEach(one -> needed.put(one.workload(), 1.0));
      if (!needed.isEmpty()) {
        edges.put(spec.workload().name(), needed);
      }
    }
    return edges;
  }

  private static Optional<Refusal> refusal(
      SortedMap<WorkloadName, WorkloadSpec> workloads,
      SortedMap<WorkloadName, SortedMap<WorkloadName, Double>> edges) {
    for (var entry : edges.entrySet()) {
      WorkloadName name = entry.getKey();
      if (entry.getValue().isEmpty()) {
        String rule =
            name
                + " follows what depends on it, and no workload has it under dependsOn with fanOut";
        return Optional.of(new Refusal(name, rule, Optional.empty()));
      }
      for (WorkloadName lead : entry.getValue().keySet()) {
        if (!workloads.containsKey(lead)) {
          String rule = name + " follows " + lead + ", and there is no such workload";
          return Optional.of(new Refusal(name, rule, Optional.of(lead)));
        }
      }
    }
    return new Walk(edges).cycle("follow");
  }

  /// Of each workload that follows others, whom and how much.
  private static SortedMap<WorkloadName, SortedMap<WorkloadName, Double>> edges(
      SortedMap<WorkloadName, WorkloadSpec> workloads) {
    SortedMap<WorkloadName, SortedMap<WorkloadName, Double>> edges = new TreeMap<>();
    boolean dependents = false;
    for (WorkloadSpec spec : workloads.values()) {
      Optional<Follow> follow = spec.scaling().follow();
      if (follow.isPresent()) {
        SortedMap<WorkloadName, Double> leads = new TreeMap<>();
        follow.get().leads().forEach(lead -> leads.put(lead.workload(), lead.ratio()));
        edges.put(spec.workload().name(), leads);
        dependents |= leads.isEmpty();
      }
    }
    if (dependents) {
      SortedSet<WorkloadName> following = new TreeSet<>();
      edges.forEach((name, leads) -> {
        if (leads.isEmpty()) {
          following.add(name);
        }
      });
      workloads
          .values()
          .forEach(spec -> addDependent(spec.workload(), workloads, following, edges));
    }
    return edges;
  }

  /// The requests that one busy replica here sends there keep so many replicas there busy.
  private static void addDependent(
      Workload from,
      SortedMap<WorkloadName, WorkloadSpec> workloads,
      SortedSet<WorkloadName> following,
      SortedMap<WorkloadName, SortedMap<WorkloadName, Double>> edges) {
    for (Dependency dependency : from.dependsOn()) {
      WorkloadName to = dependency.workload();
      if (dependency.fanOut().isPresent() && following.contains(to)) {
        double sent = from.capacity().requestsPerSecond() * dependency.fanOut().getAsDouble();
        WorkloadSpec spec = Optional.ofNullable(workloads.get(to)).orElseThrow();
        double each = sent / spec.workload().capacity().requestsPerSecond();
        Optional.ofNullable(edges.get(to)).orElseThrow().put(from.name(), each);
      }
    }
  }

  private static int place(SortedMap<WorkloadName, Integer> places, WorkloadName name) {
    return Optional.ofNullable(places.get(name)).orElseThrow();
  }

  /// Goes along the edges, depth first, without a stack that a long chain could exhaust.
  private static final class Walk {
    private final SortedMap<WorkloadName, SortedMap<WorkloadName, Double>> edges;
    private final List<WorkloadName> done = new ArrayList<>();
    private final SortedSet<WorkloadName> seen = new TreeSet<>();
    private final List<WorkloadName> path = new ArrayList<>();
    private final List<Iterator<WorkloadName>> left = new ArrayList<>();
    private final SortedSet<WorkloadName> onPath = new TreeSet<>();

    Walk(SortedMap<WorkloadName, SortedMap<WorkloadName, Double>> edges) {
      this.edges = edges;
    }

    List<WorkloadName> order() {
      for (WorkloadName name : edges.keySet()) {
        visit(name);
      }
      return done;
    }

    /// @param verb what each does to the next
    Optional<Refusal> cycle(String verb) {
      for (WorkloadName name : edges.keySet()) {
        Optional<WorkloadName> again = visit(name);
        if (again.isPresent()) {
          List<WorkloadName> cycle = path.subList(path.indexOf(again.get()), path.size());
          return Optional.of(refusal(cycle, verb));
        }
      }
      return Optional.empty();
    }

    /// @return a workload that comes again on the path that led to it
    private Optional<WorkloadName> visit(WorkloadName start) {
      enter(start);
      while (!path.isEmpty()) {
        Iterator<WorkloadName> leads = left.getLast();
        if (!leads.hasNext()) {
          left.removeLast();
          WorkloadName name = path.removeLast();
          onPath.remove(name);
          done.add(name);
          continue;
        }
        WorkloadName lead = leads.next();
        if (onPath.contains(lead)) {
          return Optional.of(lead);
        }
        enter(lead);
      }
      return Optional.empty();
    }

    /// Who follows none needs no place in the order.
    private void enter(WorkloadName name) {
      Optional<SortedMap<WorkloadName, Double>> leads = Optional.ofNullable(edges.get(name));
      if (leads.isPresent() && seen.add(name)) {
        path.add(name);
        onPath.add(name);
        left.add(leads.get().keySet().iterator());
      }
    }

    /// Begins with the first by name, so that the same cycle is always told the same.
    private static Refusal refusal(List<WorkloadName> cycle, String verb) {
      WorkloadName first = new TreeSet<>(cycle).first();
      int at = cycle.indexOf(first);
      var words = new StringBuilder();
      for (int i = 0; i < cycle.size(); i++) {
        words.append(cycle.get((at + i) % cycle.size())).append(" -> ");
      }
      String rule = "workloads " + verb + " each other in a cycle: " + words + first;
      return new Refusal(first, rule, Optional.empty());
    }
  }
}
