package dev.surgeline.core.platform;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/// The known word that a mistyped one most likely stands for.
public final class Nearest {
  private static final int LENGTH_MAX = 100;

  private Nearest() {}

  /// The nearest by edits, the first in the alphabet among equals; none if all are too far: more
  /// than two edits, or than a third of the word for a long word.
  public static Optional<String> to(String word, Collection<String> known) {
    if (word.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    int allowed = Math.min(Math.max(2, word.length() / 3), word.length() - 1);
    Optional<String> nearest = Optional.empty();
    for (String candidate : new TreeSet<>(known)) {
      int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance <= allowed) {
        nearest = Optional.of(candidate);
        allowed = distance - 1;
      }
    }
    return nearest;
  }

  /// Insertions, deletions, substitutions and swaps of neighbours: Damerau and Levenshtein's
  /// distance in its restricted form, where no part is edited twice.
  public static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : step(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] cost) {
    int substituted = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(substituted, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
