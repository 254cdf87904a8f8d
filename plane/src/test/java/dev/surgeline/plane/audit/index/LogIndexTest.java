package dev.surgeline.plane.audit.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.core.audit.Tile;
import dev.surgeline.core.audit.Unverified;
import dev.surgeline.core.audit.VerifierKey;
import dev.surgeline.core.platform.Actor;
import dev.surgeline.core.platform.WorkloadName;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.AuditLine;
import dev.surgeline.plane.audit.AuditQuery;
import dev.surgeline.plane.audit.AuditReader;
import dev.surgeline.plane.audit.LogFolder;
import dev.surgeline.plane.audit.PublishedLog;
import dev.surgeline.plane.audit.TransparencyLog;
import dev.surgeline.plane.audit.fhir.Samples;
import dev.surgeline.plane.fixture.PostgresCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What an index answers is what reading all of the log answers; whatever becomes of the index.
final class LogIndexTest {
  enum Database {
    SQLITE,
    POSTGRESQL
  }

  private static final AuditQuery ALL =
      new AuditQuery(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty());

  private static Optional<PostgresCluster> cluster = Optional.empty();

  @TempDir Path state;
  private final List<String> said = new ArrayList<>();
  private Optional<IndexPlace> place = Optional.empty();

  @AfterAll
  static void stop() throws IOException {
    if (cluster.isPresent()) {
      cluster.get().close();
    }
  }

  @BeforeEach
  void write() throws IOException {
    append(state, 9);
  }

