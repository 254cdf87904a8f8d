package dev.surgeline.plane.audit.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.audit.fhir.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An index is kept in no file that is something else, whoever names it.
final class IndexFileTest {
  @TempDir Path state;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void write() throws IOException {
    try (TransparencyLog log = TransparencyLog.open(new AuditFolder(state), "clinic", _ -> {})) {
      for (var line : Samples.lines()) {
        log.append(line.at(), line.entry());
      }
    }
  }

  private int found(Path file) throws IOException {
    var log = new AuditFolder(state).log();
    VerifierKey key = log.key().orElseThrow();
    try (LogIndex index = LogIndex.open(IndexPlace.sqlite(file), log, key, said::add)) {
      Wanted all = Wanted.of(AuditQuery.ALL);
      return index.find(all, -1, LogIndex.MOST).lines().size();
    }
  }

  private void refused(String why, Path file) {
    String sentence =
        String.valueOf(assertThrows(IOException.class, () -> found(file)).getMessage());
    assertTrue(sentence.contains(why), sentence);
    assertEquals(List.of(), said);
  }

  @Test
  void aFileThatIsSomethingElseIsLeftAsItIs() throws Exception {
    Path other = state.resolve("other.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + other);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE patient (id INTEGER)");
    }
    Path short1 = Files.writeString(state.resolve("k"), "x");
    for (Path file : List.of(new AuditFolder(state).key(), other, short1)) {
      byte[] before = Files.readAllBytes(file);
      refused("is no index of an audit log, and is left as it is", file);
      assertArrayEquals(before, Files.readAllBytes(file));
      assertFalse(Files.exists(beside(file, "-wal")) || Files.exists(beside(file, "-shm")));
    }
  }

  private static Path beside(Path file, String end) {
    return file.resolveSibling(file.getFileName() + end);
  }

  @Test
  void nothingIsDoneThroughALinkOrToWhatIsNoFile() throws Exception {
    Path key = new AuditFolder(state).key();
    byte[] before = Files.readAllBytes(key);
    Path link = Files.createSymbolicLink(state.resolve("link"), key);
    refused("is no regular file", link);
    assertArrayEquals(before, Files.readAllBytes(key));
    Path dangling = Files.createSymbolicLink(state.resolve("dangling"), state.resolve("gone"));
    refused("is no regular file", dangling);
    assertFalse(Files.exists(state.resolve("gone")));
    refused("is no regular file", Files.createDirectory(state.resolve("folder")));
    Path own = state.resolve("own");
    assertTrue(found(own) > 0);
    Path ownLink = Files.createSymbolicLink(state.resolve("own-link"), own);
    refused("is no regular file", ownLink);
    assertTrue(Files.isSymbolicLink(ownLink) && Files.isRegularFile(own));
  }

  @Test
  void whatLiesBesideItIsNotLost() throws Exception {
    Path file = state.resolve("new");
    for (String end : List.of("-wal", "-shm", "-journal")) {
      Path mine = Files.writeString(beside(file, end), "my notes on whales");
      refused(mine + " is none of SQLite's", file);
      assertEquals("my notes on whales", Files.readString(mine));
      assertFalse(Files.exists(file));
      Files.delete(mine);
    }
    assertTrue(found(file) > 0);
  }

  @Test
  void anEmptyFileIsTakenAndADamagedIndexMadeAnew() throws Exception {
    Path file = Files.createFile(state.resolve("audit.index"));
    int all = found(file);
    assertTrue(all > 0);
    byte[] right = Files.readAllBytes(file);
    byte[] wrong = right.clone();
    Arrays.fill(wrong, 100, wrong.length, (byte) 7);
    Files.write(file, wrong);
    assertEquals(all, found(file));
    assertEquals(1, said.size(), said::toString);
    said.clear();
    // What it was can not be told any more.
    Files.write(file, Arrays.copyOfRange(wrong, 16, wrong.length));
    refused("if it was an index and is damaged, delete it yourself", file);
    Files.delete(file);
    assertEquals(all, found(file));
  }

  @Test
  void anIndexOfAnEarlierVersionIsTaken() throws Exception {
    Path file = state.resolve("audit.index");
    int all = found(file);
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA application_id = 0");
    }
    assertEquals(all, found(file));
    assertEquals(List.of(), said);
    assertTrue(Files.exists(file, LinkOption.NOFOLLOW_LINKS));
    assertEquals(IndexFile.APPLICATION, application(file));
  }

  private static int application(Path file) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var rows = connection.createStatement().executeQuery("PRAGMA application_id")) {
      return rows.getInt(1);
    }
  }
}
