package dev.surgeline.core.decide;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.surgeline.core.decide.MetricTarget.Source;
import dev.surgeline.core.observe.SignalName;
import dev.surgeline.core.observe.SignalRules;
import dev.surgeline.core.platform.Replicas;
import dev.surgeline.core.platform.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The ranges of policies and rules: both ends are taken, what is next to them is refused with the
/// rule as a sentence.
final class RefusalsTest {
  private static final SignalName LOAD = new SignalName("load");
  private static final Gauge TOTAL = new Gauge(LOAD, Gauge.As.TOTAL);

  private static final Duration NANO = Duration.ofNanos(1);
  private static final double ABOVE_MOST = Math.nextUp(1e9);

  /// @param rule what is said of a value that is refused
  /// @param make of a value
  /// @param taken values at the ends
  /// @param refused values beyond them
  record Range<T>(String rule, Function<T, Object> make, List<T> taken, List<T> refused) {
    @Override
    public String toString() {
      return rule;
    }
  }

  private static Range<Integer> counts(
      String rule, IntFunction<Object> make, List<Integer> taken, Integer... refused) {
    return new Range<>(rule, make::apply, taken, List.of(refused));
  }

  private static Range<Double> numbers(
      String rule, DoubleFunction<Object> make, List<Double> taken, Double... refused) {
    return new Range<>(rule, make::apply, taken, List.of(refused));
  }

  private static Range<Duration> times(
      String rule, Function<Duration, Object> make, List<Duration> taken, Duration... refused) {
    return new Range<>(rule, make, taken, List.of(refused));
  }

  private static Stream<Range<?>> ranges() {
    return Stream.of(rates(), targets(), sizes(), steps(), numbers(), amounts(), times())
        .flatMap(Function.identity());
  }

  private static Stream<Range<?>> rates() {
    return Stream.of(
        counts(
            "a rate policy's value is above 0",
            value -> rate(value, Duration.ofMinutes(1)),
            List.of(1, Integer.MAX_VALUE),
            0,
            -1),
        counts(
            "there are 1 to 100 rate policies for a direction",
            size -> rates(Behavior.Select.MAX, size),
            List.of(1, 100),
            0,
            101),
        counts(
            "there are 1 to 100 rate policies for a direction",
            size -> rates(Behavior.Select.DISABLED, size),
            List.of(0, 100),
            101));
  }

  private static Stream<Range<?>> targets() {
    return Stream.of(
        counts(
            "a metric's target is above 0 and at most 100000",
            MetricTarget.Utilization::new,
            List.of(1, 100_000),
            0,
            100_001),
        counts(
            "a metric's target is above 0 and at most 9223372036854775807",
            MetricTarget.AverageValue::new,
            List.of(1),
            0,
            -1),
        counts(
            "a metric's target is above 0 and at most 9223372036854775807",
            MetricTarget.Value::new,
            List.of(1),
            0,
            -1),
        counts(
            "targetTracking has 1 to 100 metrics",
            size -> new Policy.TargetTracking(copies(size, external()), Tolerance.DEFAULT),
            List.of(1, 100),
            0,
            101));
  }

  private static Stream<Range<?>> sizes() {
    return Stream.of(
        counts(
            "a workload has 1 to 20 policies",
            size -> new Scaling(copies(size, onlyRow()), Behavior.DEFAULT),
            List.of(1, 20),
            0,
            21),
        counts("a schedule has 1 to 100 windows", RefusalsTest::windows, List.of(1, 100), 0, 101),
        counts(
            "a window's name has 1 to 60 characters",
            length -> window("x".repeat(length), OptionalDouble.of(1)),
            List.of(1, 60),
            0,
            61),
        counts("tiers has 1 to 20 rows", RefusalsTest::tiers, List.of(1, 20), 0, 21),
        counts(
            "a reason's sentence has 1 to 500 characters",
            length -> new Reason(Reason.Code.TARGET, "x".repeat(length)),
            List.of(1, 500),
            0,
            501),
        counts(
            "approvers are 1 to 10, not ?",
            approvers -> approval(approvers, Optional.empty()),
            List.of(1, 10),
            0,
            11));
  }

