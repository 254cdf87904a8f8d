package dev.surgeline.plane.cli;

import java.time.Duration;

/// Tells on stderr what takes so long, once it has taken a second.
final class Patience implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Thread teller;
  private volatile String doing;

  Patience(String doing) {
    this.doing = doing;
    this.teller = Thread.ofVirtual().start(this::tell);
  }

  /// What is done from now on.
  void now(String next) {
    doing = next;
  }

  private void tell() {
    String told = "";
    try {
      while (true) {
        Thread.sleep(EVERY);
        if (!doing.equals(told)) {
          told = doing;
          System.err.println("surge: " + told);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    teller.interrupt();
  }
}
