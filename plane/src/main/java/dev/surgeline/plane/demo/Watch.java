package dev.surgeline.plane.demo;

import dev.surgeline.plane.console.Picture;
import dev.surgeline.plane.console.WorkloadPicture;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Adds up what the pictures of the control plane show over the time of the load.
final class Watch {
  /// What is added up for one workload.
  static final class Sum {
    int peak;
    int first = -1;
    double replicaSeconds;
    final StringBuilder course = new StringBuilder();
  }

  private final SortedMap<String, Sum> workloads = new TreeMap<>();
  private Optional<Picture> last = Optional.empty();

  /// Takes in a picture; one that was seen before changes nothing.
  void see(Picture picture) {
    if (last.isPresent() && !picture.at().isAfter(last.get().at())) {
      return;
    }
    Instant since = last.map(Picture::at).orElse(picture.at());
    double seconds = Duration.between(since, picture.at()).toMillis() / 1e3;
    for (WorkloadPicture workload : picture.workloads()) {
      Sum sum = workloads.computeIfAbsent(workload.name(), _ -> new Sum());
      sum.peak = Math.max(sum.peak, workload.desired());
      sum.replicaSeconds += workload.desired() * seconds;
      if (sum.first != workload.desired()) {
        sum.course.append(sum.course.isEmpty() ? "" : " ").append(workload.desired());
        sum.first = workload.desired();
      }
    }
    last = Optional.of(picture);
  }

  Optional<Picture> last() {
    return last;
  }

  SortedMap<String, Sum> workloads() {
    return workloads;
  }

  double replicaSeconds() {
    return workloads.values().stream().mapToDouble(sum -> sum.replicaSeconds).sum();
  }

  int peak() {
    return workloads.values().stream().mapToInt(sum -> sum.peak).sum();
  }
}
