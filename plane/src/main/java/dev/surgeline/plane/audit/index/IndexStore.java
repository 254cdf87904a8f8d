package dev.surgeline.plane.audit.index;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The tables of an index: which entries have a word, by time. SQLite and PostgreSQL read the same
/// SQL, but for the few sentences of [Dialect].
///
/// An entry has one row for each of its words: `(word, at, n)`, its time in whole seconds. A
/// question is the rows of its rarest word, joined with those of the others.
final class IndexStore implements AutoCloseable {
  private static final List<String> TABLES =
      List.of("surgeline_posting", "surgeline_word", "surgeline_mark");

  /// How far it has followed the log.
  ///
  /// @param root base64, of the tree of that size
  record Mark(int edition, String origin, long size, String root) {}

  /// An entry that the store says has what was asked for.
  ///
  /// @param seconds of its time
  record Hit(long entry, long seconds) {}

  /// An entry to be taken in.
  record Row(long entry, Instant at, SortedSet<String> words) {}

  private enum Dialect {
    SQLITE("PRAGMA busy_timeout = 60000", "UPDATE surgeline_mark SET size = size", "WITHOUT ROWID"),
    POSTGRESQL(
        "SET lock_timeout = '60s'", "LOCK TABLE surgeline_mark IN SHARE ROW EXCLUSIVE MODE", "");

    private final String patience;
    private final String lock;
    private final String postings;

    Dialect(String patience, String lock, String postings) {
      this.patience = patience;
      this.lock = lock;
      this.postings = postings;
    }
  }

  private final IndexPlace place;
  private final Dialect dialect;
  private Connection connection;

  private IndexStore(IndexPlace place, Dialect dialect, Connection connection) {
    this.place = place;
    this.dialect = dialect;
    this.connection = connection;
  }

  /// @throws SQLException if the database does not answer
  static IndexStore open(IndexPlace place) throws IOException, SQLException {
    Dialect dialect = place.file().isPresent() ? Dialect.SQLITE : Dialect.POSTGRESQL;
    return new IndexStore(place, dialect, connect(place, dialect));
  }

  private static Connection connect(IndexPlace place, Dialect dialect)
      throws IOException, SQLException {
    if (place.file().isPresent()) {
      IndexFile.prepare(place.file().get());
    }
    Connection connection = DriverManager.getConnection(place.url());
    try (Statement statement = connection.createStatement()) {
      statement.execute(dialect.patience);
      if (dialect == Dialect.SQLITE) {
        claim(statement);
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = NORMAL");
      }
      connection.setAutoCommit(false);
      statement.execute(
          "CREATE TABLE IF NOT EXISTS surgeline_mark (edition INTEGER NOT NULL,"
              + " origin VARCHAR(300) NOT NULL, size BIGINT NOT NULL, root VARCHAR(64) NOT NULL)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS surgeline_word (id INTEGER PRIMARY KEY,"
              + " word VARCHAR(700) NOT NULL UNIQUE, entries BIGINT NOT NULL)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS surgeline_posting (word INTEGER NOT NULL, at BIGINT NOT NULL,"
              + " n BIGINT NOT NULL, PRIMARY KEY (word, at, n)) "
              + dialect.postings);
      connection.commit();
      return connection;
    } catch (SQLException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  /// The first of all that is written, so that even one that was killed then tells what it is.
  private static void claim(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("PRAGMA application_id")) {
      if (rows.next() && rows.getInt(1) == IndexFile.APPLICATION) {
        return;
      }
    }
    statement.execute("PRAGMA application_id = " + IndexFile.APPLICATION);
  }

  /// Nobody else changes it until `commit` or `rollback`.
  void lock() throws SQLException {
    execute(dialect.lock);
  }

  void commit() throws SQLException {
    connection.commit();
  }

  void rollback() throws SQLException {
    connection.rollback();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// Forgets everything, within what is under way.
  void clear() throws SQLException {
    for (String table : TABLES) {
      execute("DELETE FROM " + table);
    }
  }

  /// Makes it anew, whatever state it is in.
  void discard() throws IOException, SQLException {
    if (place.file().isPresent()) {
      connection.close();
      IndexFile.remove(place.file().get());
    } else {
      rollback();
      for (String table : TABLES) {
        execute("DROP TABLE IF EXISTS " + table);
      }
      commit();
      connection.close();
    }
    connection = connect(place, dialect);
  }

  Optional<Mark> mark() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT edition, origin, size, root FROM surgeline_mark")) {
      return rows.next()
          ? Optional.of(
              new Mark(rows.getInt(1), rows.getString(2), rows.getLong(3), rows.getString(4)))
          : Optional.empty();
    }
  }

