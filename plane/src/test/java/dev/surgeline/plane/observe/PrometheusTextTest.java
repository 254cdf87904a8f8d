package dev.surgeline.plane.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PrometheusTextTest {
  private static void assertReads(Map<String, Double> expected, String page) {
    assertEquals(Optional.of(new TreeMap<>(expected)), PrometheusText.sums(page), page);
  }

  @Test
  void readsNamesAndSumsTheirSeries() {
    assertReads(
        Map.of("requests_total", 1030.0, "up", 1.0, "seconds", 0.25),
        """
        # HELP requests_total how many
        # TYPE requests_total counter
        requests_total{method="GET",code="200"} 1027 1395066363000
        requests_total{method="PUT"}\t3

        up 1
        seconds 2.5e-1\r
        """);
  }

  @Test
  void readsLabelsAsTheyMayBe() {
    assertReads(
        Map.of("a", 5.0),
        """
        a{text="closes } and { opens"} 1
        a{text="a quote \\" and } more"} 1
        a{text="ends in a backslash \\\\"} 1
        a{} 1
        a {not="labels",of="ours"} 1
        """
            .replace("a {not=\"labels\",of=\"ours\"} 1", "a{x=\"\u00e9\"}   1   "));
  }

  @Test
  void anExemplarIsNotTheValue() {
    assertReads(Map.of("a", 5.0), "a{b=\"c\"} 5 # {trace_id=\"x\"} 0.67 1520879607.789\n");
    assertReads(Map.of("a", 5.0), "a 5 # {trace_id=\"x\"} 0.67\n");
  }

  @Test
  void whatIsNotFiniteIsNotPassedOver() {
    for (String value : new String[] {"NaN", "+Inf", "-Inf", "Inf"}) {
      assertReads(Map.of("a", Double.NaN), "a " + value + "\n");
      assertReads(Map.of("a", Double.NaN, "b", 1.0), "a 1\nb 1\na " + value + "\na 2\n");
    }
  }

  @Test
  void onePageWithOneWrongLineIsNoPage() {
    for (String value : new String[] {"abc", "1,5", "5d", "7f", "--1", "{", "1_0", "0x1p3", ""}) {
      assertNoPage("a " + value);
    }
    for (String line :
        new String[] {"a", "a{b=\"c\"}", "a{b=\"c\" 5", " 5", "{b=\"c\"} 5", "a 1 2 3", "a 1 x"}) {
      assertNoPage(line);
    }
  }

  @Test
  void anErrorPageIsNoPage() {
    assertNoPage("0");
    assertNoPage("404");
    assertNoPage("404 page not found");
    assertNoPage("Internal Server Error");
    assertNoPage("Service Unavailable 503");
    assertNoPage("{\"queue\": 5}");
    assertNoPage("{\"queue\" 5");
    assertNoPage("queue,5");
    assertNoPage("<html><body>queue 5</body></html>");
    assertNoPage("<html>\n<pre>\nqueue 0\n</pre>\n</html>");
    assertReads(Map.of(), "# nothing to tell\n\n");
  }

  private static void assertNoPage(String line) {
    assertEquals(Optional.empty(), PrometheusText.sums(line + "\n"), line);
    assertEquals(Optional.empty(), PrometheusText.sums("queue 3\n" + line + "\nup 1\n"), line);
  }

  @Test
  void noPageIsTooStrange() {
    Random random = new Random(3);
    String letters = "a b{}\"\\\n\t=,1.5e-#NI\u0000\r";
    for (int page = 0; page < 20_000; page++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      PrometheusText.sums(text.toString())
          .ifPresent(sums -> sums.keySet().forEach(name -> assertFalse(name.isEmpty())));
    }
  }
}
