package dev.surgeline.plane.audit;

import java.io.Closeable;
import java.io.IOException;

/// A file of lines that only grows.
public interface LineFile extends Closeable {
  /// Appends a line, without its end, and waits for the disk.
  ///
  /// @throws IOException if it could not be made durable; the file takes others, unless it is dead
  void append(byte[] line) throws IOException;

  /// Whether the disk failed in a way that only another process can recover from.
  boolean dead();

  /// Bytes of whole lines.
  long length();
}
