package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.model.Past;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// All members of the pool, sent out from every origin.
///
/// @param members those that the history suits at its first origin
/// @param ends the origins: indices of the first steps ahead; the last is the history's end
@SuppressWarnings("ArrayRecordComponent")
record Trial(List<Member> members, int[] ends, Rehearsal rehearsal) {
  /// Steps of a history that models see, besides so many of its longest season: what is older says
  /// little, and costs.
  private static final int FAST_STEPS = 3_000;

  private static final int STANDARD_STEPS = 6_000;
  private static final int CYCLES = 3;

  /// Seasons after which one has been seen often.
  private static final int OFTEN = 10;

  /// @param roster who is to be tried
  /// @throws IllegalArgumentException if the history suits none of them
  static Trial of(History history, Question question, Roster roster) {
    boolean fast = question.effort() == Effort.FAST;
    int longest = history.seasons().isEmpty() ? 1 : history.seasons().getLast();
    long seen = (long) CYCLES * longest + (fast ? FAST_STEPS : STANDARD_STEPS);
    int from = (int) Math.max(0, history.length() - seen);
    int length = history.length() - from;
    int[] ends = origins(history, from, question.horizon());
    Pasts pasts = new Pasts(history, from);
    List<Member> all = members(history, question, length, roster);
    List<Member> members = suited(all, pasts, ends[0]);
    if (members.isEmpty()) {
      // Too short to be tried inside the history; its end may yet do.
      ends = new int[] {length};
      members = suited(all, pasts, length);
    }
    if (members.isEmpty()) {
      throw new IllegalArgumentException(
          "the history of %d values does not do for it".formatted(length));
    }
    int[] own = Arrays.stream(ends).map(end -> end + from).toArray();
    double[][][] courses = new double[members.size()][][];
    for (int m = 0; m < courses.length; m++) {
      Member member = members.get(m);
      courses[m] = member.model().roll(pasts.of(member.terms()), ends, question.horizon());
      for (int j = 0; j < own.length; j++) {
        out(courses[m][j], history, member.terms().of(history.scale()), own[j]);
      }
    }
    double[][] actual = actual(history, own, question);
    return new Trial(
        members, own, new Rehearsal(courses, actual, Member.shares(members, seasonal(history))));
  }

  /// Each right after a step that was observed: what fills a gap knows what came after it.
  private static int[] origins(History history, int from, int horizon) {
    int length = history.length() - from;
    int[] even = Origins.of(length, history.season(), horizon);
    var ends = new TreeSet<Integer>();
    for (int end : even) {
      int after = end;
      while (after > length / 2 && Double.isNaN(history.observed()[from + after - 1])) {
        after--;
      }
      ends.add(end == length ? length : after);
    }
    return ends.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Member> members(
      History history, Question question, int length, Roster roster) {
    return roster.members(
        question.effort(), history.seasons(), history.scale().logs(), length, question.horizon());
  }

  private static List<Member> suited(List<Member> all, Pasts pasts, int end) {
    Map<Member.Terms, Past> first = new EnumMap<>(Member.Terms.class);
    return all.stream()
        .filter(member ->
            member
                .model()
                .suits(first.computeIfAbsent(member.terms(), terms -> pasts.of(terms).until(end))))
        .toList();
  }

  /// The history in the terms that members see it in, each made once.
  private static final class Pasts {
    private final History history;
    private final int from;
    private final Map<Member.Terms, Past> made = new EnumMap<>(Member.Terms.class);

    Pasts(History history, int from) {
      this.history = history;
      this.from = from;
    }

    Past of(Member.Terms terms) {
      return made.computeIfAbsent(terms, each -> history.past(from, each.of(history.scale())));
    }
  }

  /// From the models' scale to the series' own; what is no number becomes the last season.
  private static void out(double[] course, History history, Scale unit, int end) {
    int back = Math.min(history.season(), end);
    for (int h = 0; h < course.length; h++) {
      double value = unit.out(course[h]);
      if (!Double.isFinite(value)) {
        value = history.values()[end - back + h % back];
      }
      course[h] = history.clip(value, end);
    }
  }

  private static double[][] actual(History history, int[] ends, Question question) {
    double[][] actual = new double[ends.length - 1][];
    for (int j = 0; j < actual.length; j++) {
      int to = Math.min(history.length(), ends[j] + question.horizon());
      // What was filled in is no outcome.
      actual[j] = Arrays.copyOfRange(history.observed(), ends[j], to);
    }
    return actual;
  }

  private static boolean seasonal(History history) {
    return history.season() > 1 && history.length() >= OFTEN * history.season();
  }
}
