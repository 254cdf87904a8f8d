package dev.surgeline.plane.chaos.fault;

import dev.surgeline.wire.DocumentException;
import dev.surgeline.wire.Json;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// How a running link is told what to do: over a socket file that its owner alone can reach. An
/// order is one JSON text; the answer is `ok` once it is in force.
public final class LinkControl implements Closeable {
  private static final int ORDER_BYTES_MAX = 4096;

  /// What a link is told.
  public sealed interface Order {
    /// Be so from now on.
    record Become(LinkFaults faults) implements Order {}

    /// End.
    record Stop() implements Order {}
  }

  private final ServerSocketChannel server;
  private final Path file;
  private final Link link;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private LinkControl(ServerSocketChannel server, Path file, Link link) {
    this.server = server;
    this.file = file;
    this.link = link;
  }

  /// @param file of the socket; it must not be there yet
  public static LinkControl open(Path file, Link link) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(file));
    } catch (IOException taken) {
      server.close();
      throw new FaultFailed("there is a link " + file + " already: " + taken.getMessage());
    }
    LinkControl control = new LinkControl(server, file, link);
    Thread.ofVirtual().name("link-control").start(control::listen);
    return control;
  }

  /// Waits until it is told to stop.
  public void await() throws InterruptedException {
    stopped.await();
  }

  private void listen() {
    while (stopped.getCount() > 0) {
      try (SocketChannel client = server.accept()) {
        Order order = Json.read(Order.class, read(client), "the order");
        switch (order) {
          case Order.Become(var faults) -> link.set(faults);
          case Order.Stop _ -> link.close();
        }
        write(client, "ok");
        if (order instanceof Order.Stop) {
          stopped.countDown();
        }
      } catch (IOException | DocumentException wrong) {
        if (!server.isOpen()) {
          stopped.countDown();
        }
      }
    }
  }

  private static byte[] read(SocketChannel channel) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ByteBuffer block = ByteBuffer.allocate(ORDER_BYTES_MAX);
    while (channel.read(block) >= 0 && bytes.size() <= ORDER_BYTES_MAX) {
      bytes.write(block.array(), 0, block.position());
      block.clear();
    }
    return bytes.toByteArray();
  }

  private static void write(SocketChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// Ends a link, and waits until it is gone.
  public static void stop(Path file) throws IOException {
    tell(file, new Order.Stop());
    for (int i = 0; i < 500 && Files.exists(file); i++) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException hurried) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /// Tells a link what to do, and waits until it does.
  ///
  /// @throws IOException if there is none, or it does not say that it does
  public static void tell(Path file, Order order) throws IOException {
    if (!Files.exists(file)) {
      throw new FaultFailed("there is no link " + file.getFileName() + ": it was not started");
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      write(channel, new String(Json.canonical(Order.class, order), StandardCharsets.UTF_8));
      channel.shutdownOutput();
      if (!new String(read(channel), StandardCharsets.UTF_8).equals("ok")) {
        throw new FaultFailed("the link " + file.getFileName() + " did not obey");
      }
    } catch (FaultFailed failed) {
      throw failed;
    } catch (IOException gone) {
      throw new FaultFailed("the link " + file.getFileName() + " is gone: " + gone.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    Files.deleteIfExists(file);
  }
}