  /// Whether each entry up to the mark is there, which takes a moment for a million.
  boolean whole() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT COUNT(*) FROM surgeline_posting WHERE word ="
                + " (SELECT id FROM surgeline_word WHERE word = ?)")) {
      statement.setString(1, Words.EVERY);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() && rows.getLong(1) == mark().map(Mark::size).orElse(0L);
      }
    }
  }

  /// Takes entries in, up to a mark.
  void add(List<Row> rows, Mark mark) throws SQLException {
    SortedMap<String, Word> words = words();
    SortedMap<String, Long> more = new TreeMap<>();
    try (PreparedStatement posting =
        connection.prepareStatement("INSERT INTO surgeline_posting VALUES (?, ?, ?)")) {
      for (Row row : rows) {
        for (String word : row.words()) {
          more.merge(word, 1L, Long::sum);
          posting.setInt(1, words.computeIfAbsent(word, _ -> new Word(words.size() + 1, 0)).id());
          posting.setLong(2, row.at().getEpochSecond());
          posting.setLong(3, row.entry());
          posting.addBatch();
        }
      }
      posting.executeBatch();
    }
    count(words, more);
    execute("DELETE FROM surgeline_mark");
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO surgeline_mark VALUES (?, ?, ?, ?)")) {
      statement.setInt(1, mark.edition());
      statement.setString(2, mark.origin());
      statement.setLong(3, mark.size());
      statement.setString(4, mark.root());
      statement.execute();
    }
  }

  private record Word(int id, long entries) {}

  private SortedMap<String, Word> words() throws SQLException {
    SortedMap<String, Word> words = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT word, id, entries FROM surgeline_word")) {
      while (rows.next()) {
        words.put(rows.getString(1), new Word(rows.getInt(2), rows.getLong(3)));
      }
    }
    return words;
  }

  private void count(SortedMap<String, Word> words, SortedMap<String, Long> more)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO surgeline_word VALUES (?, ?, ?)"
                + " ON CONFLICT (id) DO UPDATE SET entries = excluded.entries")) {
      for (var one : more.entrySet()) {
        Word word = words.getOrDefault(one.getKey(), new Word(0, 0));
        statement.setInt(1, word.id());
        statement.setString(2, one.getKey());
        statement.setLong(3, word.entries() + one.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /// The entries that it knows to have what was asked for, in whole seconds.
  ///
  /// @param after only entries behind that number
  /// @param most so many at most
  List<Hit> find(Wanted wanted, Page.Order order, long after, int most) throws SQLException {
    Optional<String> sql = question(wanted);
    List<Hit> hits = new ArrayList<>();
    if (sql.isEmpty()) {
      return hits;
    }
    String ordered =
        switch (order) {
          case OLDEST_FIRST -> " AND p0.n > ? ORDER BY p0.n LIMIT ?";
          case LATEST_FIRST -> " AND p0.n < ? ORDER BY p0.n DESC LIMIT ?";
        };
    try (PreparedStatement statement = connection.prepareStatement(sql.get() + ordered)) {
      times(statement, wanted);
      statement.setLong(3, after);
      statement.setInt(4, most);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          hits.add(new Hit(rows.getLong(1), rows.getLong(2)));
        }
      }
    }
    return hits;
  }

  /// How many entries it knows to have what was asked for, in whole seconds.
  long count(Wanted wanted) throws SQLException {
    Optional<String> sql = question(wanted);
    if (sql.isEmpty()) {
      return 0;
    }
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT COUNT(*) FROM (" + sql.get() + ") AS found")) {
      times(statement, wanted);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  private static void times(PreparedStatement statement, Wanted wanted) throws SQLException {
    statement.setLong(1, wanted.from().map(Instant::getEpochSecond).orElse(Long.MIN_VALUE));
    statement.setLong(2, wanted.to().map(Instant::getEpochSecond).orElse(Long.MAX_VALUE));
  }

  /// A word's numbers are ours, not what somebody asked with.
  private record Group(String ids, long entries) {}

  /// Absent: no entry has a word of one of the groups, or none is of no time.
  private Optional<String> question(Wanted wanted) throws SQLException {
    if (wanted.times().isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, Word> words = words();
    List<SortedSet<String>> asked = new ArrayList<>(wanted.groups());
    if (asked.isEmpty()) {
      asked.add(new TreeSet<>(List.of(Words.EVERY)));
    }
    List<Group> groups = new ArrayList<>();
    for (SortedSet<String> group : asked) {
      List<Word> known =
          group.stream().flatMap(word -> Optional.ofNullable(words.get(word)).stream()).toList();
      if (known.isEmpty()) {
        return Optional.empty();
      }
      groups.add(
          new Group(
              known.stream().map(it -> "" + it.id()).collect(Collectors.joining(", ", "(", ")")),
              known.stream().mapToLong(Word::entries).sum()));
    }
    groups.sort(Comparator.comparingLong(Group::entries));
    return Optional.of(sql(groups));
  }

  /// The rarest word's rows first; CROSS JOIN keeps SQLite to that order.
  private static String sql(List<Group> groups) {
    StringBuilder from = new StringBuilder("SELECT DISTINCT p0.n, p0.at FROM surgeline_posting p0");
    StringBuilder where = new StringBuilder(" WHERE p0.word IN " + groups.getFirst().ids());
    where.append(" AND p0.at >= ? AND p0.at <= ?");
    for (int i = 1; i < groups.size(); i++) {
      String p = "p" + i;
      from.append(" CROSS JOIN surgeline_posting ").append(p);
      where.append(
          " AND %s.word IN %s AND %s.at = p0.at AND %s.n = p0.n"
              .formatted(p, groups.get(i).ids(), p, p));
    }
    return from.append(where).toString();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
