package dev.surgeline.plane.control;

import dev.surgeline.core.control.State;
import dev.surgeline.plane.audit.AuditEntry;
import dev.surgeline.plane.audit.AuditFolder;
import dev.surgeline.plane.audit.TransparencyLog;
import java.io.IOException;
import java.nio.file.Path;

/// A process that writes until it is killed, or as many steps as it is told. After each step that
/// is on the disk it says so.
///
/// Arguments: a directory, a seed, a segment length, and how many steps.
public final class JournalWriter {
  private JournalWriter() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    State state =
        Journal.recover(directory, JournalWriter::say)
            .map(Journal.Recovered::state)
            .orElse(State.INITIAL);
    long bytes = Long.parseLong(args[2]);
    Course course = new Course(Long.parseLong(args[1]), state);
    try (TransparencyLog audit =
            TransparencyLog.open(
                new AuditFolder(directory.resolveSibling("")), "test", JournalWriter::say);
        Journal journal = Journal.begin(directory, state, bytes, JournalWriter::say)) {
      for (long step = 0; step < Long.parseLong(args[3]); step++) {
        course.step(journal);
        long index = audit.append(course.state().now(), new AuditEntry.Stopped());
        System.out.println(course.state().now().toEpochMilli() + " " + index + " .");
        System.out.flush();
      }
    }
  }

  private static void say(String sentence) {
    System.err.println(sentence);
  }
}
