package dev.surgeline.core.decide;

import dev.surgeline.core.platform.Calendar;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Window.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What the schedule wants now, and whether it contradicts itself later.
final class ScheduleEvaluation {
  private static final Duration AHEAD = Duration.ofDays(400);
  private static final Duration STEP = Duration.ofMinutes(15);

  private ScheduleEvaluation() {}

  static Recommendation recommend(Policy.Schedule schedule, Situation situation) {
    Agenda agenda = situation.agenda();
    var exact = agenda.exact().flatMap(Policy.Schedule.Entry::replicas);
    if (exact.isPresent()) {
      String sentence = "is to be " + exact.get() + ": " + agenda.exact().get();
      return wanted(schedule, exact.get(), new Reason(Reason.Code.SCHEDULED_EXACT, sentence));
    }
    var min = agenda.min().flatMap(Policy.Schedule.Entry::min);
    if (min.isPresent()) {
      String sentence = "wants at least " + min.get() + ": " + agenda.min().get();
      return wanted(schedule, min.get(), new Reason(Reason.Code.SCHEDULED, sentence));
    }
    if (situation.scaling().policies().size() == 1) {
      // Nobody else would ever take back what a window brought.
      Replicas least = situation.workload().replicas().min();
      String sentence = "wants the min of " + least + ": no window with a size holds";
      return wanted(schedule, least, new Reason(Reason.Code.SCHEDULED, sentence));
    }
    return new Recommendation(
        schedule.name(),
        Optional.empty(),
        true,
        List.of(new Reason(Reason.Code.SCHEDULED, "no window with a size holds")));
  }

  private static Recommendation wanted(Policy.Schedule schedule, Replicas size, Reason reason) {
    return new Recommendation(schedule.name(), Optional.of(size), true, List.of(reason));
  }

  static Optional<String> contradiction(Policy.Schedule schedule, Calendar calendar, Instant from) {
    List<Policy.Schedule.Entry> entries = schedule.entries();
    for (int i = 0; i < entries.size(); i++) {
      for (Policy.Schedule.Entry other : entries.subList(i + 1, entries.size())) {
        Policy.Schedule.Entry one = entries.get(i);
        Optional<String> what = conflict(one, other).or(() -> conflict(other, one));
        Optional<Instant> when =
            what.isEmpty() ? Optional.empty() : firstTogether(one, other, calendar, from);
        if (when.isPresent()) {
          String at = atLocal(when.get(), calendar.zone());
          return what.map(says -> "the schedule contradicts itself: " + says + ", first at " + at);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> conflict(Policy.Schedule.Entry one, Policy.Schedule.Entry other) {
    if (one.replicas().isPresent()
        && other.replicas().isPresent()
        && !one.replicas().equals(other.replicas())) {
      return Optional.of(
          one
              + " is to be "
              + one.replicas().get()
              + " and "
              + other
              + " is to be "
              + other.replicas().get());
    }
    if (one.min().isPresent()
        && other.max().isPresent()
        && one.min().get().above(other.max().get())) {
      return Optional.of(
          one + " has min " + one.min().get() + " and " + other + " has max " + other.max().get());
    }
    return Optional.empty();
  }

  /// The hour that comes twice does not count: there, windows that follow each other overlap.
  private static Optional<Instant> firstTogether(
      Policy.Schedule.Entry one, Policy.Schedule.Entry other, Calendar calendar, Instant from) {
    Instant to = from.plus(AHEAD);
    List<Span> others = other.when().spans(from, to, calendar);
    int next = 0;
    for (Span span : one.when().spans(from, to, calendar)) {
      while (next < others.size() && !others.get(next).end().isAfter(span.start())) {
        next++;
      }
      for (int i = next; i < others.size(); i++) {
        Instant start = later(later(span.start(), others.get(i).start()), from);
        while (calendar.comesTwice(start)) {
          start = start.plus(STEP);
        }
        if (span.contains(start) && others.get(i).contains(start)) {
          return Optional.of(start);
        }
        if (!others.get(i).start().isBefore(span.end())) {
          break;
        }
      }
    }
    return Optional.empty();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static String atLocal(Instant at, ZoneId zone) {
    return at.atZone(zone).toOffsetDateTime() + " (" + zone + ")";
  }
}
