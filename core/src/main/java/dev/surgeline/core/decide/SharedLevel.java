package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Milli;
import dev.surgeline.core.platform.WorkloadName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// How much of something shared is taken, and by whom. It lives for one tick.
///
/// Who holds the most is looked for only when somebody must be told.
final class SharedLevel {
  private static final int NAMED = 3;
  private static final Comparator<Holder> MOST_FIRST =
      Comparator.comparingLong(Holder::amount).reversed().thenComparing(Holder::name);

  private final List<Holder> holders = new ArrayList<>();
  private final SortedMap<WorkloadName, Long> granted = new TreeMap<>();
  private List<Holder> most = List.of(); // tidy: owned window
  private long limit; // tidy: owned window
  private long taken; // tidy: owned window

  /// @param how what follows its name in a sentence, such as how it is known
  private record Holder(WorkloadName name, String how, long amount) {}

  /// @param limit how much there is, in thousandths
  SharedLevel(long limit) {
    this.limit = limit;
  }

  /// Of several that were declared the smallest counts.
  void atMost(long other) {
    limit = Math.min(limit, other);
  }

  void hold(WorkloadName name, String how, long amount) {
    holders.add(new Holder(name, how, amount));
    taken += amount;
  }

  /// What it is given beyond what it holds.
  void grant(WorkloadName name, long more) {
    if (more > 0) {
      granted.merge(name, more, Long::sum);
      taken += more;
    }
  }

  /// What is left for one that holds so much of it already.
  long roomFor(long own) {
    return limit - (taken - own);
  }

  /// Those who hold the most of what this one does not, each as a part of a sentence.
  ///
  /// @param own how much it holds itself
  List<String> others(WorkloadName name, long own) {
    if (most.isEmpty()) {
      most = most();
    }
    List<String> words = new ArrayList<>();
    long rest = taken - own;
    int more = holders.size() - 1;
    for (Holder holder : most) {
      long amount = holder.amount() + granted.getOrDefault(holder.name(), 0L);
      if (!holder.name().equals(name) && amount > 0 && words.size() < NAMED) {
        words.add(holder.name() + holder.how() + "holds " + Milli.words(amount));
        rest -= amount;
        more--;
      }
    }
    if (rest > 0) {
      words.add(more + (more == 1 ? " other holds " : " others hold ") + Milli.words(rest));
    }
    return words;
  }

  /// One more than are named, since the one that is told may be among them.
  private List<Holder> most() {
    List<Holder> found = new ArrayList<>();
    for (Holder holder : holders) {
      boolean full = found.size() > NAMED;
      if (!full || MOST_FIRST.compare(holder, found.getLast()) < 0) {
        if (full) {
          found.removeLast();
        }
        found.add(holder);
        found.sort(MOST_FIRST);
      }
    }
    return found;
  }
}
