package dev.surgeline.lab.plant;

import java.util.Arrays;
import java.util.List;

/// Times of service, cut into stretches of their distribution, the closer the longer they are; each
/// stretch is as its middle. So late requests are known as a share of all.
///
/// Where services are slow, each stretch is there twice: as it is, and as long as it then takes.
///
/// @param takes nanoseconds
/// @param share of the requests that take so long
/// @param mean of all, in nanoseconds
/// @param cv2 their variance by the mean squared
@SuppressWarnings("ArrayRecordComponent")
record Stretches(long[] takes, double[] share, double mean, double cv2) {
  private static final double[] CUTS = {
    0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.86, 0.91, 0.95, 0.975, 0.988, 0.995, 0.999, 0.9999,
    1
  };

  static Stretches of(ServiceTime service, List<Fault.SlowService> slow) {
    long[] takes = new long[CUTS.length - 1];
    double[] share = new double[CUTS.length - 1];
    for (int i = 0; i < takes.length; i++) {
      double middle = (CUTS[i] + CUTS[i + 1]) / 2;
      takes[i] = Math.max(1, (long) service.quantile(middle));
      share[i] = CUTS[i + 1] - CUTS[i];
    }
    var all = new Stretches(takes, share, service.mean(), service.cv2());
    for (Fault.SlowService one : slow) {
      all = all.with(one);
    }
    return all;
  }

  private Stretches with(Fault.SlowService slow) {
    int count = takes.length;
    long[] longer = Arrays.copyOf(takes, 2 * count);
    double[] shares = Arrays.copyOf(share, 2 * count);
    for (int i = 0; i < count; i++) {
      longer[count + i] = Math.max(1, (long) Math.min(1e17, takes[i] * slow.times()));
      shares[count + i] = share[i] * slow.share();
      shares[i] *= 1 - slow.share();
    }
    double slower = mean * (1 - slow.share() + slow.share() * slow.times());
    double squares =
        mean * mean * (1 + cv2) * (1 - slow.share() + slow.share() * slow.times() * slow.times());
    return new Stretches(longer, shares, slower, squares / (slower * slower) - 1);
  }

  /// So many requests were answered after they waited for so long. Of jobs the wait counts, and not
  /// their service.
  void answered(Ledger ledger, PlantSettings settings, long arrival, long waited, double requests) {
    boolean jobs = settings.particulars().jobs();
    for (int i = 0; i < takes.length; i++) {
      long took = jobs ? waited : waited + takes[i];
      ledger.answered(arrival, took, settings.bound(), jobs ? 0 : takes[i], requests * share[i]);
    }
  }
}
