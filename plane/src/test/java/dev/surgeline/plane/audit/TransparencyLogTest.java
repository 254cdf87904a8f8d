package dev.surgeline.plane.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.fixture.Jvm;
import dev.surgeline.plane.fixture.Until;
import dev.surgeline.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many threads append to one log, a process that does so is killed, and nothing acknowledged is
/// lost.
final class TransparencyLogTest {
  private static final Instant AT = Instant.parse("2026-11-21T08:00:00Z");
  private static final int KILLS = 6;

  @TempDir Path state;
  private final List<String> said = new ArrayList<>();

  private AuditFolder folder() {
    return new AuditFolder(state);
  }

  private TransparencyLog open() throws IOException {
    return TransparencyLog.open(folder(), "test", said::add);
  }

  static AuditEntry entry(String version) {
    return new AuditEntry.Started(version, "journal", false);
  }

  private void assertWhole() throws IOException {
    Fsck.Result result = Fsck.run(folder().log(), folder().log().key().orElseThrow());
    assertEquals(List.of(), result.problems());
  }

  @Test
  void whatManyThreadsAppendIsThereOnceEachAtItsIndex() throws Exception {
    SortedMap<Long, String> told = new ConcurrentSkipListMap<>();
    try (TransparencyLog log = open();
        var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < 16; writer++) {
        int who = writer;
        all.add(
            writers.submit(() -> {
              for (int i = 0; i < 40; i++) {
                String what = who + "-" + i;
                told.put(log.append(AT, entry(what)), what);
              }
              return who;
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      assertEquals(640, told.size());
    }
    List<AuditLine> lines = AuditReader.read(folder().log());
    assertEquals(640, lines.size());
    told.forEach((index, what) ->
        assertEquals(new AuditLine(index, AT, entry(what)), lines.get((int) (long) index)));
    assertWhole();
  }

  @Test
  void theLatestAreReadBackToTheLastStartAndNoFurther() throws IOException {
    List<Long> read = new ArrayList<>();
    try (TransparencyLog log = open()) {
      log.latest(line -> read.add(line.index()));
      assertEquals(List.of(), read);
      for (int i = 0; i < 600; i++) {
        log.append(AT, i == 290 ? entry("began") : new AuditEntry.Stopped());
      }
      log.latest(line -> {
        read.add(line.index());
        return false;
      });
      assertEquals(310, read.size());
      assertEquals(599, read.getFirst());
      assertEquals(290, read.getLast());
      read.clear();
      log.latest(line -> {
        read.add(line.index());
        return line.index() == 598;
      });
      assertEquals(List.of(599L, 598L), read);
      // What it need not read, it does not: fsck does.
      Path first = folder().log().folder().resolve("tile/entries/000");
      Files.delete(first);
      log.latest(_ -> false);
      Path bundle = folder().log().folder().resolve("tile/entries/001");
      String text = Files.readString(bundle, StandardCharsets.ISO_8859_1);
      Files.writeString(
          bundle, text.replaceFirst("stopped", "st}pped"), StandardCharsets.ISO_8859_1);
      refused("the entries from 256 on are not what their tile says", log);
      Files.delete(bundle);
      refused("tile/entries/001 is missing", log);
    }
  }

  private static void refused(String why, TransparencyLog log) {
    String said = "" + assertThrows(IOException.class, () -> log.latest(_ -> false)).getMessage();
    assertTrue(said.contains(why), said);
    assertTrue(said.contains("keep the state folder as it is, as evidence, and restore it"), said);
  }

  @Test
  void anEntryThatIsTooLargeIsRefusedAloneAndTheNextIsTaken() throws IOException {
    try (TransparencyLog log = open()) {
      assertEquals(0, log.append(AT, entry("a")));
      TooLarge refused =
          assertThrows(TooLarge.class, () -> log.append(AT, entry("x".repeat(65_536))));
      assertTrue(
          ("" + refused.getMessage())
              .startsWith("an audit entry has at most 65,535 bytes, and this Started has "));
      assertFalse(log.dead());
      int frame = Json.canonical(new AuditLine(1, AT, entry(""))).length;
      assertEquals(1, log.append(AT, entry("y".repeat(65_535 - frame))));
      assertEquals(2, log.append(AT, entry("c")));
    }
    assertWhole();
  }

  @Test
  void whatWasHandedOverIsWrittenBeforeItCloses() throws IOException {
    TransparencyLog log = open();
    List<java.util.concurrent.CompletableFuture<Long>> handed =
        IntStream.range(0, 300).mapToObj(i -> log.submit(AT, entry("" + i))).toList();
    log.close();
    for (int i = 0; i < handed.size(); i++) {
      assertEquals(i, handed.get(i).join());
    }
    assertThrows(IOException.class, () -> log.append(AT, entry("late")));
    assertEquals(300, AuditReader.read(folder().log()).size());
  }

  @Test
  void whoIsAskedToStopMayStillAppend() throws IOException {
    try (TransparencyLog log = open()) {
      Thread.currentThread().interrupt();
      assertEquals(0, log.append(AT, entry("a")));
      assertTrue(Thread.interrupted(), "it is still asked to");
      assertEquals(1, log.append(AT, entry("b")));
    }
  }

  @Test
  void aFolderThatCanNotBeWrittenRefusesAndGoesOnWhenItCan() throws IOException {
    try (TransparencyLog log = open()) {
      log.append(AT, entry("a"));
      Path away = Files.move(folder().staging(), state.resolve("away"));
      IOException refused = assertThrows(IOException.class, () -> log.append(AT, entry("b")));
      assertTrue(("" + refused.getMessage()).contains("can not be written"));
      assertFalse(log.dead());
      Files.move(away, folder().staging());
      assertEquals(1, log.append(AT, entry("c")));
    }
    assertWhole();
  }

  @Test
  void thePlainFileOfAnEarlierVersionIsCarriedOverByteForByte() throws IOException {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      byte[] line = Json.canonical(new AuditLine(i, AT, entry("" + i)));
      plain.append(new String(line, StandardCharsets.UTF_8)).append('\n');
    }
    Files.writeString(folder().plainFile(), plain + "{\"at\":\"2026");
    try (TransparencyLog log = open()) {
      assertEquals(300, log.append(AT, new AuditEntry.Stopped()));
    }
    StringBuilder carried = new StringBuilder();
    AuditReader.bytes(
        folder().log(),
        (_, bytes) -> carried.append(new String(bytes, StandardCharsets.UTF_8)).append('\n'));
    assertTrue(carried.toString().startsWith(plain.toString()));
    assertTrue(said.getLast().startsWith("carried 300 entries of "), said::toString);
    assertTrue(Files.exists(state.resolve("audit.jsonl.carried-over")));
    open().close();
    // Another file beside a log that has begun otherwise.
    Files.writeString(
        folder().plainFile(),
        new String(Json.canonical(new AuditLine(0, AT, entry("other"))), StandardCharsets.UTF_8)
            + "\n");
    IOException refused = assertThrows(IOException.class, () -> open().close());
    assertTrue(
        ("" + refused.getMessage()).contains("move the file to where it is kept"),
        refused::getMessage);
  }

  @Test
  void killedAtAnyMomentItLosesNothingAcknowledged() throws IOException {
    Random random = new Random();
    SortedMap<Long, String> told = new ConcurrentSkipListMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      try (Jvm writer =
          Jvm.start(Appender.class, List.of("-Xshare:auto"), List.of("" + state, "" + kill))) {
        int enough = 1 + random.nextInt(600);
        Until.holds("it appends", () -> writer.out().size() >= enough || !writer.alive());
        assertTrue(writer.alive(), writer::said);
        writer.kill();
        // A line that the kill cut short was not told.
        writer.out().stream()
            .filter(line -> line.endsWith(" ."))
            .map(line -> line.split(" "))
            .forEach(words -> told.put(Long.parseLong(words[0]), words[1]));
      }
      // As it was left, before anybody mends it.
      assertWhole();
      open().close();
      assertWhole();
      List<AuditLine> lines = AuditReader.read(folder().log());
      told.forEach((index, what) ->
          assertEquals(entry(what), lines.get((int) (long) index).entry(), () -> "" + index));
    }
  }

  @Test
  void queriesAskForAllThatIsGiven() {
    AuditLine started = new AuditLine(0, AT, entry("1"));
    var any =
        new AuditQuery(
            java.util.Optional.empty(),
            java.util.Optional.of(AT),
            java.util.Optional.of(AT.plusSeconds(1)),
            java.util.Optional.empty(),
            java.util.Optional.of("started"),
            false,
            java.util.Optional.empty());
    assertTrue(any.matches(started));
    assertFalse(any.matches(new AuditLine(1, AT.plusSeconds(1), entry("1"))));
    assertFalse(any.matches(new AuditLine(1, AT.minusMillis(1), entry("1"))));
    assertFalse(any.matches(new AuditLine(1, AT, new AuditEntry.Stopped())));
    var about =
        new AuditQuery(
            java.util.Optional.of(new WorkloadName("beds")),
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            java.util.Optional.empty(),
            false,
            java.util.Optional.empty());
    assertFalse(about.matches(started));
    var removed = new AuditEntry.Configured("v", "s", List.of(new WorkloadName("beds")));
    assertTrue(about.matches(new AuditLine(2, AT, removed)));
  }
}
