package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.surgeline.core.property.Chance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Filling by halving gives what giving out replica by replica does.
final class FillingTest {
  private static final int TRIES = 20_000;

  @Test
  void theExampleIsRight() {
    int[] given = {0, 0};
    int[] most = {12, 4};
    new Filling(new long[][] {{1000, 1000}}, new long[] {10_000}, new int[] {1, 1})
        .fill(new int[] {0, 1}, given, most, most);
    assertArrayEquals(new int[] {7, 3}, given);
  }

  @Test
  void itGivesWhatGivingOutOneByOneGives() {
    Chance.tries(
        TRIES,
        chance -> {
          int count = chance.between(1, 6);
          int resources = chance.between(1, 3);
          long[][] needs = new long[resources][count];
          long[] room = new long[resources];
          for (int i = 0; i < resources; i++) {
            room[i] = chance.between(0L, chance.of(10L, 300L, 3_000L));
            for (int one = 0; one < count; one++) {
              needs[i][one] = chance.of(0, 1, 1, 3, 7);
            }
          }
          int[] given = new int[count];
          int[] most = new int[count];
          int[] whole = new int[count];
          int[] weights = new int[count];
          for (int one = 0; one < count; one++) {
            given[one] = chance.between(0, 5);
            most[one] = chance.between(0, chance.of(6, 40, 100_000));
            whole[one] = most[one] + chance.of(0, 0, 9);
            weights[one] = chance.between(1, 2);
          }
          int[] members = IntStream.range(0, count).filter(_ -> !chance.oneIn(5)).toArray();
          int[] slow = given.clone();
          oneByOne(needs, room.clone(), weights, members, slow, most, whole);
          new Filling(needs, room, weights).fill(members, given, most, whole);
          assertArrayEquals(slow, given);
        });
  }

  /// The least part of the whole comes next; who does not fit ends that resource for all.
  private static void oneByOne(
      long[][] needs,
      long[] room,
      int[] weights,
      int[] members,
      int[] given,
      int[] most,
      int[] whole) {
    List<Integer> open = new ArrayList<>(Arrays.stream(members).boxed().toList());
    open.removeIf(one -> given[one] >= most[one]);
    while (!open.isEmpty()) {
      int next = open.getFirst();
      for (int one : open) {
        long left = (long) given[one] * whole[next] * weights[next];
        next = left < (long) given[next] * whole[one] * weights[one] ? one : next;
      }
      int full = -1;
      for (int i = 0; i < room.length && full < 0; i++) {
        full = needs[i][next] > room[i] ? i : -1;
      }
      if (full >= 0) {
        int resource = full;
        open.removeIf(one -> needs[resource][one] > 0);
      } else {
        given[next]++;
        for (int i = 0; i < room.length; i++) {
          room[i] -= needs[i][next];
        }
        open.removeIf(one -> given[one] >= most[one]);
      }
    }
  }
}
