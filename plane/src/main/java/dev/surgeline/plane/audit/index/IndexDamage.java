package dev.surgeline.plane.audit.index;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Whether a database says that its own files or tables are broken.
final class IndexDamage {
  /// SQLite's codes for a damaged file, and for a file that is none of its.
  private static final List<Integer> SQLITE = List.of(11, 26);

  /// SQL's classes for tables that are not as they were made, and PostgreSQL's for damage.
  private static final List<String> CLASSES = List.of("42", "XX");

  private static final int ERROR = 1;

  private IndexDamage() {}

  static boolean of(SQLException failed) {
    // An error in general is a table that is not as it was made: our sentences are right.
    return SQLITE.contains(failed.getErrorCode() & 0xff)
        || failed.getErrorCode() == ERROR
        || Optional.ofNullable(failed.getSQLState())
            .filter(state -> CLASSES.stream().anyMatch(state::startsWith))
            .isPresent();
  }
}
