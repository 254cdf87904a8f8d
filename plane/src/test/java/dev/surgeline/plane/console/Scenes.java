package dev.surgeline.plane.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/// Pictures to look at: a small hospital platform at a tick of a second. The figures are made by a
/// queue of the simplest kind, so every picture says that it is simulated.
final class Scenes {
  /// What a replica of `beds` serves.
  private static final double BEDS_EACH = 46;

  private static final int SURGE_AT = 90;
  private static final int SURGE_RISE = 22;
  private static final int STARTUP = 5;

  private Scenes() {}

  /// A morning with nothing to tell.
  static List<Picture> calm(Instant end, int pictures) {
    var scene = new ArrayList<Picture>();
    for (int tick = 0; tick < pictures; tick++) {
      Instant at = end.minusSeconds(pictures - 1L - tick);
      var beds = beds(44 + wave(tick, 0) * 4, 2, 2, 96 + wave(tick, 1) * 8);
      scene.add(picture(at, List.of(claims(tick), beds, portal(tick)), List.of(), List.of(), tick));
    }
    return scene;
  }

  /// A ten-fold surge on `beds` from tick 90 on: replicas follow from 2 to 12, latency leaves its
  /// objective and comes back. `portal` has no metrics for a while.
  static List<Picture> surge(Instant end, int pictures) {
    var scene = new ArrayList<Picture>();
    var decisions = new ArrayList<DecisionLine>();
    int desired = 2;
    int ready = 2;
    int startedAt = 0;
    double backlog = 0;
    for (int tick = 0; tick < pictures; tick++) {
      Instant at = end.minusSeconds(pictures - 1L - tick);
      double demand = surgeDemand(tick);
      if (tick - startedAt >= STARTUP && ready < desired) {
        ready = desired;
      }
      int wanted = Math.clamp((int) Math.ceil(demand / (BEDS_EACH * 0.8)), 2, 12);
      int next = Math.min(wanted, desired + 2);
      if (tick % 5 == 0 && next > desired) {
        decisions.add(scaled(at, desired, next, wanted, demand));
        desired = next;
        startedAt = tick;
      }
      backlog = Math.max(0, backlog + demand - ready * BEDS_EACH);
      double latency = 95 + wave(tick, 1) * 7 + backlog / (ready * BEDS_EACH) * 1000;
      var beds = beds(demand, desired, ready, latency);
      addStays(decisions, at, tick);
      var alerts = latency > 400 ? List.of(alert(at, latency)) : List.<AlertLine>of();
      var workloads =
          List.of(claims(tick), beds, tick >= 228 && tick < 250 ? blind() : portal(tick));
      scene.add(picture(at, workloads, decisions, alerts, tick));
    }
    return scene;
  }

  /// One picture in which little is known.
  static Picture missing(Instant at) {
    var none = OptionalDouble.empty();
    var silent =
        new WorkloadPicture(
            "beds", "life-safety", none, none, 2, 0, 2, 40, none, some(400), some(0.99), none, 0);
    var unbounded =
        new WorkloadPicture(
            "labs",
            "critical",
            some(3),
            some(Double.NaN),
            1,
            1,
            1,
            4,
            some(-1),
            none,
            none,
            none,
            7);
    return picture(at, List.of(silent, unbounded), List.of(), List.of(), 1);
  }

  /// That many workloads, in which the first is out of its objective.
  static Picture many(Instant at, int workloads, int tick) {
    var classes = List.of("life-safety", "critical", "standard", "deferrable");
    var all = new ArrayList<WorkloadPicture>();
    for (int i = 0; i < workloads; i++) {
      double latency = i == 0 ? 900 : 90 + i + wave(tick, i) * 10;
      all.add(
          workload(
              "service-" + (i + 1),
              classes.get(i % 4),
              100 + i * 7 + wave(tick, i) * 5,
              3,
              3,
              300,
              latency,
              400));
    }
    return picture(at, all, List.of(), List.of(), tick);
  }

