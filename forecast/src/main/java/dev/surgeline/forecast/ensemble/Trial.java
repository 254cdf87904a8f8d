package dev.surgeline.forecast.ensemble;

import dev.surgeline.forecast.Effort;
import dev.surgeline.forecast.Question;
import dev.surgeline.forecast.model.Past;
import java.util.Arrays;
import java.util.List;

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

  static Trial of(History history, Question question) {
    boolean fast = question.effort() == Effort.FAST;
    int longest = history.seasons().isEmpty() ? 1 : history.seasons().getLast();
    long seen = (long) CYCLES * longest + (fast ? FAST_STEPS : STANDARD_STEPS);
    int from = (int) Math.max(0, history.length() - seen);
    int length = history.length() - from;
    int[] ends = Origins.of(length, history.season(), question.horizon());
    Past levels = history.past(from, history.scale().levels());
    Past scaled = history.scale().logs() ? history.past(from, history.scale()) : levels;
    List<Member> members = suited(history, question, levels.until(ends[0]), length);
    double[][][] courses = new double[members.size()][][];
    for (int m = 0; m < courses.length; m++) {
      Member member = members.get(m);
      courses[m] = member.model().roll(member.logs() ? scaled : levels, ends, question.horizon());
    }
    int[] own = Arrays.stream(ends).map(end -> end + from).toArray();
    for (int m = 0; m < courses.length; m++) {
      Scale unit = members.get(m).logs() ? history.scale() : history.scale().levels();
      for (int j = 0; j < own.length; j++) {
        out(courses[m][j], history, unit, own[j]);
      }
    }
    double[][] actual = actual(history, own, question);
    return new Trial(members, own, new Rehearsal(courses, actual, Member.shares(members)));
  }

  private static List<Member> suited(History history, Question question, Past first, int length) {
    List<Member> all =
        Pool.of(
            question.effort(),
            history.seasons(),
            history.scale().logs(),
            length,
            question.horizon());
    return all.stream().filter(member -> member.model().suits(first)).toList();
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
      actual[j] = Arrays.copyOfRange(history.values(), ends[j], to);
    }
    return actual;
  }
}
