package dev.surgeline.plane.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/// A process of 16 threads that append until it is killed, and say what was acknowledged.
///
/// Arguments: the state folder, and a mark for its entries.
public final class Appender {
  private static final int THREADS = 16;

  private Appender() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    TransparencyLog log =
        TransparencyLog.open(new AuditFolder(Path.of(args[0])), "test", System.err::println);
    Thread[] threads = new Thread[THREADS];
    for (int i = 0; i < THREADS; i++) {
      String who = args[1] + "-" + i + "-";
      threads[i] = Thread.ofPlatform().start(() -> append(log, who));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void append(TransparencyLog log, String who) {
    for (int i = 0; true; i++) {
      String what = who + i;
      try {
        long index = log.append(Instant.EPOCH, TransparencyLogTest.entry(what));
        synchronized (Appender.class) {
          System.out.println(index + " " + what + " .");
          System.out.flush();
        }
      } catch (IOException failed) {
        System.err.println(failed.getMessage());
        return;
      }
    }
  }
}