  private static double surgeDemand(int tick) {
    double factor = 1 + 9 * Math.clamp((tick - SURGE_AT) / (double) SURGE_RISE, 0, 1);
    return (44 + wave(tick, 0) * 1.5) * factor;
  }

  private static WorkloadPicture beds(double demand, int desired, int ready, double latency) {
    return workload("beds", "life-safety", demand, desired, ready, BEDS_EACH * ready, latency, 400);
  }

  private static WorkloadPicture claims(int tick) {
    double demand = 21 + wave(tick / 3, 5) * 4;
    return workload("claims", "deferrable", demand, 3, 3, 36, 940 + wave(tick / 2, 7) * 130, 2000);
  }

  private static WorkloadPicture portal(int tick) {
    double demand = 118 + wave(tick, 3) * 9 + tick * 0.08;
    return workload("portal", "standard", demand, 4, 4, 200, 168 + wave(tick, 4) * 16, 300);
  }

  private static WorkloadPicture blind() {
    var none = OptionalDouble.empty();
    return new WorkloadPicture(
        "portal", "standard", none, none, 4, 4, 2, 20, none, some(300), some(0.95), some(200), 0);
  }

  private static WorkloadPicture workload(
      String name,
      String criticality,
      double demand,
      int desired,
      int ready,
      double capacity,
      double latency,
      double objective) {
    int max = criticality.equals("life-safety") ? 40 : 20;
    double quantile = criticality.equals("life-safety") ? 0.99 : 0.95;
    return new WorkloadPicture(
        name,
        criticality,
        some(demand),
        some(Math.rint(demand * Math.min(latency, 900) / 1000)),
        desired,
        ready,
        2,
        max,
        some(latency),
        some(objective),
        some(quantile),
        some(capacity),
        0);
  }

  private static DecisionLine scaled(Instant at, int from, int to, int wanted, double demand) {
    String limited = to < wanted ? "; RATE_LIMITED to %d: at most 2 more in 5 s".formatted(to) : "";
    String sentence =
        "beds %d -> %d  TARGET wants %d: %.0f requests/s are %.1f for each of %d, target 37%s"
            .formatted(from, to, wanted, demand, demand / from, from, limited);
    return new DecisionLine("beds-" + at, at, "beds", from, to, true, sentence);
  }

  private static void addStays(List<DecisionLine> decisions, Instant at, int tick) {
    if (tick == 0) {
      decisions.add(
          stays(
              at, "claims", 3, "WITHIN_TOLERANCE 21 requests/s are 7.0 for each of 3, target 7.5"));
    } else if (tick == 228) {
      decisions.add(
          stays(
              at,
              "portal",
              4,
              "METRIC_MISSING requests: no sample since the gateway's last report; DATA_QUALITY not"
                  + " scaled down while a metric is absent"));
    } else if (tick == 250) {
      decisions.add(
          stays(
              at,
              "portal",
              4,
              "WITHIN_TOLERANCE 139 requests/s are 34.8 for each of 4, target 37"));
    }
  }

  private static DecisionLine stays(Instant at, String workload, int size, String reasons) {
    return new DecisionLine(
        workload + "-" + at,
        at,
        workload,
        size,
        size,
        false,
        workload + " " + size + " stays  " + reasons);
  }

  private static AlertLine alert(Instant at, double latency) {
    return new AlertLine(
        at, "beds", "p99 latency %.0f ms is above its objective of 400 ms".formatted(latency));
  }

  private static Picture picture(
      Instant at,
      List<WorkloadPicture> workloads,
      List<DecisionLine> decisions,
      List<AlertLine> alerts,
      int tick) {
    return new Picture(at, "st-marys", true, workloads, decisions, alerts, "5f0c2a9e", tick + 1L);
  }

  /// Between -1 and 1, the same every time, and not the same for different seeds.
  private static double wave(int tick, int seed) {
    return 0.5 * Math.sin(tick / 11.0 + seed * 1.7)
        + 0.3 * Math.sin(tick / 4.3 + seed * 2.9)
        + 0.2 * Math.sin(tick * 2.17 + seed);
  }

  private static OptionalDouble some(double value) {
    return OptionalDouble.of(value);
  }
}
