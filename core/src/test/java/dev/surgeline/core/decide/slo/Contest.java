package dev.surgeline.core.decide.slo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/// The slo policy beside others, on traces: run by hand, `Contest FOLDER CASE...`, where FOLDER
/// holds the traces as gzipped CSV. A case is one of
/// - `syn-KIND-HOURS-SEED`: made up, KIND as in [Synthetic];
/// - `taxi-DAY`: eight days of a half-hourly trace, drawn smooth and 20 times as much;
/// - `elb-BIN-SLOTS-SERVICE[-FROM-TO]`: counts, each bin played in BIN seconds, with replicas of so
///   many slots and so long a service that the trace fills some dozens of them;
/// - `tw-SERIES+SERIES-BIN-SLOTS-SERVICE[-FROM-TO]`: the same for the sum of some series;
/// - `azure-NAME-SERVICE`: an hour in ten-second counts.
final class Contest {
  private static final double[] PRICES = {100, 400, 800, 1600};
  private static final int[] TARGETS = {80, 70, 60, 50, 40};

  /// @param first replicas at the beginning
  /// @param from second from which on it counts
  record Entry(String name, Fleet.Setting setting, Arrivals arrivals, int first, int from) {}

  private Contest() {}

  public static void main(String[] args) throws IOException {
    for (int i = 1; i < args.length; i++) {
      run(entry(Path.of(args[0]), args[i]));
    }
  }

  private static void run(Entry entry) {
    Fleet.Setting setting = entry.setting();
    CapacityCurve curve = Controllers.curve(setting);
    System.out.printf(
        "%s: %.1f h, peak %d replicas%n",
        entry.name(), entry.arrivals().seconds() / 3600.0, curve.least(entry.arrivals().most()));
    one(entry, "rate known", Controllers.knowing(curve, entry.arrivals(), setting.startup()));
    for (int target : TARGETS) {
      one(entry, "hpa " + target, Controllers.hpa(target / 100.0));
    }
    one(entry, "reactive", Controllers.reactive(curve));
    for (double price : PRICES) {
      one(
          entry,
          "price " + price,
          new Controllers.Priced(
              setting, price, setting.service(), Instant.parse("2026-03-02T00:00:00Z")));
    }
  }

  private static void one(Entry entry, String name, Fleet.Controller controller) {
    Fleet.Score score =
        Fleet.run(entry.setting(), entry.arrivals(), controller, entry.first(), entry.from(), 7);
    System.out.printf(
        "  %-14s %8.1f h %7d s %6d changes%n",
        name, score.replicaHours(), score.violated(), score.changes());
  }

  private static Entry entry(Path folder, String name) throws IOException {
    String[] part = name.split("-", -1);
    return switch (part[0]) {
      case "syn" -> {
        Arrivals arrivals =
            Synthetic.of(part[1]).arrivals(Integer.parseInt(part[2]), Long.parseLong(part[3]));
        yield new Entry(name, new Fleet.Setting(4, 0.2, 0.3, 1, 10, 60), arrivals, 10, 7200);
      }
      case "taxi" -> {
        int from = Integer.parseInt(part[1]) * 48;
        List<Integer> counts = column(folder.resolve("nyc-taxi-30m.csv.gz"), "");
        Arrivals arrivals = smooth(counts, 1800, 20, from, from + 48 * 8);
        yield new Entry(name, new Fleet.Setting(4, 0.2, 0.3, 1, 10, 60), arrivals, 15, 86_400);
      }
      case "elb" -> counted(name, column(folder.resolve("aws-elb-requests-5m.csv.gz"), ""), 1);
      case "tw" -> {
        Path file = folder.resolve("twitter-mentions-10tickers-5m.csv.gz");
        yield counted(name, sum(file, part[1]), 2);
      }
      case "azure" -> {
        Path file = folder.resolve("azure-llm-2023-" + part[1] + "-10s.csv.gz");
        double service = Double.parseDouble(part[2]);
        Fleet.Setting setting = setting(4, service);
        List<Integer> counts = column(file, "");
        yield new Entry(name, setting, plain(counts, 10, 0, counts.size()), 5, 600);
      }
      default -> throw new IllegalArgumentException("no such case: " + name);
    };
  }

  private static Fleet.Setting setting(int slots, double service) {
    return new Fleet.Setting(slots, service, 0.3, 5 * service, 50 * service, 60);
  }

  private static Entry counted(String name, List<Integer> counts, int at) {
    String[] part = name.split("-", -1);
    int bin = Integer.parseInt(part[at]);
    int slots = Integer.parseInt(part[at + 1]);
    double service = Double.parseDouble(part[at + 2]);
    boolean all = part.length == at + 3;
    int from = all ? 0 : Integer.parseInt(part[at + 3]);
    int to = all ? counts.size() : Integer.parseInt(part[at + 4]);
    return new Entry(name, setting(slots, service), plain(counts, bin, from, to), 10, 7200);
  }

  private static List<Integer> sum(Path file, String names) throws IOException {
    List<Integer> sums = new ArrayList<>();
    for (String series : names.split("\\+", -1)) {
      List<Integer> one = column(file, series);
      for (int i = 0; i < one.size(); i++) {
        if (i < sums.size()) {
          sums.set(i, sums.get(i) + one.get(i));
        } else {
          sums.add(one.get(i));
        }
      }
    }
    return sums;
  }

  /// The counts; one that is absent is as the one before it.
  private static List<Integer> column(Path file, String series) throws IOException {
    List<Integer> counts = new ArrayList<>();
    String text;
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    int last = 0;
    for (String line : text.lines().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      if (series.isEmpty() || cells[0].equals(series)) {
        String cell = cells[series.isEmpty() ? 1 : 2];
        last = cell.isEmpty() ? last : Integer.parseInt(cell);
        counts.add(last);
      }
    }
    return counts;
  }

  private static Arrivals plain(List<Integer> counts, int bin, int from, int to) {
    return new Arrivals(
        bin,
        counts.subList(from, Math.min(to, counts.size())).stream()
            .mapToInt(Integer::intValue)
            .toArray());
  }

  /// Drawn straight between the middles of the bins, times a factor, with chance of its own.
  private static Arrivals smooth(List<Integer> counts, int bin, double factor, int from, int to) {
    SplittableRandom random = new SplittableRandom(1);
    int fine = 5;
    int per = bin / fine;
    int[] out = new int[(to - from) * per];
    for (int i = 0; i < out.length; i++) {
      double at = (i + 0.5) / per - 0.5 + from;
      int left = Math.max(0, (int) Math.floor(at));
      int right = Math.min(counts.size() - 1, left + 1);
      double share = at - left;
      double mean =
          (counts.get(left) * (1 - share) + counts.get(right) * share) / bin * factor * fine;
      out[i] = (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    return new Arrivals(fine, out);
  }
}
