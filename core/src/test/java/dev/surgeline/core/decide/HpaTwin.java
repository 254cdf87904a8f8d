package dev.surgeline.core.decide;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// The Kubernetes HPA once more, written from its description without looking at ours: slow, plain
/// and pod by pod, to be compared with.
final class HpaTwin {
  /// @param metric in thousandths; below zero: it did not report
  record Pod(String name, String group, long metric, long request) {}

  /// A change that was made so many seconds ago.
  record Event(int replicas, int secondsAgo) {}

  /// @param kind Pods or Percent
  record Policy(String kind, int value, int periodSeconds) {}

  private final double down;
  private final double up;

  HpaTwin(double down, double up) {
    this.down = down;
    this.up = up;
  }

  /// @return empty where the HPA reports an error
  OptionalInt utilization(int current, List<Pod> pods, int target) {
    return perPod(current, pods, target, true, true);
  }

  OptionalInt average(int current, List<Pod> pods, long target, boolean cpu) {
    return perPod(current, pods, target, false, cpu);
  }

  /// Of a pod that runs and is not ready, everything but its CPU is believed, and nothing missed
  /// before it was looked for.
  private static String group(Pod pod, boolean cpu) {
    boolean reports = pod.metric() >= 0;
    return pod.group().equals("running") ? (cpu && reports ? "unready" : "ready") : pod.group();
  }

  private OptionalInt perPod(
      int current, List<Pod> pods, long target, boolean utilization, boolean cpu) {
    Map<String, Long> metrics = new LinkedHashMap<>();
    List<Pod> missing = new ArrayList<>();
    List<Pod> unready = new ArrayList<>();
    for (Pod pod : pods) {
      switch (group(pod, cpu)) {
        case "ready" -> {
          if (pod.metric() < 0) {
            missing.add(pod);
          } else {
            metrics.put(pod.name(), pod.metric());
          }
        }
        case "unready" -> unready.add(pod);
        default -> {}
      }
    }
    if (metrics.isEmpty()) {
      return OptionalInt.empty();
    }
    int readyCount = metrics.size();
    double ratio = ratio(metrics, pods, target, utilization);
    boolean scaleUpWithUnready = !unready.isEmpty() && ratio > 1;
    if (missing.isEmpty() && !scaleUpWithUnready) {
      return OptionalInt.of(within(ratio) ? current : (int) Math.ceil(ratio * readyCount));
    }
    missing.forEach(pod -> fillIn(metrics, pod, ratio, target, utilization));
    if (scaleUpWithUnready) {
      unready.forEach(pod -> metrics.put(pod.name(), 0L));
    }
    double second = ratio(metrics, pods, target, utilization);
    if (within(second) || (ratio < 1 && second > 1) || (ratio > 1 && second < 1)) {
      return OptionalInt.of(current);
    }
    int wanted = (int) Math.ceil(second * metrics.size());
    boolean against = (second < 1 && wanted > current) || (second > 1 && wanted < current);
    return OptionalInt.of(against ? current : wanted);
  }

  private static void fillIn(
      Map<String, Long> metrics, Pod pod, double ratio, long target, boolean utilization) {
    if (ratio < 1) {
      long full = utilization ? pod.request() * Math.max(100, target) / 100 : target;
      metrics.put(pod.name(), full);
    } else if (ratio > 1) {
      metrics.put(pod.name(), 0L);
    }
  }

  private static double ratio(
      Map<String, Long> metrics, List<Pod> pods, long target, boolean utilization) {
    long sum = 0;
    long requests = 0;
    for (Pod pod : pods) {
      if (metrics.containsKey(pod.name())) {
        sum += metrics.get(pod.name());
        requests += pod.request();
      }
    }
    long truncated = utilization ? sum * 100 / requests : sum / metrics.size();
    return truncated / (double) target;
  }

  int externalValue(int current, int readyPods, long total, long target) {
    double ratio = total / (double) target;
    if (current != 0) {
      return within(ratio) ? current : (int) Math.ceil(ratio * readyPods);
    }
    return (int) Math.ceil(ratio);
  }

  int externalAverage(int current, long total, long target) {
    double ratio = total / ((double) target * current);
    return within(ratio) ? current : (int) Math.ceil(total / (double) target);
  }

  private boolean within(double ratio) {
    return 1.0 - down <= ratio && ratio <= 1.0 + up;
  }

  /// @param ups the recommendations within the upward window
  /// @param downs those within the downward one
  static int stabilized(int current, int desired, List<Integer> ups, List<Integer> downs) {
    int upTo = desired;
    for (int one : ups) {
      upTo = Math.min(upTo, one);
    }
    int downTo = desired;
    for (int one : downs) {
      downTo = Math.max(downTo, one);
    }
    int result = current;
    if (result < upTo) {
      result = upTo;
    }
    if (result > downTo) {
      result = downTo;
    }
    return result;
  }

  static long scaleUpLimit(
      long current, List<Event> ups, List<Event> downs, String select, List<Policy> policies) {
    if (select.equals("Disabled")) {
      return current;
    }
    List<Long> limits = new ArrayList<>();
    for (Policy policy : policies) {
      long start =
          current - within(ups, policy.periodSeconds()) + within(downs, policy.periodSeconds());
      limits.add(
          policy.kind().equals("Pods")
              ? start + policy.value()
              : (long) Math.ceil(start * (1.0 + policy.value() / 100.0)));
    }
    limits.sort(null);
    return Math.max(current, select.equals("Max") ? limits.getLast() : limits.getFirst());
  }

  static long scaleDownLimit(
      long current, List<Event> ups, List<Event> downs, String select, List<Policy> policies) {
    if (select.equals("Disabled")) {
      return current;
    }
    List<Long> limits = new ArrayList<>();
    for (Policy policy : policies) {
      long start =
          current - within(ups, policy.periodSeconds()) + within(downs, policy.periodSeconds());
      limits.add(
          policy.kind().equals("Pods")
              ? start - policy.value()
              : (long) (start * (1.0 - policy.value() / 100.0)));
    }
    limits.sort(null);
    return Math.min(current, select.equals("Max") ? limits.getFirst() : limits.getLast());
  }

  private static long within(List<Event> events, int periodSeconds) {
    long sum = 0;
    for (Event event : events) {
      if (event.secondsAgo() < periodSeconds) {
        sum += event.replicas();
      }
    }
    return sum;
  }
}
