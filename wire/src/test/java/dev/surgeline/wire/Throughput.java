package dev.surgeline.wire;

import dev.surgeline.core.decide.Decision;
import java.util.List;
import java.util.stream.IntStream;

/// How many records are written and read a second; run by hand, nothing is asserted.
final class Throughput {
  private static final int ROUNDS = 8;

  private Throughput() {}

  public static void main(String[] args) {
    List<Decision> decisions =
        IntStream.range(0, 1000).mapToObj(i -> new RandomRecords(i).next(Decision.class)).toList();
    List<byte[]> bytes = decisions.stream().map(Json::canonical).toList();
    long size = bytes.stream().mapToLong(b -> b.length).sum() / bytes.size();
    System.out.println("a Decision of " + size + " bytes on average");
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      long sum = 0;
      for (int i = 0; i < 50; i++) {
        for (Decision decision : decisions) {
          sum += Json.canonical(decision).length;
        }
      }
      long middle = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        for (byte[] one : bytes) {
          sum += Json.read(Decision.class, one, "journal").reasons().size();
        }
      }
      long end = System.nanoTime();
      System.out.printf(
          "%,.0f written/s, %,.0f read/s (%d)%n",
          50_000 * 1e9 / (middle - start), 10_000 * 1e9 / (end - middle), sum);
    }
  }
}
