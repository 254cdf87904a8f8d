package dev.surgeline.sample.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void whatIsReadIsWrittenBack() {
    for (String text :
        List.of(
            "{}",
            "[]",
            "{\"a\":1,\"b\":[true,false,null,\"x\"],\"c\":{\"d\":-1.5}}",
            "\"quote \\\" slash \\\\ line \\u000a\"",
            "1.0E300",
            "[0,10,-7]")) {
      assertEquals(text, Json.read(text).toString());
    }
    assertEquals("{\"a\":[1]}", Json.read(" { \"a\" : [ 1 ] } ").toString());
    assertEquals(new Json.Text("é\n/"), Json.read("\"\\u00e9\\n\\/\""));
  }

  @Test
  void whatIsNoJsonIsAnErrorWithItsPosition() {
    for (String text :
        List.of(
            "",
            "{",
            "[1,]",
            "{\"a\"}",
            "{\"a\":1,}",
            "01",
            "1.",
            "+1",
            "nul",
            "\"a",
            "\"\t\"",
            "\"\\x\"",
            "\"\\u12g4\"",
            "[1] 2",
            "{\"a\":1,\"a\":2}",
            "1e999",
            "{a:1}",
            "[".repeat(40))) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Json.read(text), text);
      assertEquals("not JSON at character", String.valueOf(e.getMessage()).substring(0, 21), text);
    }
  }
}
