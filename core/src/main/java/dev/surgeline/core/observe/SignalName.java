package dev.surgeline.core.observe;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The name of a signal, such as `requests_per_second` or `cpu`.
///
/// @param value 1 to 128 characters of letters, digits, `_`, `:`, `.`, `/` and `-`, starting with a
///   letter
public record SignalName(String value) implements Comparable<SignalName> {
  // First: the names below are checked against it when this class is loaded.
  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_:./-]{0,127}");

  /// Milliseconds within which the objective's quantile of the latest requests was answered.
  public static final SignalName OBJECTIVE_LATENCY = new SignalName("objective_latency_millis");

  /// Requests a second that were answered, without an error of the workload or the gateway.
  public static final SignalName RESPONSES = new SignalName("responses_per_second");

  /// Requests that arrived and were not answered yet.
  public static final SignalName IN_FLIGHT = new SignalName("requests_in_flight");

  /// Requests in flight on each replica, by its slots.
  public static final SignalName SLOTS = new SignalName("slots");

  /// What the gateway counts; no replica is asked for it.
  public static final SortedSet<SignalName> TRAFFIC =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(
              List.of(
                  new SignalName("requests_per_second"),
                  new SignalName("errors_per_second"),
                  OBJECTIVE_LATENCY,
                  RESPONSES,
                  IN_FLIGHT,
                  SLOTS)));

  public SignalName {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a signal's name has 1 to 128 letters, digits, _ : . / or - and starts with a letter");
    }
  }

  @Override
  public int compareTo(SignalName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
