package dev.surgeline.sample.load;

import dev.surgeline.sample.launch.UsageException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads `timestamp,count` files, plain or gzip (by their first bytes).
///
/// Timestamps are ISO instants in equal steps; the first step is the interval. An empty count, and
/// a step left out, mean "not observed": the count before is held (before the first observed count,
/// that one). Further columns are ignored. Every error names the file, the line and the rule.
public final class TraceFile {
  private static final int MAX_INTERVALS = 2_000_000;
  private static final String HEADER = "timestamp,count";

  private final Path file;
  private final List<OptionalDouble> counts = new ArrayList<>();
  private Instant first = Instant.MIN;
  private Instant last = Instant.MIN;
  private Duration interval = Duration.ZERO;
  private int line;

  private TraceFile(Path file) {
    this.file = file;
  }

  /// Reads the whole file.
  ///
  /// @throws UsageException with one sentence for a file that is not a trace
  public static Trace read(Path file) {
    return new TraceFile(file).read();
  }

  private Trace read() {
    try (BufferedReader reader = open()) {
      header(reader.readLine());
      for (String row = reader.readLine(); row != null; row = reader.readLine()) {
        line++;
        if (!row.isBlank()) {
          row(row.strip());
        }
      }
    } catch (NoSuchFileException _) {
      throw new UsageException(file + ": no such file");
    } catch (CharacterCodingException _) {
      throw wrong("the text must be UTF-8");
    } catch (ZipException | EOFException _) {
      throw wrong("the gzip stream must be whole; it is damaged or cut short after this line");
    } catch (IOException e) {
      throw new UsageException(file + ": cannot be read: " + e.getMessage());
    }
    return trace();
  }

  private BufferedReader open() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file));
    try {
      in.mark(2);
      boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      InputStream text = gzip ? new GZIPInputStream(in) : in;
      return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder()));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private void header(String header) {
    line = 1;
    if (header == null || !(header.strip() + ",").startsWith(HEADER + ",")) {
      throw wrong("the first line must be \"" + HEADER + "\", further columns may follow");
    }
  }

  private void row(String row) {
    int comma = row.indexOf(',');
    if (comma < 0) {
      throw wrong("a row must be timestamp,count; it is \"" + row + "\"");
    }
    int next = row.indexOf(',', comma + 1);
    Instant at = timestamp(row.substring(0, comma));
    long steps = counts.isEmpty() ? 1 : steps(at);
    if (counts.size() + steps > MAX_INTERVALS) {
      throw wrong("a trace has at most " + MAX_INTERVALS + " intervals");
    }
    for (long left = steps; left > 1; left--) {
      counts.add(OptionalDouble.empty());
    }
    counts.add(count(row.substring(comma + 1, next < 0 ? row.length() : next).strip()));
    first = counts.size() == 1 ? at : first;
    last = at;
  }

  private long steps(Instant at) {
    Duration step = Duration.between(last, at);
    if (step.isNegative() || step.isZero()) {
      throw wrong("timestamps must rise; " + at + " follows " + last);
    }
    if (interval.isZero()) {
      interval = step;
    }
    if (step.toMillis() % interval.toMillis() != 0) {
      throw wrong("timestamps must lie whole steps of " + interval + " apart; this is " + step);
    }
    return step.toMillis() / interval.toMillis();
  }

  private Instant timestamp(String text) {
    try {
      Instant at = Instant.parse(text.strip());
      if (at.equals(at.truncatedTo(ChronoUnit.MILLIS))) {
        return at;
      }
    } catch (DateTimeParseException _) {
      // The rule below says it for both cases.
    }
    throw wrong(
        "a timestamp must be an ISO instant such as 2014-04-10T00:04:00Z; it is \"" + text + "\"");
  }

  private OptionalDouble count(String text) {
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double count = Double.parseDouble(text);
      if (count >= 0 && count < Double.POSITIVE_INFINITY) {
        return OptionalDouble.of(count);
      }
    } catch (NumberFormatException _) {
      // The rule below says it for both cases.
    }
    throw wrong(
        "a count must be a number from 0, or empty if not observed; it is \"" + text + "\"");
  }

  private Trace trace() {
    if (counts.size() < 2) {
      throw wrong("a trace must have at least two rows, to tell its interval");
    }
    OptionalDouble known =
        counts.stream()
            .filter(OptionalDouble::isPresent)
            .findFirst()
            .orElse(OptionalDouble.empty());
    double hold = known.orElseThrow(() -> wrong("a trace must have at least one observed count"));
    List<Double> filled = new ArrayList<>(counts.size());
    List<Integer> held = new ArrayList<>();
    for (OptionalDouble count : counts) {
      if (count.isEmpty()) {
        held.add(filled.size());
      }
      hold = count.orElse(hold);
      filled.add(hold);
    }
    return new Trace(first, interval, filled, held);
  }

  private UsageException wrong(String rule) {
    return new UsageException(file + ": line " + line + ": " + rule);
  }
}
