package dev.surgeline.plane.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The last pictures, and who waits for the next one.
///
/// One lock around short steps without IO, so that a client sees every picture once and in order,
/// and the control loop is never held up by a client.
final class Broadcast {
  /// Ten minutes at a tick of a second, two and a half hours at 15 s.
  static final int PICTURES_MAX = 600;

  /// Workloads times pictures kept; keeps a platform of thousands within some 30 MB.
  static final int POINTS_MAX = 100_000;

  static final int CLIENTS_MAX = 32;

  /// Who missed more is better off with the history.
  static final int MISSED_MAX = 120;

  private final Deque<Frame> frames = new ArrayDeque<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final RecentDecisions decisions = new RecentDecisions();
  private int points;
  private long sequence;
  private boolean closed;

  synchronized void publish(Picture picture) {
    if (closed) {
      return;
    }
    var frame = new Frame(++sequence, picture);
    frames.addLast(frame);
    points += picture.workloads().size();
    while (frames.size() > PICTURES_MAX || (points > POINTS_MAX && frames.size() > 1)) {
      points -= frames.removeFirst().picture().workloads().size();
    }
    decisions.add(picture.decisions());
    subscriptions.removeIf(subscription -> {
      boolean slow = !subscription.offer(frame);
      if (slow) {
        subscription.drop();
      }
      return slow;
    });
  }

  /// @param after the sequence of the last picture that the client has seen, if in this run
  /// @return nothing when there are [#CLIENTS_MAX] already, or when closed
  synchronized Optional<Subscription> subscribe(OptionalLong after) {
    if (closed || subscriptions.size() >= CLIENTS_MAX) {
      return Optional.empty();
    }
    var resumable = after.isPresent() ? since(after.getAsLong()) : Optional.<List<Frame>>empty();
    var first = latest().map(List::of).orElse(List.of());
    var subscription = new Subscription(resumable.isPresent(), resumable.orElse(first));
    subscriptions.add(subscription);
    return Optional.of(subscription);
  }

  /// After this the subscription's thread is no longer interrupted.
  synchronized void unsubscribe(Subscription subscription) {
    subscriptions.remove(subscription);
  }

  synchronized Optional<Frame> latest() {
    return Optional.ofNullable(frames.peekLast());
  }

  synchronized Memory memory() {
    return new Memory(sequence, frames.stream().map(Frame::picture).toList(), decisions.all());
  }

  synchronized void close() {
    closed = true;
    subscriptions.forEach(Subscription::drop);
    subscriptions.clear();
  }

  /// All pictures after that one; nothing if not all are kept, or it is not of this run.
  private Optional<List<Frame>> since(long seen) {
    long missing = sequence - seen;
    if (missing < 0 || missing > Math.min(MISSED_MAX, frames.size())) {
      return Optional.empty();
    }
    return Optional.of(frames.stream().filter(frame -> frame.sequence() > seen).toList());
  }

  /// All that is kept, as it stood at one moment.
  ///
  /// @param sequence of the last picture
  /// @param pictures in order
  /// @param decisions in order
  record Memory(long sequence, List<Picture> pictures, List<DecisionLine> decisions) {}
}
