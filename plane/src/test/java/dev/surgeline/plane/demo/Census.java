package dev.surgeline.plane.demo;

import dev.surgeline.plane.fixture.Home;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Counts the replica processes there are, again and again, and remembers every one.
final class Census implements AutoCloseable {
  private static final Pattern REPLICA = Pattern.compile("^(\\d+) .* serve .*--replica (\\S+)");

  private final Home home;
  private final SortedMap<String, SortedSet<Long>> everSeen = new TreeMap<>();
  private final Thread thread;
  private int most;
  private volatile boolean over;

  Census(Home home) {
    this.home = home;
    this.thread = Thread.ofPlatform().daemon().start(this::count);
  }

  private void count() {
    try {
      while (!over) {
        now();
        Thread.sleep(Duration.ofMillis(50));
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// The replicas there are now: pids by id.
  SortedMap<String, SortedSet<Long>> now() {
    SortedMap<String, SortedSet<Long>> found = new TreeMap<>();
    for (String line : home.running()) {
      Matcher replica = REPLICA.matcher(line);
      if (replica.find()) {
        found
            .computeIfAbsent(replica.group(2), _ -> new TreeSet<>())
            .add(Long.parseLong(replica.group(1)));
      }
    }
    synchronized (this) {
      most = Math.max(most, found.size());
      found.forEach((id, pids) -> everSeen.computeIfAbsent(id, _ -> new TreeSet<>()).addAll(pids));
    }
    return found;
  }

  /// The most replicas that there were at once.
  synchronized int most() {
    return most;
  }

  /// Replicas that more than one process was, a sentence each.
  synchronized List<String> startedTwice() {
    List<String> twice = new ArrayList<>();
    everSeen.forEach((id, pids) ->
        Optional.of(pids)
            .filter(many -> many.size() > 1)
            .ifPresent(many -> twice.add(id + " was the processes " + many)));
    return twice;
  }

  @Override
  public void close() {
    over = true;
    thread.interrupt();
  }
}
