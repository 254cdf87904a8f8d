package dev.surgeline.plane.chaos.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills a disk with one file, of a size that whoever asks has to name.
public final class Filler {
  private static final String NAME = "surge-chaos-filler";
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([KMG]?)");
  private static final int BLOCK = 64 * 1024;
  private static final int PAGE = 4096;

  private Filler() {}

  /// A size such as `512K` or `64M`, in bytes.
  ///
  /// @throws IllegalArgumentException if it is none
  public static long bytes(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new IllegalArgumentException("a size is such as 512K, 64M or 2G, not " + text);
    }
    int shift =
        switch (size.group(2)) {
          case "K" -> 10;
          case "M" -> 20;
          case "G" -> 30;
          default -> 0;
        };
    return Long.parseLong(size.group(1)) << shift;
  }

  /// Takes what room there is on the disk of a folder.
  ///
  /// @param atMost how many bytes this may take; where more is free nothing is done, so that no
  ///   large disk is filled that nobody meant
  /// @return how many bytes it took
  public static long fill(Path folder, long atMost) throws IOException {
    FileStore disk = Files.getFileStore(folder);
    long free = disk.getUsableSpace();
    if (free > atMost) {
      throw new FaultFailed(
          "the disk of "
              + folder
              + " has "
              + (free >> 10)
              + " KiB free, which is more than --at-most lets this take ("
              + (atMost >> 10)
              + " KiB): take a small disk or a quota made for the purpose");
    }
    Path file = folder.resolve(NAME);
    long taken = 0;
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      // The last pages are taken one by one, and of the last page the rest.
      for (int block : new int[] {BLOCK, PAGE, 1}) {
        taken += take(out, block, atMost - taken);
      }
    }
    if (disk.getUsableSpace() > BLOCK) {
      free(folder);
      throw new FaultFailed("the disk of " + folder + " is not full after " + taken + " bytes");
    }
    return taken;
  }

  /// Writes blocks until there is no room for one.
  private static long take(OutputStream out, int size, long atMost) {
    byte[] block = new byte[size];
    long taken = 0;
    try {
      while (taken + size <= atMost) {
        out.write(block);
        taken += size;
      }
    } catch (IOException full) {
      return taken;
    }
    return taken;
  }

  /// Gives back what [#fill] took, if it is there.
  ///
  /// @return whether it was
  public static boolean free(Path folder) throws IOException {
    return Files.deleteIfExists(folder.resolve(NAME));
  }
}
