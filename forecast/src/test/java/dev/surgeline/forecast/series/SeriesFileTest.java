package dev.surgeline.forecast.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SeriesFileTest {
  private static final double NONE = Double.NaN;

  @TempDir Path folder;

  private SeriesFile read(String text) throws IOException {
    return SeriesFile.read(Files.writeString(folder.resolve("a.csv"), text), ZoneOffset.UTC);
  }

  private String refusal(String text) {
    var wrong = assertThrows(SeriesException.class, () -> read(text));
    return String.valueOf(wrong.getMessage()).replace(folder + "/", "");
  }

  @Test
  void anHourWithoutACountWasNotObserved() throws IOException {
    SeriesFile file =
        read("timestamp,count,weather\n2026-01-01T00:00:00Z,5,wet\n2026-01-01T01:00:00Z,,dry\n");
    TimeSeries series = file.series().getFirst();
    assertArrayEquals(new double[] {5, NONE}, series.values());
    assertEquals(Duration.ofHours(1), series.step());
    assertEquals(Instant.parse("2026-01-01T00:00:00Z"), series.start());
    assertEquals(List.of(), file.notes());
  }

  @Test
  void severalSeriesKeepTheOrderOfTheirFirstRows() throws IOException {
    SeriesFile file =
        read(
            """
            series,timestamp,count
            west,2026-01-02,-3
            "east, upper",2026-01-01,1.5
            west,2026-01-03,4e2
            "east, upper",2026-01-02,7
            """);
    assertEquals(
        List.of("west", "east, upper"), file.series().stream().map(TimeSeries::name).toList());
    assertArrayEquals(new double[] {-3, 400}, file.series().getFirst().values());
    assertEquals(Instant.parse("2026-01-02T00:00:00Z"), file.series().getFirst().start());
  }

  @Test
  void unevenStampsComeOntoTheMostUsualStep() throws IOException {
    SeriesFile file =
        read(
            """
            timestamp,count
            2026-01-01 08:10,2
            2026-01-01 08:00,1
            2026-01-01 08:21,3
            2026-01-01 08:30,4
            2026-01-01 08:50,6
            2026-01-01 08:50,9
            """);
    assertArrayEquals(
        new double[] {1, 2, 3, 4, NONE, 8}, file.series().getFirst().values(), "7.5 is rounded");
    assertEquals(
        List.of(
            "rows were not in the order of their stamps and were sorted",
            "1 stamp not on the step of 10m went to the nearest",
            "1 row shared a step with another: their mean was taken",
            "1 step of 10m without a row: not observed"),
        file.notes());
  }

  @Test
  void monthsAreStepsOfTheirMeanLength() throws IOException {
    String rows =
        IntStream.range(0, 48)
            .mapToObj(i -> String.format("%d-%02d-01,%d%n", 2020 + i / 12, i % 12 + 1, i))
            .collect(Collectors.joining());
    TimeSeries series = read("timestamp,count\n" + rows).series().getFirst();
    assertArrayEquals(IntStream.range(0, 48).asDoubleStream().toArray(), series.values());
  }

  @Test
  void aStampWithoutAnOffsetIsOnTheGivenClock() throws IOException {
    Path file = folder.resolve("summer.csv");
    Files.writeString(file, "timestamp,count\n2026-07-01 08:00,1\n2026-07-01 09:00,2\n");
    SeriesFile read = SeriesFile.read(file, ZoneId.of("Europe/London"));
    assertEquals(Instant.parse("2026-07-01T07:00:00Z"), read.series().getFirst().start());
  }

  @Test
  void itIsTheBytesThatTellWhetherAFileIsPacked() throws IOException {
    Path file = folder.resolve("packed.csv");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(
          "\ufefftimestamp,count\r\n2026-01-01,1\r\n2026-01-02,2\r\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    SeriesFile read = SeriesFile.read(file, ZoneOffset.UTC);
    assertArrayEquals(new double[] {1, 2}, read.series().getFirst().values());
    byte[] packed = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(packed, packed.length - 12));
    var wrong = assertThrows(SeriesException.class, () -> SeriesFile.read(file, ZoneOffset.UTC));
    assertTrue(String.valueOf(wrong.getMessage()).contains("gzip data are damaged"));
  }

  @Test
  void aFolderIsNoFile() {
    var none = assertThrows(SeriesException.class, () -> SeriesFile.read(folder, ZoneOffset.UTC));
    assertEquals(folder + ": is a folder, not a file of rows", none.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "' ', a line has at most 10000 characters",
    "'\n', a file has at most 10000000 lines"
  })
  void aFileThatUnpacksWithoutEndIsRefused(char filling, String why) throws IOException {
    Path file = folder.resolve("bomb.csv.gz");
    byte[] block = String.valueOf(filling).repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("timestamp,count\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 12; i++) {
        out.write(block);
      }
    }
    assertTrue(Files.size(file) < 100_000);
    var wrong = assertThrows(SeriesException.class, () -> SeriesFile.read(file, ZoneOffset.UTC));
    assertTrue(String.valueOf(wrong.getMessage()).endsWith(why), wrong.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "NaN | 'NaN'",
        "-inf | '-inf'",
        "1e400 | '1e400'",
        "0x1p3 | '0x1p3'",
        "12d | '12d'",
        "nine | 'nine'"
      })
  void aCountIsADecimalNumber(String count, String shown) {
    assertEquals(
        "a.csv line 3: column count is a decimal number of at most 10^15 either way, or empty where"
            + " nothing was observed, not "
            + shown,
        refusal("timestamp,count\n2026-01-01,1\n2026-01-02," + count + "\n"));
  }

  @Test
  void everyRefusalNamesThePlaceAndTheRule() {
    assertEquals(
        "a.csv line 2: column timestamp is a moment such as 2026-01-31T08:00:00Z, 2026-01-31 08:00"
            + " or 2026-01-31, from 1900 to 2199, not '2026-02-30'",
        refusal("timestamp,count\n2026-02-30,1\n"));
    assertEquals(
        "a.csv line 1: the header names no column count: it is timestamp,count or"
            + " series,timestamp,count, more columns are ignored",
        refusal("timestamp,value\n"));
    assertEquals("a.csv line 1: the file is empty", refusal(""));
    assertEquals("a.csv: there is no row below the header", refusal("timestamp,count\n\n"));
    assertEquals(
        "a.csv line 2: the header has 2 columns, this line 3",
        refusal("timestamp,count\n2026-01-01,1,2\n"));
    assertEquals(
        "a.csv: two different stamps are needed to tell the step",
        refusal("timestamp,count\n2026-01-01,1\n2026-01-01,1\n"));
    assertEquals(
        "a.csv: series x: from first to last stamp there are 31536001 steps of 1s, and a series has"
            + " at most 10000000",
        refusal(
            """
            series,timestamp,count
            x,2025-01-01T00:00:00Z,1
            x,2025-01-01T00:00:01Z,1
            x,2025-01-01T00:00:02Z,1
            x,2026-01-01T00:00:00Z,1
            """));
  }
}
