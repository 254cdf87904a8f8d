package dev.surgeline.plane.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolOptionTest {
  @TempDir Path folder;

  private Path in(Path given) {
    SpoolOption option = new SpoolOption();
    option.folder = Optional.of(given);
    return option.in(folder);
  }

  /// A folder that is not there may be a disk that is not: another made in its place would be
  /// empty, and what waits on the disk would not be seen.
  @Test
  void itIsAFolderThatIsThere() throws IOException {
    assertEquals(folder, new SpoolOption().in(folder));
    Path there = Files.createDirectory(folder.resolve("spool"));
    assertEquals(there, in(there));
    for (Path wrong : new Path[] {folder.resolve("no"), Files.createFile(folder.resolve("f"))}) {
      WrongInput refused = assertThrows(WrongInput.class, () -> in(wrong));
      String sentence = "--audit-spool: " + wrong + " is no folder that is there";
      assertTrue(("" + refused.getMessage()).startsWith(sentence), refused::getMessage);
    }
  }
}
