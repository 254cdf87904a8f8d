package dev.surgeline.core.route;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds the route of a request, by the order of precedence that [Route] states.
///
/// The work of a look-up grows with the segments of the longest prefix, not with the length of the
/// request's path nor with the number of routes, so a long path is no attack.
public final class RouteTable {
  /// What [#match] answers when no route matches.
  public static final int NONE = -1;

  private final SortedMap<String, Prefixes> byHost;
  private final Prefixes anyHost;

  /// @param routes of two with the same host and prefix the first is used
  public RouteTable(List<Route> routes) {
    var hosts = new TreeMap<String, TreeMap<String, Integer>>();
    var any = new TreeMap<String, Integer>();
    for (int i = 0; i < routes.size(); i++) {
      Route route = routes.get(i);
      var prefixes =
          route.host().map(host -> hosts.computeIfAbsent(host, _ -> new TreeMap<>())).orElse(any);
      prefixes.putIfAbsent(withoutEndSlash(route.pathPrefix().orElse("")), i);
    }
    var copy = new TreeMap<String, Prefixes>();
    hosts.forEach((host, prefixes) -> copy.put(host, new Prefixes(prefixes)));
    byHost = Collections.unmodifiableSortedMap(copy);
    anyHost = new Prefixes(any);
  }

  /// The index of the route that answers, or [#NONE].
  ///
  /// @param host the request's host in small letters, without port; empty when it names none
  /// @param path the request's path without query, beginning with `/`
  public int match(String host, String path) {
    Prefixes own = byHost.get(host);
    int found = own == null ? NONE : own.longest(path);
    return found == NONE ? anyHost.longest(path) : found;
  }

  private static String withoutEndSlash(String prefix) {
    return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
  }

  /// The prefixes of one host; the empty one matches every path.
  private record Prefixes(SortedMap<String, Integer> routes, int lengthMax) {
    Prefixes(SortedMap<String, Integer> routes) {
      this(routes, routes.keySet().stream().mapToInt(String::length).max().orElse(0));
    }

    int longest(String path) {
      if (routes.isEmpty()) {
        return NONE;
      }
      int end = segmentEnd(path, Math.min(lengthMax, path.length()));
      while (end > 0) {
        Integer route = routes.get(path.substring(0, end));
        if (route != null) {
          return route;
        }
        end = path.lastIndexOf('/', end - 1);
      }
      return routes.getOrDefault("", NONE);
    }

    /// The largest length up to `end` at which the path has a whole segment.
    private static int segmentEnd(String path, int end) {
      return end == path.length() || path.charAt(end) == '/' ? end : path.lastIndexOf('/', end);
    }
  }
}
