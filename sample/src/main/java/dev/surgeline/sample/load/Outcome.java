package dev.surgeline.sample.load;

/// What came of a scheduled request. Every one gets exactly one of these.
enum Outcome {
  /// A whole answer with a status below 400.
  ANSWERED(""),
  /// A whole answer with a status from 500.
  SERVER_ERROR("status5xx"),
  /// A whole answer with a status from 400 to 499.
  CLIENT_ERROR("status4xx"),
  /// No whole answer within the time-out, counted from when the request was due.
  TIMEOUT("timeout"),
  /// No connection could be made.
  CONNECT("connect"),
  /// The connection ended, or the answer was not HTTP, before the answer was whole.
  RESET("reset"),
  /// Still under way when the load was told to stop. Neither answered nor failed.
  ABANDONED("");

  private final String failure;

  Outcome(String failure) {
    this.failure = failure;
  }

  static Outcome ofStatus(int status) {
    if (status >= 500) {
      return SERVER_ERROR;
    }
    return status >= 400 ? CLIENT_ERROR : ANSWERED;
  }

  boolean isFailure() {
    return !failure.isEmpty();
  }

  /// The failure's class in the report.
  String failure() {
    return failure;
  }
}
