package dev.surgeline.plane.audit;

import dev.surgeline.core.audit.Tile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// A log with the one checkpoint that it had when it was first asked: a server may answer the next
/// with another, and a log that is being written does.
public final class PinnedLog implements PublishedLog {
  private final PublishedLog log;
  private final byte[] checkpoint;

  /// @throws IOException if it can not be read
  public PinnedLog(PublishedLog log) throws IOException {
    this.log = log;
    this.checkpoint = log.checkpoint();
  }

  @Override
  public byte[] checkpoint() {
    return checkpoint.clone();
  }

  @Override
  public Optional<byte[]> cosigned() throws IOException {
    return log.cosigned();
  }

  @Override
  public Optional<byte[]> rotation(int number) throws IOException {
    return log.rotation(number);
  }

  @Override
  public Optional<byte[]> stamped() throws IOException {
    return log.stamped();
  }

  @Override
  public Optional<List<Long>> stamps() throws IOException {
    return log.stamps();
  }

  @Override
  public Optional<byte[]> stamped(long size) throws IOException {
    return log.stamped(size);
  }

  @Override
  public Optional<byte[]> timestamp(long size) throws IOException {
    return log.timestamp(size);
  }

  @Override
  public byte[] read(Tile tile) {
    return log.read(tile);
  }

  @Override
  public SortedSet<Integer> parts(Tile tile) {
    return log.parts(tile);
  }

  @Override
  public String where() {
    return log.where();
  }
}
