package dev.surgeline.forecast.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class M4FileTest {
  @TempDir Path folder;

  private List<TimeSeries> read(String text) throws IOException {
    return M4File.read(Files.writeString(folder.resolve("m4.csv"), text));
  }

  private void refused(String sentence, String text) {
    SeriesException wrong = assertThrows(SeriesException.class, () -> read(text));
    assertEquals(folder.resolve("m4.csv") + sentence, wrong.getMessage());
  }

  @Test
  void aSeriesALine() throws IOException {
    List<TimeSeries> series = read("H1,605,586.5\nH2,3,2,1,\n");
    assertEquals(2, series.size());
    assertEquals("H1", series.getFirst().name());
    assertArrayEquals(new double[] {605, 586.5}, series.getFirst().values());
    assertArrayEquals(new double[] {3, 2, 1}, series.getLast().values());
  }

  @Test
  void headersQuotesPaddingAndBlankLinesAreTolerated() throws IOException {
    List<TimeSeries> series = read("V1,V2,V3,V4\r\n\"H1\",\"1\",\"2\",,,\r\n\r\nH2, 4 ,,6\r\n");
    assertArrayEquals(new double[] {1, 2}, series.getFirst().values());
    // Between values: not observed.
    assertArrayEquals(new double[] {4, Double.NaN, 6}, series.getLast().values());
  }

  @Test
  void gzipIsReadToo() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write("H1,1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(folder.resolve("m4.csv.gz"), packed.toByteArray());
    assertArrayEquals(new double[] {1, 2}, M4File.read(file).getFirst().values());
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() {
    refused(" line 2: value 2 of the series H2 is 'x', not a number", "H1,1,2\nH2,1,x\n");
    refused(" line 2: value 1 of the series H2 is 'NaN', not a number", "H1,1,2\nH2,NaN\n");
    refused(" line 2: the series H2 has no values", "H1,1,2\nH2,,\n");
    refused(" line 1: the first cell, the series' name, is empty", ",1,2\n");
    refused(" line 3: the series H1 is there a second time", "H1,1,2\nH2,1\nH1,3\n");
    refused(": there is no series in it", "V1,V2\n");
  }

  @Test
  void aSmallFileThatUnpacksToFarMoreIsRefused() throws IOException {
    Path file = folder.resolve("bomb.csv.gz");
    byte[] zeros = ("H1," + "0,".repeat(500_000)).getBytes(StandardCharsets.UTF_8);
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (int i = 0; i < 5; i++) {
        out.write(zeros);
      }
    }
    SeriesException wrong = assertThrows(SeriesException.class, () -> M4File.read(file));
    assertEquals(file + " line 1: a line has at most 4194304 characters", wrong.getMessage());
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= 200_000; i++) {
      many.append(i).append("h,1\n");
    }
    Files.writeString(folder.resolve("many.csv"), many);
    wrong = assertThrows(SeriesException.class, () -> M4File.read(folder.resolve("many.csv")));
    assertEquals(
        folder.resolve("many.csv")
            + " line 200001: a file has at most 200000 series, and 20000000 values",
        wrong.getMessage());
  }
}
