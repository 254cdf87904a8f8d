package dev.surgeline.plane.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The rules of RFC 4180, and that no cell is taken for a formula.
final class AuditCsvTest {
  @Test
  void whatWouldEndAFieldIsQuoted() {
    assertEquals(
        "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n",
        AuditCsv.row(List.of("a", "b,c", "d\"e", "f\ng", "")));
  }

  @Test
  void whatASpreadsheetWouldCalculateIsText() {
    assertEquals(
        "'=1+1,'+1,'-1,'@SUM(A1),\"'\r=1\",'\t=1,1-2,'＝1\r\n",
        AuditCsv.row(List.of("=1+1", "+1", "-1", "@SUM(A1)", "\r=1", "\t=1", "1-2", "＝1")));
    assertEquals(
        "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n",
        AuditCsv.row(List.of("=HYPERLINK(\"x\",\"y\")")));
  }

  @Test
  void theColumnsHaveTheirNames() {
    assertEquals(
        "index,at,kind,workload,actor,emergency,outcome,from,to,decision,action\r\n",
        AuditCsv.header());
  }
}
