package dev.surgeline.lab.plant;

import java.util.Arrays;

/// Times with a number each, the earliest first; at the same time the smaller number.
final class TimeHeap {
  private long[] times = new long[256];
  private int[] numbers = new int[256];
  private int size;

  int size() {
    return size;
  }

  /// As another.
  void set(TimeHeap other) {
    if (times.length < other.size) {
      times = new long[other.times.length];
      numbers = new int[other.times.length];
    }
    System.arraycopy(other.times, 0, times, 0, other.size);
    System.arraycopy(other.numbers, 0, numbers, 0, other.size);
    size = other.size;
  }

  /// The earliest time; [Long#MAX_VALUE] if there is none.
  long first() {
    return size == 0 ? Long.MAX_VALUE : times[0];
  }

  int firstNumber() {
    return numbers[0];
  }

  void add(long time, int number) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (before(times[parent], numbers[parent], time, number)) {
        break;
      }
      times[at] = times[parent];
      numbers[at] = numbers[parent];
      at = parent;
    }
    times[at] = time;
    numbers[at] = number;
  }

  /// Takes the earliest away.
  void removeFirst() {
    size--;
    long time = times[size];
    int number = numbers[size];
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size
          && before(times[child + 1], numbers[child + 1], times[child], numbers[child])) {
        child++;
      }
      if (before(time, number, times[child], numbers[child])) {
        break;
      }
      times[at] = times[child];
      numbers[at] = numbers[child];
      at = child;
    }
    times[at] = time;
    numbers[at] = number;
  }

  private static boolean before(long time, int number, long other, int otherNumber) {
    return time < other || (time == other && number < otherNumber);
  }
}
