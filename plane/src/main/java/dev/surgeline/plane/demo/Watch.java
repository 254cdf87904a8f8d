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
    private int size = -1;
    private double replicaSeconds;
    final StringBuilder course = new StringBuilder();
  }

  private final SortedMap<String, Sum> workloads = new TreeMap<>();
  private Optional<Picture> last = Optional.empty();
  private Instant begun = Instant.EPOCH;
  private long lastNews;
  private int peak;

  /// @param nanoTime now, as `System.nanoTime` has it
  Watch(long nanoTime) {
    this.lastNews = nanoTime;
  }

  /// Takes in a picture; one that was seen before changes nothing.
  void see(Picture picture, long nanoTime) {
    if (last.isPresent() && !picture.at().isAfter(last.get().at())) {
      return;
    }
    begun = last.isPresent() ? begun : picture.at();
    Instant since = last.map(Picture::at).orElse(picture.at());
    double seconds = Duration.between(since, picture.at()).toMillis() / 1e3;
    for (WorkloadPicture workload : picture.workloads()) {
      Sum sum = workloads.computeIfAbsent(workload.name(), _ -> new Sum());
      sum.peak = Math.max(sum.peak, workload.desired());
      sum.replicaSeconds += workload.desired() * seconds;
      if (sum.size != workload.desired()) {
        sum.course
            .append(sum.course.isEmpty() ? "" : ", ")
            .append(workload.desired())
            .append(" @")
            .append(Duration.between(begun, picture.at()).toSeconds())
            .append('s');
        sum.size = workload.desired();
      }
    }
    peak = Math.max(peak, picture.workloads().stream().mapToInt(WorkloadPicture::desired).sum());
    last = Optional.of(picture);
    lastNews = nanoTime;
  }

  /// How long there has been no picture that was not seen before.
  Duration silence(long nanoTime) {
    return Duration.ofNanos(nanoTime - lastNews);
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

  /// The most replicas that were wanted at one time, over all workloads.
  int peak() {
    return peak;
  }
}
