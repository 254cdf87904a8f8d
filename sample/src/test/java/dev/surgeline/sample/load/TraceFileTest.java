package dev.surgeline.sample.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.surgeline.sample.launch.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceFileTest {
  private static final String HEAD = "timestamp,count\n2014-04-10T00:04:00Z,94\n";

  @TempDir private Path directory;

  @Test
  void holdsWhatWasNotObserved() throws IOException {
    Trace trace =
        read(
            """
            timestamp,count,more
            2014-04-10T00:00:00Z,
            2014-04-10T00:05:00Z,10,x
            2014-04-10T00:10:00Z,,y

            2014-04-10T00:25:00Z,2.5
            """);
    assertEquals(Duration.ofMinutes(5), trace.interval());
    assertEquals(List.of(10.0, 10.0, 10.0, 10.0, 10.0, 2.5), trace.counts());
    assertEquals(List.of(0, 2, 3, 4), trace.held());
    Trace later = trace.from(Instant.parse("2014-04-10T00:17:00Z"));
    assertEquals(Instant.parse("2014-04-10T00:15:00Z"), later.start());
    assertEquals(List.of(10.0, 10.0, 2.5), later.counts());
    assertEquals(List.of(0, 1), later.held());
    assertEquals(List.of(10.0, 10.0), later.first(Duration.ofMinutes(6)).counts());
  }

  @Test
  void readsGzipByItsContent() throws IOException {
    byte[] gzip = gzip(HEAD + "2014-04-10T00:09:00Z,56\n");
    Path file = Files.write(directory.resolve("trace.csv"), gzip);
    assertEquals(List.of(94.0, 56.0), TraceFile.read(file).counts());
    Files.write(file, Arrays.copyOf(gzip, gzip.length - 12));
    String message =
        String.valueOf(assertThrows(UsageException.class, () -> TraceFile.read(file)).getMessage());
    assertTrue(message.contains("the gzip stream must be whole"), message);
  }

  @Test
  void errorsNameFileLineAndRule() throws IOException {
    assertWrong("line 1: the first line must be \"timestamp,count\"", "time,count\n");
    assertWrong("line 1: the first line must be \"timestamp,count\"", "");
    assertWrong("line 3: a row must be timestamp,count; it is \"94\"", HEAD + "94\n");
    assertWrong(
        "line 3: a timestamp must be an ISO instant such as 2014-04-10T00:04:00Z; it is"
            + " \"yesterday\"",
        HEAD + "yesterday,4\n");
    String next = HEAD + "2014-04-10T00:09:00Z,";
    assertWrong("line 3: a count must be a number from 0, or empty", next + "-1\n");
    assertWrong("line 3: a count must be a number from 0, or empty", next + "NaN\n");
    assertWrong("line 3: a count must be a number from 0, or empty", next + "many\n");
    assertWrong(
        "line 3: timestamps must rise; 2014-04-10T00:04:00Z follows 2014-04-10T00:04:00Z",
        HEAD + "2014-04-10T00:04:00Z,1\n");
    assertWrong(
        "line 4: timestamps must lie whole steps of PT5M apart; this is PT6M",
        next + "1\n2014-04-10T00:15:00Z,1\n");
    assertWrong("line 2: a trace must have at least two rows", HEAD);
    assertWrong(
        "line 3: a trace must have at least one observed count",
        "timestamp,count\n2014-04-10T00:04:00Z,\n2014-04-10T00:09:00Z,\n");
    assertWrong(
        "line 4: a trace has at most 2000000 intervals",
        """
        timestamp,count
        2014-04-10T00:00:00Z,1
        2014-04-10T00:00:00.001Z,1
        2014-04-11T00:00:00Z,1
        """);
  }

  @Test
  void aFileThatIsNotThereIsOneSentence() {
    Path file = directory.resolve("none.csv");
    UsageException e = assertThrows(UsageException.class, () -> TraceFile.read(file));
    assertEquals(file + ": no such file", e.getMessage());
  }

  private Trace read(String text) throws IOException {
    return TraceFile.read(Files.writeString(directory.resolve("trace.csv"), text));
  }

  private void assertWrong(String rule, String text) throws IOException {
    Path file = Files.writeString(directory.resolve("trace.csv"), text);
    UsageException e = assertThrows(UsageException.class, () -> TraceFile.read(file), text);
    assertEquals(file + ": " + rule, start(String.valueOf(e.getMessage()), file + ": " + rule));
  }

  private static String start(String text, String as) {
    return text.substring(0, Math.min(text.length(), as.length()));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
