package dev.surgeline.plane.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// Runs others' commands in a folder.
///
/// @param folder where what they say is kept, too, in the file `said`
public record Shell(Path folder) {
  private static final long PATIENCE_SECONDS = 120;

  /// The command's exit code.
  ///
  /// @throws IOException if it does not end
  public int run(String command) throws IOException {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IOException("it does not end: " + command);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    }
    return process.exitValue();
  }

  /// What the last one said, on either stream.
  public String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException failed) {
      return failed.toString();
    }
  }
}
