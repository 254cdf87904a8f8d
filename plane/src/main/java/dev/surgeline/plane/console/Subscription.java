package dev.surgeline.plane.console;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// One client's mailbox. It is read by the thread that made it.
final class Subscription {
  /// A minute of ticks of a second: whoever is further behind is not reading.
  static final int MAILBOX_MAX = 64;

  private final BlockingQueue<Frame> mailbox = new ArrayBlockingQueue<>(MAILBOX_MAX);
  private final Thread reader = Thread.currentThread();
  private final boolean resumed;
  private final List<Frame> missed;

  /// @param resumed whether `missed` is all that the client has not seen
  /// @param missed to be sent before anything from the mailbox
  Subscription(boolean resumed, List<Frame> missed) {
    this.resumed = resumed;
    this.missed = List.copyOf(missed);
  }

  boolean resumed() {
    return resumed;
  }

  List<Frame> missed() {
    return missed;
  }

  /// Never waits.
  ///
  /// @return false if the mailbox is full
  boolean offer(Frame frame) {
    return mailbox.offer(frame);
  }

  /// The next picture, or nothing within that time.
  Optional<Frame> await(Duration time) throws InterruptedException {
    return Optional.ofNullable(mailbox.poll(time.toMillis(), TimeUnit.MILLISECONDS));
  }

  /// Ends the reader, also in the middle of a write to a client that does not read.
  void drop() {
    reader.interrupt();
  }
}