  private static Stream<Range<?>> steps() {
    return Stream.of(
        counts(
            "a step is of 1 to 10000 percent, not ?",
            Steps.Percent::new,
            List.of(1, 10_000),
            0,
            10_001),
        counts(
            "a step is of 1 to 100000 replicas, not ?",
            Steps.Count::new,
            List.of(1, 100_000),
            0,
            100_001),
        counts(
            "steps has at most 10 steps up and 10 down",
            size -> new Steps(TOTAL, steps(size, 1), List.of()),
            List.of(1, 10),
            11),
        counts(
            "steps has at most 10 steps up and 10 down",
            size -> new Steps(TOTAL, List.of(), steps(size, -1)),
            List.of(1, 10),
            11));
  }

  private static Stream<Range<?>> numbers() {
    return Stream.of(
        numbers(
            "a tolerance is 0 to 1000000000",
            down -> new Tolerance(down, 0),
            List.of(0.0, 1e9),
            -0.1,
            ABOVE_MOST,
            Double.NaN),
        numbers(
            "a tolerance is 0 to 1000000000",
            up -> new Tolerance(0, up),
            List.of(0.0, 1e9),
            -0.1,
            ABOVE_MOST,
            Double.NaN),
        numbers(
            "a multiplier is above 0 and at most 100",
            times -> window("x", OptionalDouble.of(times)),
            List.of(Double.MIN_VALUE, 100.0),
            0.0,
            Math.nextUp(100.0),
            Double.NaN),
        numbers(
            "perReplica is above 0 and at most 1000000000",
            Queue.PerReplica::new,
            List.of(Double.MIN_VALUE, 1e9),
            0.0,
            ABOVE_MOST,
            Double.NaN),
        numbers(
            "ratePerReplica is above 0 and at most 1000000000",
            rate -> drain(Duration.ofMinutes(1), OptionalDouble.of(rate)),
            List.of(Double.MIN_VALUE, 1e9),
            0.0,
            ABOVE_MOST,
            Double.NaN));
  }

  private static Stream<Range<?>> amounts() {
    return Stream.of(
        numbers(
            "a threshold is finite and not negative",
            threshold -> new Steps.Step(threshold, new Steps.Count(1)),
            List.of(0.0, Double.MAX_VALUE),
            -Double.MIN_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NaN),
        numbers(
            "a bound is finite and not negative",
            atLeast -> new Tiers.Condition(TOTAL, OptionalDouble.of(atLeast), noNumber()),
            List.of(0.0, Double.MAX_VALUE),
            -Double.MIN_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NaN),
        numbers(
            "a bound is finite and not negative",
            below -> new Tiers.Condition(TOTAL, noNumber(), OptionalDouble.of(below)),
            List.of(Double.MIN_VALUE, Double.MAX_VALUE),
            Double.POSITIVE_INFINITY,
            Double.NaN),
        numbers(
            "perHour is 0 to 1000000000000",
            amount -> new ApprovalRule.Above(Optional.empty(), OptionalDouble.of(amount)),
            List.of(0.0, 1e12),
            -0.01,
            Math.nextUp(1e12),
            Double.NaN),
        numbers(
            "jump is above 1 and at most 1000000000",
            jump -> signals(Optional.empty(), Optional.empty(), OptionalDouble.of(jump)),
            List.of(Math.nextUp(1.0), 1e9),
            1.0,
            ABOVE_MOST,
            Double.NaN));
  }

