package dev.surgeline.core.decide.slo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/// The slo policy beside others, on traces: run by hand, `Contest TRACES [SET...]`.
final class Contest {
  record Entry(String name, Fleet.Setting setting, Arrivals arrivals, int first, int from) {}

  private Contest() {}

  static List<Integer> column(Path file, String series) throws IOException {
    List<Integer> counts = new ArrayList<>();
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      String[] lines = new String(in.readAllBytes()).split("\n");
      int last = 0;
      for (int i = 1; i < lines.length; i++) {
        String[] cells = lines[i].trim().split(",", -1);
        if (!series.isEmpty() && !cells[0].equals(series)) {
          continue;
        }
        String cell = cells[series.isEmpty() ? 1 : 2];
        last = cell.isEmpty() ? last : Integer.parseInt(cell);
        counts.add(last);
      }
    }
    return counts;
  }

  static Arrivals plain(List<Integer> counts, int bin, int from, int to) {
    return new Arrivals(
        bin,
        counts.subList(from, Math.min(to, counts.size())).stream()
            .mapToInt(Integer::intValue)
            .toArray());
  }

  /// Drawn straight between the middles of the bins, times a factor, with chance of its own.
  static Arrivals smooth(List<Integer> counts, int bin, double factor, int from, int to) {
    SplittableRandom random = new SplittableRandom(1);
    int fine = 5;
    int per = bin / fine;
    int[] out = new int[(to - from) * per];
    for (int i = 0; i < out.length; i++) {
      double at = (i + 0.5) / per - 0.5 + from;
      int left = Math.max(0, (int) Math.floor(at));
      int right = Math.min(counts.size() - 1, left + 1);
      double share = at - left;
      double rate = (counts.get(left) * (1 - share) + counts.get(right) * share) / bin * factor;
      out[i] =
          (int)
              Math.max(0, Math.round(rate * fine + Math.sqrt(rate * fine) * random.nextGaussian()));
    }
    return new Arrivals(fine, out);
  }

  static Entry entry(Path folder, String name) throws IOException {
    String[] part = name.split("-");
    switch (part[0]) {
      case "taxi" -> {
        int start = Integer.parseInt(part[1]) * 48;
        var a =
            smooth(
                column(folder.resolve("nyc-taxi-30m.csv.gz"), ""), 1800, 20, start, start + 48 * 8);
        return new Entry(name, new Fleet.Setting(4, 0.2, 0.3, 1, 10, 60), a, 15, 86400);
      }
      case "syn" -> {
        Synthetic kind =
            switch (part[1]) {
              case "smooth" -> Synthetic.SMOOTH;
              case "noisy" -> Synthetic.NOISY;
              case "bursty" -> Synthetic.BURSTY;
              default -> Synthetic.CLOCK;
            };
        return new Entry(
            name,
            new Fleet.Setting(4, 0.2, 0.3, 1, 10, 60),
            kind.arrivals(Integer.parseInt(part[2]), Long.parseLong(part[3])),
            10,
            7200);
      }
      case "elb" -> {
        return counted(name, column(folder.resolve("aws-elb-requests-5m.csv.gz"), ""), part, 1);
      }
      case "tw" -> {
        Path file = folder.resolve("twitter-mentions-10tickers-5m.csv.gz");
        List<Integer> counts = new ArrayList<>();
        for (String series : part[1].split("\\+")) {
          var one = column(file, series);
          for (int i = 0; i < one.size(); i++) {
            if (i < counts.size()) {
              counts.set(i, counts.get(i) + one.get(i));
            } else {
              counts.add(one.get(i));
            }
          }
        }
        return counted(name, counts, part, 2);
      }
      case "azure" -> {
        var once = column(folder.resolve("azure-llm-2023-" + part[1] + "-10s.csv.gz"), "");
        double service = Double.parseDouble(part[2]);
        return new Entry(
            name,
            new Fleet.Setting(4, service, 0.3, 5 * service, 30 * service, 60),
            plain(once, 10, 0, once.size()),
            5,
            600);
      }
      default -> throw new IllegalArgumentException(name);
    }
  }

  /// The bins played with another width; slots; service in seconds; from and to in bins.
  private static Entry counted(String name, List<Integer> counts, String[] part, int at) {
    int bin = Integer.parseInt(part[at]);
    int slots = Integer.parseInt(part[at + 1]);
    double s = Double.parseDouble(part[at + 2]);
    int from = part.length > at + 3 ? Integer.parseInt(part[at + 3]) : 0;
    int to = part.length > at + 3 ? Integer.parseInt(part[at + 4]) : counts.size();
    return new Entry(
        name,
        new Fleet.Setting(slots, s, 0.3, 5 * s, 50 * s, 60),
        plain(counts, bin, from, to),
        10,
        7200);
  }

  static void run(Entry entry, double[] prices, boolean all) {
    Fleet.Setting s = entry.setting();
    CapacityCurve curve = Controllers.curve(s);
    int peak = 0;
    for (int i = 0; i < entry.arrivals().counts().length; i++) {
      peak =
          Math.max(
              peak, curve.least(entry.arrivals().counts()[i] / (double) entry.arrivals().bin()));
    }
    System.out.printf(
        "%s: %.1f h, peak %d replicas%n", entry.name(), entry.arrivals().seconds() / 3600.0, peak);
    if (all) {
      one(entry, "rate known", Controllers.knowing(curve, entry.arrivals(), s.startup()));
      for (int target : new int[] {80, 70, 50}) {
        one(entry, "hpa " + target, Controllers.hpa(target / 100.0));
      }
      one(entry, "reactive", Controllers.reactive(curve));
    }
    for (double price : prices) {
      for (double wrong : all ? new double[] {1} : new double[] {1}) {
        long began = System.nanoTime();
        one(
            entry,
            "price " + price + (wrong == 1 ? "" : " x" + wrong),
            new Controllers.Priced(
                s, price, s.service() * wrong, Instant.parse("2026-03-02T00:00:00Z")));
      }
    }
  }

  static void one(Entry entry, String name, Fleet.Controller controller) {
    Fleet.Score score =
        Fleet.run(entry.setting(), entry.arrivals(), controller, entry.first(), entry.from(), 7);
    System.out.printf(
        "  %-14s %8.1f h %7d s %6d%n",
        name, score.replicaHours(), score.violated(), score.changes());
    if (controller instanceof Controllers.Priced p) {
      var m = p.last().orElseThrow().memory();
      System.out.printf(
          "     %s%n     S %.3f cv2 %.2f shares %.2f %.2f %.2f %.2f scored %d%n",
          p.last().get().recommendation().reasons().getFirst(),
          m.service().busy() / m.service().done(),
          m.service().spread(.99),
          m.forecaster().shares().get(0),
          m.forecaster().shares().get(1),
          m.forecaster().shares().get(2),
          m.forecaster().shares().get(3),
          m.forecaster().scored());
    }
  }

  public static void main(String[] args) throws IOException {
    boolean all = !args[1].equals("only");
    for (int i = 2; i < args.length; i++) {
      run(entry(Path.of(args[0]), args[i]), new double[] {200, 400, 800}, all);
    }
  }
}
