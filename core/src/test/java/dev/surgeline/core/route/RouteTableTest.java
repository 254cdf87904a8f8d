package dev.surgeline.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.surgeline.core.platform.WorkloadName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
  private static final List<Route> ROUTES =
      List.of(
          route("beds", "", "/beds"),
          route("wards", "", "/beds/wards/"),
          route("portal", "", "/"),
          route("claims", "claims.example", ""),
          route("appeals", "claims.example", "/appeals"));

  @ParameterizedTest
  @CsvSource({
    "any.example,     /beds,             beds",
    "any.example,     /beds/7,           beds",
    "any.example,     /beds/,            beds",
    "any.example,     /bedside,          portal",
    "any.example,     /beds/wards,       wards",
    "any.example,     /beds/wards/3,     wards",
    "any.example,     /beds/wardship,    beds",
    "any.example,     /,                 portal",
    "any.example,     /x/beds,           portal",
    "claims.example,  /beds,             claims",
    "claims.example,  /appeals/9/pages,  appeals",
    "'',              /beds,             beds",
  })
  void hostWinsThenTheLongerPrefix(String host, String path, String workload) {
    int found = new RouteTable(ROUTES).match(host, path);
    assertEquals(workload, ROUTES.get(found).workload().value());
  }

  @Test
  void saysWhenNothingMatches() {
    var table = new RouteTable(List.of(route("beds", "", "/beds"), route("c", "c.example", "")));
    assertEquals(RouteTable.NONE, table.match("d.example", "/"));
    assertEquals(RouteTable.NONE, table.match("d.example", "/bed"));
    assertEquals(RouteTable.NONE, table.match("", "*"));
    assertEquals(RouteTable.NONE, new RouteTable(List.of()).match("d.example", "/"));
  }

  @Test
  void agreesWithTryingEveryRoute() {
    var random = new SplittableRandom(7);
    for (int round = 0; round < 2000; round++) {
      var routes = new ArrayList<Route>();
      for (int i = random.nextInt(6); i >= 0; i--) {
        String host = random.nextBoolean() ? "" : "h" + random.nextInt(2);
        String prefix = path(random);
        routes.add(route("w" + i, host, host.isEmpty() || random.nextBoolean() ? prefix : ""));
      }
      var table = new RouteTable(routes);
      for (int i = 0; i < 20; i++) {
        String host = "h" + random.nextInt(3);
        String path = path(random);
        assertEquals(
            slow(routes, host, path), table.match(host, path), routes + " " + host + " " + path);
      }
    }
  }

  private static String path(SplittableRandom random) {
    var path = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      path.append('/').append(random.nextBoolean() ? "a" : "ab");
    }
    return path.isEmpty() ? "/" : path.toString();
  }

  /// Route's contract, word by word.
  private static int slow(List<Route> routes, String host, String path) {
    int best = RouteTable.NONE;
    for (int i = 0; i < routes.size(); i++) {
      Route route = routes.get(i);
      String prefix = route.pathPrefix().map(p -> p.equals("/") ? "" : p).orElse("");
      boolean hostFits = route.host().map(host::equals).orElse(true);
      boolean pathFits = path.equals(prefix) || path.startsWith(prefix + "/");
      if (hostFits && pathFits && (best == RouteTable.NONE || beats(route, routes.get(best)))) {
        best = i;
      }
    }
    return best;
  }

  private static boolean beats(Route one, Route other) {
    if (one.host().isPresent() != other.host().isPresent()) {
      return one.host().isPresent();
    }
    return length(one) > length(other);
  }

  private static int length(Route route) {
    return route.pathPrefix().map(p -> p.equals("/") ? 0 : p.length()).orElse(0);
  }

  private static Route route(String workload, String host, String prefix) {
    return new Route(
        new WorkloadName(workload),
        Optional.of(host).filter(text -> !text.isEmpty()),
        Optional.of(prefix).filter(text -> !text.isEmpty()));
  }
}