  private static Stream<Range<?>> times() {
    return Stream.of(
        times(
            "periodSeconds is 1 to 1800",
            period -> rate(1, period),
            List.of(Duration.ofSeconds(1), Duration.ofMinutes(30)),
            Duration.ofSeconds(1).minus(NANO),
            Duration.ofMinutes(30).plus(NANO)),
        times(
            "stabilizationWindowSeconds is 0 to 3600",
            window -> new Behavior.Rules(window, Behavior.Select.DISABLED, List.of()),
            List.of(Duration.ZERO, Duration.ofHours(1)),
            NANO.negated(),
            Duration.ofHours(1).plus(NANO)),
        times(
            "drainWithin is 1s to 1d",
            within -> drain(within, noNumber()),
            List.of(Duration.ofSeconds(1), Duration.ofDays(1)),
            Duration.ofSeconds(1).minus(NANO),
            Duration.ofDays(1).plus(NANO)),
        times(
            "validFor is 1m to 1d",
            validFor -> approval(1, Optional.of(validFor)),
            List.of(Duration.ofMinutes(1), Duration.ofDays(1)),
            Duration.ofMinutes(1).minus(NANO),
            Duration.ofDays(1).plus(NANO)),
        times(
            "lastKnownGood is 0s to 7d",
            time -> signals(Optional.of(time), Optional.empty(), noNumber()),
            List.of(Duration.ZERO, Duration.ofDays(7)),
            NANO.negated(),
            Duration.ofDays(7).plus(NANO)),
        times(
            "frozenAfter is 0s to 7d",
            time -> signals(Optional.empty(), Optional.of(time), noNumber()),
            List.of(Duration.ZERO, Duration.ofDays(7)),
            NANO.negated(),
            Duration.ofDays(7).plus(NANO)));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  <T> void bothEndsAreTakenAndWhatIsBeyondIsRefused(Range<T> range) {
    for (T value : range.taken()) {
      assertDoesNotThrow(() -> range.make().apply(value), () -> "taken: " + value);
    }
    for (T value : range.refused()) {
      assertEquals(range.rule().replace("?", "" + value), refusal(range.make(), value));
    }
  }

  @Test
  void anApprovalRuleSaysFromWhatOn() {
    assertEquals(
        "above has replicas, perHour or both",
        refusal(none -> new ApprovalRule.Above(none, noNumber()), Optional.<Replicas>empty()));
    var above = new ApprovalRule.Above(Optional.of(new Replicas(8)), OptionalDouble.of(20));
    assertEquals(OptionalDouble.of(20), above.perHour());
  }

  @Test
  void minusZeroIsZero() {
    var one = new Steps.Count(1);
    assertEquals(new Steps.Step(0.0, one), new Steps.Step(-0.0, one));
    assertEquals(
        new Tiers.Condition(TOTAL, OptionalDouble.of(0.0), noNumber()),
        new Tiers.Condition(TOTAL, OptionalDouble.of(-0.0), noNumber()));
  }

  private static <T> String refusal(Function<T, Object> make, T value) {
    var e =
        assertThrows(IllegalArgumentException.class, () -> make.apply(value), "refused: " + value);
    return String.valueOf(e.getMessage());
  }

  private static OptionalDouble noNumber() {
    return OptionalDouble.empty();
  }

  private static <T> List<T> copies(int size, T one) {
    return IntStream.range(0, size).mapToObj(_ -> one).toList();
  }

  private static Behavior.RatePolicy rate(int value, Duration period) {
    return new Behavior.RatePolicy(Behavior.Unit.PODS, value, period);
  }

  private static Behavior.Rules rates(Behavior.Select select, int size) {
    return new Behavior.Rules(Duration.ZERO, select, copies(size, rate(1, Duration.ofMinutes(1))));
  }

  private static MetricTarget metric(Source source, String name, MetricTarget.Goal goal) {
    return new MetricTarget(source, new SignalName(name), goal);
  }

  private static MetricTarget external() {
    return metric(Source.EXTERNAL, "load", new MetricTarget.AverageValue(1));
  }

  private static Policy onlyRow() {
    return new Tiers(List.of(new Tiers.Row(List.of(), new Replicas(3))));
  }

  private static Policy.Schedule.Entry window(String name, OptionalDouble multiplier) {
    return new Policy.Schedule.Entry(
        name,
        Window.parse("daily"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        multiplier,
        Optional.empty());
  }

  private static Policy windows(int size) {
    return new Policy.Schedule(
        IntStream.range(0, size).mapToObj(i -> window("w" + i, OptionalDouble.of(2))).toList());
  }

  /// @param direction 1: up, from 100; -1: down, from 100
  private static List<Steps.Step> steps(int size, int direction) {
    return IntStream.range(0, size)
        .mapToObj(i -> new Steps.Step(100 + direction * i, new Steps.Count(1 + i)))
        .toList();
  }

  private static Policy tiers(int size) {
    return new Tiers(
        IntStream.range(0, size)
            .mapToObj(i ->
                new Tiers.Row(
                    List.of(
                        new Tiers.Condition(TOTAL, OptionalDouble.of(i), OptionalDouble.of(i + 1))),
                    new Replicas(i)))
            .toList());
  }

  private static ApprovalRule approval(int approvers, Optional<Duration> validFor) {
    var above = new ApprovalRule.Above(Optional.of(new Replicas(8)), noNumber());
    return new ApprovalRule(above, approvers, validFor);
  }

  private static SignalRules signals(
      Optional<Duration> lastKnownGood, Optional<Duration> frozenAfter, OptionalDouble jump) {
    return new SignalRules(lastKnownGood, Optional.empty(), frozenAfter, jump);
  }

  private static Queue.Drain drain(Duration within, OptionalDouble rate) {
    return new Queue.Drain(within, Optional.empty(), rate);
  }
}
