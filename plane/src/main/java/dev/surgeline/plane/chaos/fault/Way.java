package dev.surgeline.plane.chaos.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// One way of a connection through a link: what comes in goes out at its time, in its order.
final class Way implements Runnable {
  private static final int PIECE = 16 * 1024;

  /// Pieces under way at most: 4 MiB; then the sender has to wait, as on a real link.
  private static final int UNDER_WAY_MAX = 256;

  private static final long BLACKHOLE_LOOK_MILLIS = 10;

  /// @param bytes with its content between position and limit; nothing: the end
  private record Piece(ByteBuffer bytes, long dueNanos) {}

  private final Link link;
  private final Socket from;
  private final Socket to;
  private final Random random;
  private final BlockingQueue<Piece> underWay = new LinkedBlockingQueue<>(UNDER_WAY_MAX);

  Way(Link link, Socket from, Socket to, long seed) {
    this.link = link;
    this.from = from;
    this.to = to;
    this.random = new Random(seed);
  }

  @Override
  public void run() {
    Thread writer = Thread.ofVirtual().start(this::write);
    try {
      InputStream in = from.getInputStream();
      byte[] block = new byte[PIECE];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        underWay.put(new Piece(ByteBuffer.wrap(Arrays.copyOf(block, read)), due()));
      }
      underWay.put(new Piece(ByteBuffer.allocate(0), due()));
      writer.join();
    } catch (IOException broken) {
      // The other side is to see it broken off too, not ended.
      Link.reset(to);
      writer.interrupt();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      writer.interrupt();
    }
  }

  private long due() {
    LinkFaults faults = link.faults();
    long jitter = faults.jitterMillis();
    long millis = faults.latencyMillis();
    if (jitter > 0) {
      millis += random.nextLong(-jitter, jitter + 1);
    }
    return System.nanoTime() + millis * 1_000_000;
  }

  private void write() {
    try {
      OutputStream out = to.getOutputStream();
      long free = System.nanoTime();
      while (true) {
        Piece piece = underWay.take();
        sleepUntil(piece.dueNanos());
        while (link.faults().blackhole() && !link.closed()) {
          Thread.sleep(BLACKHOLE_LOOK_MILLIS);
        }
        if (!piece.bytes().hasRemaining()) {
          to.shutdownOutput();
          return;
        }
        free = send(out, piece.bytes().array(), free);
      }
    } catch (IOException broken) {
      Link.reset(from);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// @param free when the link has sent what was before
  /// @return when it has sent this
  private long send(OutputStream out, byte[] bytes, long free)
      throws IOException, InterruptedException {
    int at = 0;
    long until = Math.max(free, System.nanoTime());
    while (at < bytes.length) {
      long rate = link.faults().bytesPerSecond();
      // A twentieth of a second at a time, so that a change of the rate is felt soon.
      int count = rate == 0 ? bytes.length - at : Math.clamp(rate / 20, 1, bytes.length - at);
      out.write(bytes, at, count);
      at += count;
      until = Math.max(until, System.nanoTime() - 1_000_000);
      until += rate == 0 ? 0 : count * 1_000_000_000L / rate;
      sleepUntil(until);
    }
    return until;
  }

  private static void sleepUntil(long nanos) throws InterruptedException {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
    }
  }
}
