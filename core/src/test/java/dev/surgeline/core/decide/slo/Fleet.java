package dev.surgeline.core.decide.slo;

import java.util.ArrayDeque;
import java.util.SplittableRandom;

/// A simulated fleet, request by request: one queue, first come first served, over all slots of the
/// replicas that are ready; lognormal service; clients that give up.
///
/// Decisions fall each 15 s and see the 15 s that ended 15 s before. Replicas are paid from the
/// moment they are asked for. A ten-second window is violated when more than 1% of the requests
/// that arrived in it missed the bound.
final class Fleet {
  static final int PERIOD = 15;
  private static final int WINDOW = 10;

  /// @param slots of a replica
  /// @param service the mean time of service in seconds
  /// @param spread the variance of the service time by its mean squared
  /// @param bound in seconds
  /// @param patience seconds after which a client that still waits gives up
  /// @param startup seconds
  record Setting(
      int slots, double service, double spread, double bound, double patience, int startup) {}

  /// What a controller sees.
  ///
  /// @param at the time of the decision in seconds
  /// @param rate of arrivals in the period seen
  /// @param inFlight at its end
  /// @param utilization the share of the ready slots that was busy
  /// @param latency the time within which 99% of it were answered; NaN: none were
  /// @param ready replicas
  /// @param current replicas asked for
  record View(
      int at,
      double rate,
      double inFlight,
      double utilization,
      double latency,
      int ready,
      int current) {}

  /// Decides how many replicas there shall be.
  interface Controller {
    int wanted(View view);
  }

  /// @param replicaHours paid
  /// @param violated seconds
  /// @param changes of size
  record Score(double replicaHours, int violated, int changes) {}

  private final Setting setting;
  private final Arrivals arrivals;
  private final Controller controller;
  private final SplittableRandom random;
  private final double center;
  private final double root;
  private final Heap servers = new Heap();
  private final ArrayDeque<Double> queue = new ArrayDeque<>();
  private final ArrayDeque<Integer> starting = new ArrayDeque<>();
  private final int[] arrived;
  private final int[] missed;
  private final int[] came;
  private final double[] busy;
  private final double[] capacity;
  private int leaving;
  private int ready;
  private int current;
  private int[] latencies = new int[400];
  private View seen = new View(0, 0, 0, 0, Double.NaN, 0, 0);
  private double paid;
  private int changes;

  private Fleet(Setting setting, Arrivals arrivals, Controller controller, int first, long seed) {
    this.setting = setting;
    this.arrivals = arrivals;
    this.controller = controller;
    this.random = new SplittableRandom(seed);
    double variance = Math.log1p(setting.spread());
    this.root = Math.sqrt(variance);
    this.center = Math.log(setting.service()) - variance / 2;
    int windows = arrivals.seconds() / WINDOW + 1;
    this.arrived = new int[windows];
    this.missed = new int[windows];
    int periods = arrivals.seconds() / PERIOD + 2;
    this.came = new int[periods];
    this.busy = new double[periods];
    this.capacity = new double[periods];
    this.current = first;
    this.ready = first;
    for (int i = 0; i < first * setting.slots(); i++) {
      servers.add(0);
    }
  }

  /// @param first replicas that are ready at the beginning
  /// @param from second from which on replicas are paid and violations count
  static Score run(
      Setting setting, Arrivals arrivals, Controller controller, int first, int from, long seed) {
    Fleet fleet = new Fleet(setting, arrivals, controller, first, seed);
    fleet.run(from);
    int violated = 0;
    for (int i = from / WINDOW; i < fleet.arrived.length; i++) {
      violated += fleet.missed[i] > 0.01 * fleet.arrived[i] ? WINDOW : 0;
    }
    return new Score(fleet.paid / 3600, violated, fleet.changes);
  }

  private void run(int from) {
    Arrivals.Cursor cursor = arrivals.cursor(random.split());
    double next = cursor.next();
    for (int second = 0; second < arrivals.seconds(); second++) {
      begin(second);
      while (next < second + 1) {
        serve(next);
        queue.add(next);
        arrived[(int) (next / WINDOW)]++;
        came[(int) (next / PERIOD)]++;
        serve(next);
        next = cursor.next();
      }
      serve(second + 1);
      paid += second >= from ? current : 0;
      capacity[second / PERIOD] += (double) ready * setting.slots();
    }
  }

  /// What happens at the beginning of a second: replicas get ready, and it may be decided.
  private void begin(int second) {
    while (!starting.isEmpty() && starting.peekFirst() <= second) {
      starting.removeFirst();
      ready++;
      for (int i = 0; i < setting.slots(); i++) {
        servers.add(second);
      }
    }
    if (second % PERIOD != 0 || second < 2 * PERIOD) {
      if (second == PERIOD) {
        seen = look(second);
      }
      return;
    }
    View now =
        new View(
            second,
            seen.rate(),
            seen.inFlight(),
            seen.utilization(),
            seen.latency(),
            ready,
            current);
    resize(Math.max(1, controller.wanted(now)), second);
    seen = look(second);
  }

  /// What will be seen one period later.
  private View look(int second) {
    int period = second / PERIOD - 1;
    double used = capacity[period] == 0 ? 0 : Math.min(1, busy[period] / capacity[period]);
    int all = 0;
    for (int count : latencies) {
      all += count;
    }
    int above = 0;
    double latency = Double.NaN;
    for (int i = latencies.length - 1; i >= 0 && all > 0; i--) {
      above += latencies[i];
      if (above > 0.01 * all) {
        latency = setting.bound() * Math.pow(1.04, i - 250);
        break;
      }
    }
    latencies = new int[latencies.length];
    return new View(
        second,
        came[period] / (double) PERIOD,
        queue.size() + servers.above(second),
        used,
        latency,
        ready,
        current);
  }

  private void resize(int wanted, int second) {
    changes += wanted != current ? 1 : 0;
    for (; current < wanted; current++) {
      starting.addLast(second + setting.startup());
    }
    for (; current > wanted; current--) {
      if (starting.isEmpty()) {
        ready--;
        leaving += setting.slots();
      } else {
        starting.removeLast();
      }
    }
  }

  private void serve(double until) {
    while (leaving > 0 && servers.least() <= until) {
      servers.take();
      leaving--;
    }
    while (!queue.isEmpty() && servers.least() <= until) {
      double free = servers.take();
      if (leaving > 0) {
        leaving--;
        continue;
      }
      double arrival = queue.removeFirst();
      double start = Math.max(arrival, free);
      if (start - arrival > setting.patience()) {
        missed[(int) (arrival / WINDOW)]++;
        servers.add(free);
        continue;
      }
      double time = Math.exp(center + root * random.nextGaussian());
      servers.add(start + time);
      answered(arrival, start, start + time);
    }
    while (!queue.isEmpty() && until - queue.peekFirst() > setting.patience()) {
      missed[(int) (queue.removeFirst() / WINDOW)]++;
    }
  }

  private void answered(double arrival, double start, double end) {
    double latency = end - arrival;
    if (latency > setting.bound()) {
      missed[(int) (arrival / WINDOW)]++;
    }
    int bin = 250 + (int) Math.floor(Math.log(latency / setting.bound()) / Math.log(1.04));
    latencies[Math.max(0, Math.min(latencies.length - 1, bin))]++;
    double from = start;
    while (from < end) {
      int period = (int) (from / PERIOD);
      double to = Math.min(end, (period + 1.0) * PERIOD);
      if (period < busy.length) {
        busy[period] += to - from;
      }
      from = to;
    }
  }
}
