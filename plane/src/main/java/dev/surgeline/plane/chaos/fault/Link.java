package dev.surgeline.plane.chaos.fault;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A TCP proxy between two that know nothing of it, whose faults can be changed while it runs.
///
/// Each connection has a virtual thread for each way, and each piece of bytes waits until its time
/// has come. What is delayed is data: the handshake with the client is the kernel's own, and the
/// connection to the other side is made at once.
public final class Link implements Closeable {
  private static final int BACKLOG = 1024;
  private static final int CONNECT_MILLIS = 5000;

  private final ServerSocket server;
  private final InetSocketAddress target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Random seeds;
  private volatile LinkFaults faults = LinkFaults.NONE;
  private volatile boolean closed;

  private Link(ServerSocket server, InetSocketAddress target, long seed) {
    this.server = server;
    this.target = target;
    this.seeds = new Random(seed);
  }

  /// Begins to listen.
  ///
  /// @param seed of the jitter
  public static Link open(InetSocketAddress listen, InetSocketAddress target, long seed)
      throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(listen, BACKLOG);
    } catch (IOException taken) {
      server.close();
      throw new FaultFailed("the link can not listen on " + listen + ": " + taken.getMessage());
    }
    Link link = new Link(server, target, seed);
    Thread.ofVirtual().name("link").start(link::accept);
    return link;
  }

  /// Where it listens.
  public int port() {
    return server.getLocalPort();
  }

  /// From now on, for connections that are open too.
  public void set(LinkFaults next) {
    faults = next;
    if (next.reset()) {
      open.forEach(Link::reset);
    }
  }

  LinkFaults faults() {
    return faults;
  }

  boolean closed() {
    return closed;
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException ended) {
        if (!server.isClosed()) {
          pause();
        }
      }
    }
  }

  /// Out of file descriptors: it does no good to try again at once.
  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket client) {
    open.add(client);
    Socket other = new Socket();
    open.add(other);
    try (client;
        other) {
      if (faults.reset() || closed) {
        reset(client);
        return;
      }
      client.setTcpNoDelay(true);
      other.setTcpNoDelay(true);
      if (!connected(other)) {
        // As if the one behind it had refused.
        reset(client);
        return;
      }
      Thread up = Thread.ofVirtual().start(new Way(this, client, other, seed()));
      Thread down = Thread.ofVirtual().start(new Way(this, other, client, seed()));
      up.join();
      down.join();
    } catch (IOException gone) {
      // Whoever went first, the other one is closed by now.
      return;
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
      open.remove(other);
    }
  }

  private boolean connected(Socket socket) {
    try {
      socket.connect(target, CONNECT_MILLIS);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private long seed() {
    synchronized (seeds) {
      return seeds.nextLong();
    }
  }

  /// Closes with RST instead of FIN.
  static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException gone) {
      // It was closed already, which is what was wanted.
      return;
    }
  }

  /// Breaks off what is open.
  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
    open.forEach(Link::reset);
  }
}
