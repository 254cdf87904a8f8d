package dev.surgeline.sample.serve;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A fixed number of slots and one first-come-first-served queue in front of them.
///
/// Requests wait as parked threads, accepted jobs as objects; both stand in the same queue, so
/// neither overtakes the other. A freed slot passes straight to the head of the queue: nobody who
/// arrives in that moment can slip in before it.
public final class Slots {
  /// How asking for a slot ended.
  public enum Entry {
    /// The caller holds a slot and must `leave()`.
    ENTERED,
    /// The queue is at its limit.
    FULL,
    /// No slot came free within the caller's patience.
    LATE
  }

  private final int slots;
  private final int queueLimit;
  private final ReentrantLock lock = new ReentrantLock();
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private int busy;

  /// Makes the slots, all free.
  ///
  /// @param slots from 1
  /// @param queueLimit how many may wait, from 0
  public Slots(int slots, int queueLimit) {
    if (slots < 1 || queueLimit < 0) {
      throw new IllegalArgumentException("slots start at 1 and the queue limit at 0");
    }
    this.slots = slots;
    this.queueLimit = queueLimit;
  }

  /// Waits for a slot, at most as long as `patience`.
  public Entry enter(Duration patience) throws InterruptedException {
    CountDownLatch granted = new CountDownLatch(1);
    Runnable turn = granted::countDown;
    if (!join(turn)) {
      return Entry.FULL;
    }
    if (granted.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return Entry.ENTERED;
    }
    lock.lock();
    try {
      // Not found means that the slot came in the very moment of giving up: take it.
      return waiting.remove(turn) ? Entry.LATE : Entry.ENTERED;
    } finally {
      lock.unlock();
    }
  }

  /// Queues a job that runs on its own thread once it has a slot, and must `leave()` at its end.
  ///
  /// @return false when the queue is at its limit
  public boolean submit(Runnable job) {
    return join(() -> Thread.ofVirtual().start(job));
  }

  /// Gives the slot to the next in the queue.
  public void leave() {
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        busy--;
      } else {
        waiting.remove().run();
      }
    } finally {
      lock.unlock();
    }
  }

  public int slots() {
    return slots;
  }

  public int busy() {
    lock.lock();
    try {
      return busy;
    } finally {
      lock.unlock();
    }
  }

  public int queued() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private boolean join(Runnable turn) {
    lock.lock();
    try {
      if (busy < slots) {
        busy++;
        turn.run();
      } else if (waiting.size() < queueLimit) {
        waiting.add(turn);
      } else {
        return false;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
