package dev.surgeline.forecast.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CsvTableTest {
  @TempDir Path folder;

  private CsvTable read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), text);
    return CsvTable.read(file, List.of("name", "from"), List.of("ramp"), 3);
  }

  @Test
  void cellsAreFoundByColumn() throws IOException {
    CsvTable table = read("from,name\n 1 ,\"a, b\"\n\n2,c\n");
    assertEquals(2, table.rows().size());
    assertEquals("a, b", table.rows().get(0).needed("name"));
    assertEquals("1", table.rows().get(0).needed("from"));
    assertEquals(Optional.empty(), table.rows().get(1).cell("ramp"));
    assertEquals(4, table.rows().get(1).number());
  }

  @Test
  void whatIsWrongIsNamed() {
    refused("t.csv line 1: there is no column 'form'; columns are name, from, ramp", "name,form\n");
    refused("t.csv line 1: the column from is missing", "name\na\n");
    refused("t.csv line 1: the column name is there twice", "name,from,name\na,1,b\n");
    refused("t.csv line 2: the header has 2 columns, this line 1", "name,from\na\n");
    refused("t.csv: there is no row below the header", "name,from\n");
    refused("t.csv line 5: a file has at most 3 rows", "name,from\na,1\nb,1\nc,1\nd,1\n");
  }

  private void refused(String sentence, String text) {
    var wrong = assertThrows(SeriesException.class, () -> read(text));
    assertEquals(folder.resolve("") + "/" + sentence, wrong.getMessage());
  }

  @Test
  void anEmptyCellThatIsNeededIsNamed() throws IOException {
    CsvTable.Row row = read("name,from\n,1\n").rows().getFirst();
    var wrong = assertThrows(SeriesException.class, () -> row.needed("name"));
    assertEquals(folder.resolve("t.csv") + " line 2: column name is empty", wrong.getMessage());
  }
}