  /// All samples so many times, a second apart.
  private static void append(Path state, int times) throws IOException {
    try (TransparencyLog log = TransparencyLog.open(new AuditFolder(state), "clinic", _ -> {})) {
      List<CompletableFuture<Long>> done = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        for (AuditLine line : Samples.lines()) {
          done.add(log.submit(line.at().plusSeconds(100L * i).plusMillis(250), line.entry()));
        }
      }
      done.forEach(CompletableFuture::join);
    }
  }

  private IndexPlace at(Database database) throws IOException {
    IndexPlace found =
        switch (database) {
          case SQLITE -> IndexPlace.sqlite(state.resolve("audit.index"));
          case POSTGRESQL -> postgresql();
        };
    place = Optional.of(found);
    return found;
  }

  private IndexPlace postgresql() throws IOException {
    Optional<Path> programs = PostgresCluster.programs();
    Assumptions.assumeTrue(
        programs.isPresent(), "PostgreSQL is not on this machine (apt-get install postgresql)");
    if (cluster.isEmpty()) {
      cluster = Optional.of(PostgresCluster.start(programs.get()));
    }
    Path url = state.resolve("index.url");
    Files.writeString(url, cluster.get().url() + "\n");
    IndexPlace found = IndexPlace.named(url);
    if (place.isEmpty()) {
      place = Optional.of(found);
      try {
        sql("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
      } catch (SQLException failed) {
        throw new IOException(failed);
      }
    }
    return found;
  }

  private LogFolder log() {
    return new AuditFolder(state).log();
  }

  private LogIndex open(PublishedLog log) throws IOException {
    VerifierKey key = log().key().orElseThrow();
    return LogIndex.open(place.orElseThrow(), log, key, said::add);
  }

  private List<Long> asked(AuditQuery query) throws IOException {
    try (LogIndex index = open(log())) {
      return numbers(index.find(Wanted.of(query), -1, LogIndex.MOST).lines());
    }
  }

  private List<Long> read(AuditQuery query) throws IOException {
    return numbers(AuditReader.read(log()).stream().filter(query::matches).toList());
  }

  private static List<Long> numbers(List<AuditLine> lines) {
    return lines.stream().map(AuditLine::index).toList();
  }

  private void sql(String... sentences) throws SQLException {
    try (var connection = DriverManager.getConnection(place.orElseThrow().url());
        var statement = connection.createStatement()) {
      for (String sentence : sentences) {
        statement.execute(sentence);
      }
    }
  }

  private static AuditQuery query(
      Optional<String> workload,
      Optional<String> actor,
      Optional<String> kind,
      boolean emergency,
      Optional<String> outcome) {
    Instant from = Samples.AT.plusSeconds(95);
    boolean timed = actor.isPresent() || emergency;
    return new AuditQuery(
        workload.map(WorkloadName::new),
        timed ? Optional.of(from) : Optional.empty(),
        timed ? Optional.of(from.plusSeconds(600)) : Optional.empty(),
        actor.map(Actor::new),
        kind,
        emergency,
        outcome);
  }

  private static List<Optional<String>> maybe(Stream<String> some) {
    return Stream.concat(Stream.of(Optional.<String>empty()), some.map(Optional::of)).toList();
  }

  private static List<AuditQuery> queries() {
    List<AuditQuery> queries = new ArrayList<>();
    for (var kind : maybe(AuditQuery.KINDS.stream())) {
      for (var workload : maybe(Stream.of("beds", "labs", "nobody"))) {
        for (var actor : maybe(Stream.of("ops-7", "surgeline"))) {
          queries.add(query(workload, actor, kind, false, Optional.empty()));
        }
        queries.add(query(workload, Optional.empty(), kind, true, Optional.empty()));
      }
      for (var outcome : maybe(AuditQuery.OUTCOMES.stream())) {
        queries.add(query(Optional.empty(), Optional.empty(), kind, false, outcome));
      }
    }
    return queries;
  }

  @ParameterizedTest
  @EnumSource
  void itAnswersAsReadingAllOfTheLogDoes(Database database) throws IOException {
    at(database);
    List<AuditLine> lines = AuditReader.read(log());
    long found = 0;
    try (LogIndex index = open(log())) {
      index.rebuild();
      for (AuditQuery query : queries()) {
        List<AuditLine> right = lines.stream().filter(query::matches).toList();
        List<AuditLine> answer = index.find(Wanted.of(query), -1, LogIndex.MOST).lines();
        assertEquals(right, answer, query::toString);
        found += answer.size();
      }
    }
    assertTrue(found > 1000, found + " were found at all");
    assertEquals(List.of(), said);
  }

  @ParameterizedTest
  @EnumSource
  void itFollowsTheLogAndReadsNoMoreThanIsNew(Database database) throws IOException {
    at(database);
    assertEquals(read(ALL), asked(ALL));
    long known = AuditReader.read(log()).size() / Tile.WIDTH;
    append(state, 1);
    List<Tile> bundles = new ArrayList<>();
    AuditQuery stopped =
        new AuditQuery(
            Optional.empty(),
            Optional.of(Samples.AT.plusSeconds(850)),
            Optional.empty(),
            Optional.empty(),
            Optional.of("stopped"),
            false,
            Optional.empty());
    try (LogIndex index = open(new Watched(log(), bundles))) {
      var found = index.find(Wanted.of(stopped), -1, LogIndex.MOST);
      assertEquals(AuditReader.read(log()).size(), found.checkpoint().size());
    }
    assertTrue(bundles.stream().allMatch(one -> one.index() >= known), bundles::toString);
    assertEquals(read(ALL), asked(ALL));
    assertEquals(List.of(), said);
  }

  private record Watched(LogFolder log, List<Tile> bundles) implements PublishedLog {
    @Override
    public byte[] checkpoint() throws IOException {
      return log.checkpoint();
    }

    @Override
    public Optional<byte[]> rotation(int number) throws IOException {
      return log.rotation(number);
    }

    @Override
    public byte[] read(Tile tile) {
      if (tile.level() == Tile.ENTRIES) {
        bundles.add(tile);
      }
      return log.read(tile);
    }

    @Override
    public String where() {
      return log.where();
    }
  }

  @ParameterizedTest
  @EnumSource
  void pagesFollowEachOther(Database database) throws IOException {
    at(database);
    List<Long> all = new ArrayList<>();
    try (LogIndex index = open(log())) {
      long after = -1;
      List<AuditLine> page;
      do {
        page = index.find(Wanted.of(ALL), after, 100).lines();
        assertTrue(page.size() <= 100);
        all.addAll(numbers(page));
        after = all.getLast();
      } while (page.size() == 100);
    }
    assertEquals(read(ALL), all);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsFalselySaidIsFoundOutAndTheIndexMadeAnew(Database database) throws Exception {
    at(database);
    AuditQuery refused =
        query(Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.of("refused"));
    for (String lie :
        List.of(
            "UPDATE surgeline_posting SET n = n + 1 WHERE word IN"
                + " (SELECT id FROM surgeline_word WHERE word = 'outcome:refused')",
            "UPDATE surgeline_posting SET at = at + 1 WHERE n = 14",
            "UPDATE surgeline_posting SET n = n + 100000 WHERE n > 300",
            "UPDATE surgeline_mark SET size = 100000",
            "UPDATE surgeline_mark SET root = 'x'",
            "UPDATE surgeline_mark SET origin = 'surgeline/other'",
            "UPDATE surgeline_mark SET edition = 0",
            "DELETE FROM surgeline_posting WHERE n = 14",
            "DROP TABLE surgeline_posting",
            "DROP TABLE surgeline_word",
            "DROP TABLE surgeline_mark")) {
      assertEquals(read(ALL), asked(ALL));
      said.clear();
      sql(lie);
      assertEquals(read(ALL), asked(ALL), lie);
      assertEquals(read(refused), asked(refused), lie);
      assertEquals(1, said.size(), () -> lie + ": " + said);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNotSaidComesBackWithARebuild(Database database) throws Exception {
    at(database);
    assertEquals(read(ALL), asked(ALL));
    sql(
        "DELETE FROM surgeline_posting WHERE n = 2 AND word ="
            + " (SELECT id FROM surgeline_word WHERE word = 'kind:intent')");
    AuditQuery intents =
        query(Optional.empty(), Optional.empty(), Optional.of("intent"), false, Optional.empty());
    assertTrue(read(intents).contains(2L));
    assertFalse(asked(intents).contains(2L));
    try (LogIndex index = open(log())) {
      assertEquals(read(ALL).size(), index.rebuild().size());
    }
    assertEquals(read(intents), asked(intents));
  }

  @ParameterizedTest
  @EnumSource
  void nothingThatAPersonTypedIsInIt(Database database) throws Exception {
    at(database);
    asked(ALL);
    try (var connection = DriverManager.getConnection(place.orElseThrow().url());
        var rows = connection.createStatement().executeQuery("SELECT word FROM surgeline_word")) {
      int words = 0;
      for (; rows.next(); words++) {
        assertFalse(rows.getString(1).contains("Mustermann"), rows.getString(1));
      }
      assertTrue(words > 30, words + " words");
    }
  }

  @Test
  void anotherLogsIndexIsNotBelieved(@TempDir Path elsewhere) throws IOException {
    at(Database.SQLITE);
    append(elsewhere, 20);
    LogFolder other = new AuditFolder(elsewhere).log();
    VerifierKey key = other.key().orElseThrow();
    try (LogIndex index = LogIndex.open(place.orElseThrow(), other, key, said::add)) {
      index.find(Wanted.of(ALL), -1, 1);
    }
    assertEquals(read(ALL), asked(ALL));
    assertEquals(1, said.size(), said::toString);
  }

  @Test
  void itsOwnerAloneCanReadIt() throws IOException {
    at(Database.SQLITE);
    assertEquals(read(ALL), asked(ALL));
    Path file = state.resolve("audit.index");
    assertEquals(
        "rw-------",
        java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aLogThatDoesNotHoldIsNotAnswered() throws IOException {
    at(Database.SQLITE);
    assertEquals(read(ALL), asked(ALL));
    Path bundle = log().folder().resolve("tile/entries/000");
    byte[] right = Files.readAllBytes(bundle);
    String text = new String(right, StandardCharsets.ISO_8859_1);
    Files.writeString(
        bundle, text.replaceFirst("\"beds\"", "\"bids\""), StandardCharsets.ISO_8859_1);
    assertThrows(Unverified.class, () -> asked(ALL));
    try (LogIndex index = open(log())) {
      assertThrows(Unverified.class, index::rebuild);
    }
    Files.write(bundle, right);
    assertEquals(read(ALL), asked(ALL));
  }

  @Test
  void aReferenceToNothingKnownIsRefused() throws IOException {
    Path url = state.resolve("url");
    Files.writeString(url, "jdbc:mysql://u:secret@host/database");
    IOException refused = assertThrows(IOException.class, () -> IndexPlace.named(url));
    assertTrue(String.valueOf(refused.getMessage()).contains("jdbc:postgresql:"));
    assertFalse(String.valueOf(refused.getMessage()).contains("secret"));
  }
}
