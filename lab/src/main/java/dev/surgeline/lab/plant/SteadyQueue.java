package dev.surgeline.lab.plant;

import dev.surgeline.core.decide.slo.Erlang;

/// A queue before slots that can do what comes, as it is in the mean: a share C of the requests
/// (Erlang's) waits, and longer than t with C exp(-theta t), theta = 2 (c - load) / S / (1 + cv2).
final class SteadyQueue {
  /// Of those who wait: how many wait so many times 1 / theta.
  private static final double[] PART = {0.5, 0.4, 0.09, 0.01};

  private static final double[] TIMES = {0.288, 1.204, 2.996, 5.3};

  private final PlantSettings settings;
  private final Stretches stretches;
  private final int[] atOnce;
  private int[] waited = {};
  private double servers = -1;
  private double load;
  private double share;
  private double late;
  private double slow;

  SteadyQueue(PlantSettings settings, Stretches stretches) {
    this.settings = settings;
    this.stretches = stretches;
    atOnce = new int[stretches.takes().length];
    for (int i = 0; i < atOnce.length; i++) {
      atOnce[i] = Latencies.place(took(0, stretches.takes()[i]));
    }
  }

  /// Of jobs the wait counts, and not their service.
  private long took(long waits, long takes) {
    return settings.particulars().jobs() ? waits : waits + takes;
  }

  /// @param slots that serve
  /// @param offered slots that the usual rate keeps busy, fewer
  void settle(double slots, double offered) {
    if (slots == servers && offered == load) {
      return;
    }
    servers = slots;
    load = offered;
    share = Erlang.waiting(servers, load);
    boolean waits = share > 1e-4;
    double theta = 2 * (servers - load) / stretches.mean() / (1 + stretches.cv2());
    waited = new int[waits ? atOnce.length * PART.length : 0];
    late = 0;
    slow = 0;
    for (int i = 0; i < atOnce.length; i++) {
      count(0, i, waits ? 1 - share : 1);
      for (int j = 0; waits && j < PART.length; j++) {
        long wait = (long) (TIMES[j] / theta);
        waited[i * PART.length + j] = Latencies.place(took(wait, stretches.takes()[i]));
        count(wait, i, share * PART[j]);
      }
    }
  }

  private void count(long wait, int stretch, double part) {
    long takes = stretches.takes()[stretch];
    double requests = stretches.share()[stretch] * part;
    late += took(wait, takes) > settings.bound() ? requests : 0;
    slow += took(0, takes) > settings.bound() ? requests : 0;
  }

  /// How many wait.
  ///
  /// @param busy slots that what comes now keeps busy
  double waiting(double busy) {
    return share * busy / (servers - load);
  }

  /// So many requests that came are answered.
  void serve(Ledger ledger, long from, double came) {
    if (late > 0) {
      ledger.late(from, came * late, came * slow);
    }
    double[] shares = stretches.share();
    for (int i = 0; i < atOnce.length; i++) {
      double each = came * shares[i];
      ledger.answered(atOnce[i], waited.length > 0 ? each * (1 - share) : each);
      for (int j = 0; j < PART.length && waited.length > 0; j++) {
        ledger.answered(waited[i * PART.length + j], each * share * PART[j]);
      }
    }
  }
}
